"""Forms of plans: what people decide about targets, indicators and tasks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from lotrinh.assessment.states import Status, Word
from lotrinh.living.fields import day_field
from lotrinh.living.people.models import Agency
from lotrinh.living.plans.fields import NumberField, names_document
from lotrinh.living.plans.models import Accumulation, Direction, TargetLink, TargetState
from lotrinh.living.plans.table import status_words
from lotrinh.living.words import Words

NONE = ("", Words("không ghi", "none"))
STATUS_CHOICES = [NONE, *((status.value, status_words(status.value)) for status in Status)]
WORD_CHOICES = [NONE, *((word.value, status_words(word.value)) for word in Word)]

BACKDATED = 7
"""Days; an outcome entered later than that after the day it was done needs a document with number and date."""


class VerdictForm(forms.Form):
    """A person's verdict on a target, beside the computed one."""

    status = forms.ChoiceField(label=Words("Tiến độ", "Progress"), choices=STATUS_CHOICES, required=False)
    word = forms.ChoiceField(
        label=Words("Từ chính thức của kỳ đã qua", "Official word on the period that is over"),
        choices=WORD_CHOICES,
        required=False,
    )
    reason = forms.CharField(label=Words("Lý do", "Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two must be given."""
        told: dict[str, Any] = super().clean() or {}
        if not told.get("status") and not told.get("word"):
            raise forms.ValidationError(
                Words("Hãy chọn tiến độ hoặc từ chính thức.", "Choose a progress class or an official word.")
            )
        return told


class MilestoneForm(forms.Form):
    """What a target should have reached by the end of an earlier year. `due`: the target's own year."""

    def __init__(self, *args: Any, due: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._due = due

    year = forms.IntegerField(label=Words("Năm", "Year"), min_value=1990, max_value=2100)
    low = NumberField(label=Words("Mức phải đạt", "Value"), required=False)
    high = NumberField(
        label=Words("Cận trên, nếu là khoảng", "Upper end, of a range"),
        required=False,
        help_text=Words("Để trống cả hai ô để bỏ mốc của năm đó.", "Leave both empty to remove that year's milestone."),
    )
    ground = forms.CharField(label=Words("Căn cứ", "Ground"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """A range goes upwards; a value needs its ground."""
        told: dict[str, Any] = super().clean() or {}
        low, high = told.get("low"), told.get("high")
        if self._due is not None and told.get("year", 0) >= self._due:
            words = Words(
                f"Mốc phải trước năm đến hạn của mục tiêu ({self._due}).",
                f"A milestone lies before the target's own year ({self._due}).",
            )
            self.add_error("year", str(words))
        if low is not None and high is not None and low > high:
            raise forms.ValidationError(Words("Cận trên nhỏ hơn mức phải đạt.", "The upper end is below the value."))
        if (low is not None or high is not None) and not told.get("ground"):
            self.add_error("ground", str(Words("Hãy ghi văn bản hoặc lý do đặt mốc.", "Say on what ground.")))
        return told


class TermsForm(forms.Form):
    """The target's own rule of judgement."""

    tolerance = NumberField(
        label=Words("Sai số cho phép", "Tolerance"),
        required=False,
        help_text=Words(
            "Lệch trong khoảng này vẫn là đạt, theo đơn vị của mục tiêu.",
            "So far from the value still counts as met, in the target's unit.",
        ),
    )
    margin = NumberField(
        label=Words("Ngưỡng vượt", "Margin for exceeding"),
        required=False,
        help_text=Words("Hơn mức bao nhiêu thì gọi là vượt.", "So far beyond a bound counts as exceeded."),
    )
    breaks = forms.CharField(
        label=Words("Năm chuỗi số liệu bắt đầu lại", "Years in which the series starts anew"),
        required=False,
        max_length=60,
        help_text=Words("Ví dụ 2025 do sáp nhập; nhiều năm cách nhau dấu phẩy.", "Such as 2025; several with commas."),
    )
    base = NumberField(label=Words("Số gốc", "Base value"), required=False)
    base_year = forms.IntegerField(label=Words("Năm gốc", "Base year"), required=False, min_value=1950, max_value=2100)
    mandatory = forms.BooleanField(label=Words("Mục tiêu bắt buộc", "Mandatory target"), required=False)
    done = day_field(
        Words("Ngày hoàn thành (mục tiêu có hoặc không)", "Day it was done (yes-or-no target)"), required=False
    )
    done_ground = forms.CharField(
        label=Words("Ai, văn bản nào xác nhận", "Confirmed by"), required=False, max_length=300
    )

    def clean_breaks(self) -> list[int]:
        """Years between commas."""
        told = [part.strip() for part in str(self.cleaned_data.get("breaks") or "").split(",") if part.strip()]
        if any(not part.isdecimal() or not 1950 <= int(part) <= 2100 for part in told):
            raise forms.ValidationError(
                Words("Hãy viết năm bằng bốn chữ số, ví dụ 2025.", "Write years with four digits, such as 2025.")
            )
        return [int(part) for part in told]

    def clean(self) -> dict[str, Any]:
        """A base has its value and its year."""
        told: dict[str, Any] = super().clean() or {}
        if (told.get("base") is None) != (told.get("base_year") is None):
            self.add_error("base", str(Words("Số gốc cần có cả năm gốc.", "A base needs its value and its year.")))
        return told

    def terms(self) -> dict[str, Any]:
        """What is laid down, as `Target.terms` keeps it."""
        told = dict(self.cleaned_data)
        told["done"] = told["done"].isoformat() if told.get("done") else None
        return {key: value for key, value in told.items() if value not in (None, "", [], False)}


class EndForm(forms.Form):
    """A target no longer applies, or was replaced."""

    state = forms.ChoiceField(
        label=Words("Trạng thái", "State"),
        choices=[(state.value, state.label) for state in (TargetState.NO_LONGER_APPLICABLE, TargetState.REPLACED)],
    )
    ground = forms.CharField(
        label=Words("Căn cứ", "Ground"),
        max_length=500,
        help_text=Words("Văn bản và lý do; người đọc sẽ thấy.", "The document and the reason; readers see it."),
    )
    on = day_field(
        Words("Không còn áp dụng từ ngày", "No longer applies from"),
        required=False,
        help_text=Words(
            "Để trống: từ hôm nay. Không sớm hơn phiên bản mới nhất của kế hoạch.",
            "Empty: from today. Not before the newest version of the plan.",
        ),
    )


class LinkForm(forms.Form):
    """Another target that speaks of the same thing. The choices are those offered on the page."""

    other = forms.TypedChoiceField(label=Words("Mục tiêu kia", "The other target"), coerce=int)
    kind = forms.ChoiceField(label=Words("Quan hệ", "Relation"), choices=TargetLink.Kind.choices)

    def __init__(self, *args: Any, offered: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = offered  # type: ignore[attr-defined]


class AgencyForm(forms.Form):
    """Who answers for a target: an agency that exists today."""

    agency = forms.ModelChoiceField(
        label=Words("Cơ quan chịu trách nhiệm", "Responsible agency"),
        queryset=Agency.objects.filter(valid_to__isnull=True).order_by("kind", "name"),
        required=False,
        empty_label="–",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class DirectionForm(forms.Form):
    """What is better."""

    direction = forms.ChoiceField(
        label=Words("Chiều tốt lên", "Direction"),
        choices=[(one.value, one.label) for one in Direction if one.value],
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class AccumulationForm(forms.Form):
    """How figures add up."""

    accumulation = forms.ChoiceField(label=Words("Cách cộng dồn", "How figures add up"), choices=Accumulation.choices)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class DoneForm(forms.Form):
    """A task is done, proved by a document; a day long past only by one that has its number and its date."""

    on = day_field(Words("Ngày hoàn thành", "Day it was done"))
    product = forms.CharField(
        label=Words("Sản phẩm, số văn bản", "Product, number of the document"),
        max_length=300,
        help_text=Words(
            "Ví dụ: Báo cáo 123/BC-SYT ngày 05/12/2024. "
            f"Ngày hoàn thành đã qua quá {BACKDATED} ngày thì phải ghi số và ngày của văn bản.",
            "Such as: Report 123/BC-SYT of 05/12/2024. "
            f"For a day more than {BACKDATED} days ago the document's number and date are required.",
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_on(self) -> Any:
        """Nothing is done in the future."""
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(Words("Ngày này chưa đến.", "That day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        """A day entered late is believed on a document."""
        told: dict[str, Any] = super().clean() or {}
        day, product = told.get("on"), told.get("product")
        late = day is not None and (timezone.localdate() - day).days > BACKDATED
        if late and product and not names_document(product):
            words = Words(
                f"Ngày hoàn thành đã qua quá {BACKDATED} ngày: hãy ghi số và ngày của văn bản, "
                "ví dụ Báo cáo 123/BC-SYT ngày 05/12/2024.",
                f"The day lies more than {BACKDATED} days back: give the document's number and date, "
                "such as Report 123/BC-SYT of 05/12/2024.",
            )
            self.add_error("product", str(words))
        return told


class ReopenForm(forms.Form):
    """A task is not done after all."""

    reason = forms.CharField(label=Words("Lý do", "Reason"), max_length=300)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
