"""Forms of official reports: which one, its letterhead, an edited file, a template."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from lotrinh.core.period import Period as Span
from lotrinh.core.vietnamese.period_words import typed_period
from lotrinh.living.fields import day_field, day_in
from lotrinh.living.gathering.board import board_of
from lotrinh.living.official.contents.reminder import reminded
from lotrinh.living.official.layout import kinds
from lotrinh.living.official.letterhead import Letterhead
from lotrinh.living.people.models import Agency, AgencyKind
from lotrinh.living.plans.models import Plan
from lotrinh.living.reporting.models import Period
from lotrinh.living.words import Words

MOST_BYTES = 20 * 1024 * 1024
TOO_BIG = Words("Tệp lớn hơn 20 MB.", "The file is larger than 20 MB.")
NO_PERIOD = Words(
    "Không hiểu kỳ này. Viết như «2024», «quý III/2024», «6 tháng đầu năm 2024».",
    "This is no period. Write “2024”, “quý III/2024”, “6 tháng đầu năm 2024”.",
)


NOBODY_LATE = Words(
    "Đến ngày này không có cơ quan nào quá hạn mà chưa gửi báo cáo kỳ đã chọn.",
    "On that day no agency is overdue with its report of this period.",
)
BACK = Words("đã trả lại, chưa gửi lại", "returned, not sent again")
NOBODY_TICKED = Words("Chọn ít nhất một cơ quan.", "Choose at least one agency.")


def _late(due: date) -> str:
    return str(Words(f"hạn {due:%d/%m/%Y}", f"due {due:%d/%m/%Y}"))


_WITH_PLANS = (AgencyKind.DEPARTMENT, AgencyKind.COMMUNE, AgencyKind.OTHER)


class WantedForm(forms.Form):
    """What report. Only what its kind needs is asked."""

    as_of = day_field(Words("Số liệu đến ngày", "Figures known by"))
    covers = forms.CharField(
        label=Words("Kỳ báo cáo", "Period told of"),
        max_length=60,
        help_text=Words("«2024», «quý III/2024», «6 tháng đầu năm 2024»", "“2024”, “quý III/2024”"),
    )
    period = forms.ModelChoiceField(Period.objects.none(), label=Words("Kỳ của chế độ báo cáo", "Period of a regime"))
    agency = forms.ModelChoiceField(Agency.objects.none(), label=Words("Cơ quan lập kế hoạch", "Agency of the plan"))

    def __init__(self, kind: str, plan: Plan, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = today
        needs = {"period": "covers", "year": "covers", "agency": "agency"}
        keep = {"as_of", *(needs[one] for one in kinds()[kind]["needs"])}
        if kind == "reminder":
            keep = {"as_of", "period"}
        for name in set(self.fields) - keep:
            del self.fields[name]
        if kind == "annual":
            self.fields["covers"].initial = str(today.year - 1)
            self.fields["covers"].label = Words("Năm", "Year")
        choices: dict[str, Any] = {
            "period": Period.objects.filter(regime__plan=plan).select_related("regime"),
            "agency": Agency.objects.filter(valid_to=None, kind__in=_WITH_PLANS).order_by("name"),
        }
        for name, rows in choices.items():
            if name in self.fields:
                self.fields[name].queryset = rows  # type: ignore[attr-defined]
        if kind == "reminder":
            self._offer_agencies(today)

    def _offer_agencies(self, today: date) -> None:
        """The agencies that are overdue in the chosen period, all ticked until somebody unticks one."""
        field = self.fields["period"]
        assert isinstance(field, forms.ModelChoiceField)
        told = str(self.data.get("period", "") if self.is_bound else self.initial.get("period", ""))
        period = field.queryset.filter(pk=told).first() if told.isdecimal() and len(told) < 12 else None  # type: ignore[union-attr]
        if period is None:
            return
        day = self.fields["as_of"].widget.value_from_datadict(self.data, {}, "as_of") if self.is_bound else None
        on = day_in(day) or today
        late, back = reminded(board_of(period, on))
        choices = [(one.request.agency_id, f"{one.request.agency} ({_late(one.request.due)})") for one in late]
        choices += [(one.request.agency_id, f"{one.request.agency} ({BACK})") for one in back]
        everybody = [agency for agency, _ in choices]
        self.fields["only"] = forms.TypedMultipleChoiceField(
            label=Words("Gửi đến các cơ quan", "To the agencies"),
            choices=choices, coerce=int, initial=everybody, widget=forms.CheckboxSelectMultiple,
            error_messages={"required": str(NOBODY_LATE if not choices else NOBODY_TICKED)},
        )  # fmt: skip
        self.fields["listed"] = forms.CharField(widget=forms.HiddenInput, initial=told, required=False)
        if self.is_bound and self.data.get("listed") != told:  # the list is shown for the first time
            data = MultiValueDict({name: [told] for name, told in self.data.items()})
            data.setlist("only", [str(agency) for agency in everybody])
            data["listed"] = told
            self.data = data

    def clean_covers(self) -> Span:
        """The period that was typed."""
        period = typed_period(self.cleaned_data["covers"])
        if period is None or not period.month_count:
            raise forms.ValidationError(str(NO_PERIOD))
        return period


class HeadForm(forms.Form):
    """The letterhead and the signature, proposed by the program."""

    governing = forms.CharField(label=Words("Cơ quan chủ quản", "Governing body"), max_length=200, required=False)
    issuer = forms.CharField(label=Words("Cơ quan ban hành", "Issuer"), max_length=200)
    number = forms.CharField(
        label=Words("Số (để trống nếu văn thư cấp sau)", "Number (empty: given on signing)"),
        max_length=20,
        required=False,
    )
    symbol = forms.CharField(label=Words("Ký hiệu", "Symbol"), max_length=60)
    place = forms.CharField(label=Words("Địa danh", "Place"), max_length=60)
    day = day_field(Words("Ngày", "Date"))
    summary = forms.CharField(
        label=Words("Trích yếu", "Summary"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    power = forms.CharField(
        label=Words("Quyền hạn, chức vụ ký (mỗi dòng một dòng)", "Power and office of the signer, a line each"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    signer = forms.CharField(label=Words("Người ký", "Signer"), max_length=120, required=False)
    receivers = forms.CharField(
        label=Words("Nơi nhận (mỗi dòng một nơi)", "Receivers, a line each"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @staticmethod
    def initial_of(head: Letterhead) -> dict[str, Any]:
        """The form's fields of a proposed letterhead."""
        return {
            "governing": head.governing, "issuer": head.issuer, "number": head.number, "symbol": head.symbol,
            "place": head.place, "day": head.day, "summary": head.summary, "power": "\n".join(head.power),
            "signer": head.signer, "receivers": "\n".join(head.receivers),
        }  # fmt: skip

    def head(self) -> Letterhead:
        """The letterhead as it was confirmed."""
        told = dict(self.cleaned_data)
        for name in ("power", "receivers"):
            told[name] = tuple(line.strip() for line in told[name].splitlines() if line.strip())
        return Letterhead(**told)


class FileForm(forms.Form):
    """A Word file."""

    file = forms.FileField(
        label=Words("Tệp Word (.docx)", "Word file (.docx)"), widget=forms.FileInput(attrs={"accept": ".docx"})
    )

    def clean_file(self) -> Any:
        """Bounded in size."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(str(TOO_BIG))
        return file
