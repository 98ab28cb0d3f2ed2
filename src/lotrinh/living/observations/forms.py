"""Forms of one figure and of its correction. What is typed is told back in words before it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.period_words import typed_period
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents.models import Document
from lotrinh.living.observations.cells import value_of
from lotrinh.living.observations.models import Vintage
from lotrinh.living.observations.records import Measure
from lotrinh.living.people.models import Agency
from lotrinh.living.places.models import Area
from lotrinh.living.words import Words

CHANGES = (
    ("level", Words("mức", "a level")),
    ("increase", Words("tăng", "an increase")),
    ("decrease", Words("giảm", "a decrease")),
)
LONGEST_QUOTE = 2_000


class FigureForm(forms.Form):
    """One figure. `areas`, `agencies`, `documents`: what may be chosen, read by the view."""

    period = forms.CharField(
        label=Words("Kỳ", "Period"),
        max_length=80,
        help_text=Words(
            "Ví dụ: 2024; quý III/2024; 11 tháng 2024; tháng 7/2024; đến 26/12/2024.",
            "For example: 2024; quý III/2024; 11 tháng 2024; tháng 7/2024; đến 26/12/2024.",
        ),
    )
    value = forms.CharField(
        label=Words("Số liệu", "Value"),
        max_length=60,
        help_text=Words(
            "Ví dụ: 1.234,5; trên 95; 8 - 9. Số 0 là bằng không.", "For example: 1.234,5; trên 95; 8 - 9. 0 means zero."
        ),
    )
    missing = forms.BooleanField(
        label=Words("Chưa có số liệu (đã hỏi mà chưa có; khác với 0)", "No figure yet (asked for; not the same as 0)"),
        required=False,
    )
    unit = forms.CharField(label=Words("Đơn vị", "Unit"), max_length=80, required=False)
    vintage = forms.ChoiceField(
        label=Words("Loại số liệu", "Vintage"), choices=Vintage.choices, initial=Vintage.REPORTED
    )
    change = forms.ChoiceField(label=Words("Số này là", "The figure is"), choices=CHANGES, initial="level")
    area = forms.CharField(label=Words("Địa bàn", "Place"), max_length=120, required=False)
    scope = forms.CharField(
        label=Words("Phạm vi", "Scope"),
        max_length=200,
        required=False,
        help_text=Words(
            "Chỉ ghi khi số liệu chỉ tính một phần, ví dụ «khu vực nông thôn».",
            "Only where the figure covers a part, for example “khu vực nông thôn”.",
        ),
    )
    agency = forms.ChoiceField(label=Words("Cơ quan", "Agency"), required=False)
    share = forms.CharField(label=Words("So với kế hoạch (%)", "Share of the plan (%)"), max_length=30, required=False)
    plan_of = forms.CharField(
        label=Words("Kế hoạch của", "Whose plan"),
        max_length=200,
        required=False,
        help_text=Words("Ví dụ: Trung ương giao; HĐND tỉnh giao.", "For example: Trung ương giao; HĐND tỉnh giao."),
    )
    growth = forms.CharField(
        label=Words("Tăng, giảm so với năm trước (%)", "Change on the year before (%)"),
        max_length=30,
        required=False,
        help_text=Words("Giảm thì gõ dấu trừ: -2,6.", "Type a minus for a fall: -2,6."),
    )
    note = forms.CharField(
        label=Words("Ghi chú", "Note"), max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    document = forms.ChoiceField(label=Words("Văn bản nguồn", "Source document"), required=False)
    quote = forms.CharField(
        label=Words("Câu nguồn trong văn bản", "Its sentence"),
        max_length=LONGEST_QUOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=Words("Chép nguyên câu; chương trình tìm lại câu đó.", "Copy the sentence; its place is looked up."),
    )
    evidence = forms.FileField(
        label=Words("Tệp chứng cứ", "Evidence file"),
        required=False,
        help_text=Words("PDF, ảnh, Word, Excel; tối đa 20 MB.", "PDF, picture, Word, Excel; 20 MB at most."),
    )

    use_required_attribute = False  # a value is not asked for where there is none yet

    def __init__(
        self,
        *args: Any,
        areas: Sequence[Area] = (),
        agencies: Sequence[Agency] = (),
        documents: Sequence[Document] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._areas = areas
        self.fields["value"].required = not self.data.get("missing")
        self.fields["value"].error_messages["required"] = Words(
            "Gõ số liệu, hoặc đánh dấu «Chưa có số liệu» nếu chưa có.", "Type the value, or mark “No figure yet”."
        )
        self._agencies = {str(agency.pk): agency for agency in agencies}
        self._documents = {str(document.pk): document for document in documents}
        choices = [
            ("", str(Words("không nêu", "not said"))),
            *((pk, agency.name) for pk, agency in self._agencies.items()),
        ]
        self._choices("agency", choices)
        self._choices(
            "document",
            [("", str(Words("không có", "none"))), *((pk, _named(one)) for pk, one in self._documents.items())],
        )
        self.fields["area"].widget.attrs["list"] = "dia-ban"

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_period(self) -> Period:
        """The period that was typed."""
        period = typed_period(self.cleaned_data["period"])
        if period is None:
            raise forms.ValidationError(
                Words(
                    "Không hiểu kỳ này. Viết như: 2024; quý III/2024; 11 tháng 2024; đến 26/12/2024.",
                    "This period is not understood. Write: 2024; quý III/2024; 11 tháng 2024; đến 26/12/2024.",
                )
            )
        return period

    def clean_area(self) -> Area | None:
        """The place that was named; the plan's own where none was."""
        told = fold(self.cleaned_data["area"])
        if not told:
            return self._areas[0] if self._areas else None
        found = next((area for area in self._areas if area.folded == told), None)
        if found is None:
            raise forms.ValidationError(
                Words(
                    "Không có địa bàn này trong kế hoạch. Chọn từ danh sách gợi ý.",
                    "The plan has no such place. Choose one from the list.",
                )
            )
        return found

    def clean_agency(self) -> Agency | None:
        """The agency that was chosen among those offered."""
        return self._agencies.get(self.cleaned_data["agency"])

    def clean_document(self) -> Document | None:
        """The document that was chosen among those offered, with its text."""
        chosen = self._documents.get(self.cleaned_data["document"])
        return None if chosen is None else Document.objects.get(pk=chosen.pk)

    def clean(self) -> dict[str, Any]:
        """Value and yardsticks as numbers, the sentence as a place in its document."""
        data = super().clean() or {}
        self._value(data)
        data["measures"] = self._measures(data)
        data["start"] = data["end"] = None
        quote = " ".join((data.get("quote") or "").split())
        if quote:
            document = data.get("document")
            if document is None:
                self.add_error("document", str(Words("Chọn văn bản có câu này.", "Choose the document that has it.")))
            else:
                place = find_quote(document.text, quote)
                if place is None:
                    self.add_error(
                        "quote",
                        str(
                            Words(
                                "Không tìm thấy câu này trong văn bản đã chọn. Chép lại nguyên câu, hoặc để trống.",
                                "The document does not have this sentence. Copy it again, or leave it empty.",
                            )
                        ),
                    )
                else:
                    data["start"], data["end"] = place
        data["quote"] = quote
        return data

    def _value(self, data: dict[str, Any]) -> None:
        told = (data.get("value") or "").strip()
        data["number"], data["high"], data["comparator"] = None, None, "eq"
        if data.get("missing"):
            if told:
                self.add_error(
                    "value",
                    str(Words("Đã đánh dấu chưa có số liệu: để trống ô này.", "Marked as missing: leave this empty.")),
                )
            return
        if not told:
            return
        value = value_of(told)
        if value.low is None:
            self.add_error(
                "value", str(Words("Không phải số. Viết như 1.234,5.", "Not a number. Write it like 1.234,5."))
            )
            return
        if value.unit and not data.get("unit"):
            data["unit"] = value.unit
        elif value.unit and fold(value.unit) != fold(data["unit"]) and value.unit != data["unit"]:
            self.add_error(
                "unit",
                Words(
                    "Ô số liệu ghi «{told}», ô này ghi «{unit}». Giữ một đơn vị.",
                    "The value says “{told}”, this field “{unit}”. Keep one unit.",
                ).format(told=value.unit, unit=data["unit"]),
            )
        data["number"], data["high"], data["comparator"] = value.low, value.high, value.comparator

    def _measures(self, data: Mapping[str, Any]) -> tuple[Measure, ...]:
        measures = []
        for name in ("share", "growth"):
            told = (data.get(name) or "").strip()
            if not told:
                continue
            number = value_of(told).low
            if number is None or (name == "share" and number < 0):
                self.add_error(name, str(Words("Không phải số. Viết như 105,2.", "Not a number. Write it like 105,2.")))
            elif name == "share":
                measures.append(Measure("plan", "ratio", number, "%", data.get("plan_of") or ""))
            else:
                change = "decrease" if number < 0 else "increase"
                measures.append(Measure("previous_year", change, abs(number), "%"))
        return tuple(measures)


class CorrectionForm(FigureForm):
    """A figure anew: what it is about stays, a reason is asked. `kept`: yardsticks that the form has no field for."""

    reason = forms.CharField(
        label=Words("Lý do sửa", "Reason"),
        max_length=500,
        help_text=Words("Ghi vào nhật ký, hiện cạnh số cũ.", "Goes into the journal and stands beside the old figure."),
    )
    fixed = ("period", "vintage", "change", "area", "scope", "agency")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fixed:
            del self.fields[name]


def _named(document: Document) -> str:
    day = f" ({document.issued_on:%d/%m/%Y})" if document.issued_on else ""
    return f"{str(document)[:90]}{day}"


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    r"""Where `quote` stands in `text`, blanks and line breaks aside; None when it does not.

    >>> find_quote("Thu nội địa  đạt\n2.483,4 tỷ", "nội địa đạt 2.483,4")
    (4, 24)
    """
    words = quote.split()
    if not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    return None if found is None else found.span()
