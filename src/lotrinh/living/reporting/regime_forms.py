"""Forms of regimes: what Article 7 of Decree 09/2019/NĐ-CP asks of one, the usual six, a period by hand."""

from __future__ import annotations

from typing import Any

from django import forms

from lotrinh.core.period import Period
from lotrinh.living.observations.models import Vintage
from lotrinh.living.people.models import Agency, AgencyGroup
from lotrinh.living.plans.models import Plan
from lotrinh.living.reporting.models import Frequency, Regime, RegimeKind
from lotrinh.living.reporting.periods import rules_for
from lotrinh.living.reporting.regimes import LevelAsked
from lotrinh.living.reporting.wizard import USUAL
from lotrinh.living.words import Words

WINDOWS = (
    (
        "decree",
        Words(
            "Nghị định 09/2019/NĐ-CP: từ ngày 15 tháng trước kỳ đến ngày 14 tháng cuối kỳ",
            "Decree 09/2019/NĐ-CP: the 15th of the month before to the 14th of the last month",
        ),
    ),
    ("calendar", Words("Tháng dương lịch: ngày đầu đến ngày cuối kỳ", "The calendar: first to last day")),
    ("own", Words("Mốc ngày riêng của tỉnh", "The province's own days")),
)
_MOST_LEVELS = 3
_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NO_AGENCY = Words(
    "Không có cơ quan này. Chọn từ danh sách gợi ý.", "There is no such agency. Choose one from the list."
)


def agency_named(name: str) -> Agency | None:
    """The agency of today with a name."""
    told = " ".join(name.split())
    return Agency.objects.filter(name=told, valid_to=None).order_by("-pk").first() if told else None


def _opens_from() -> forms.DateField:
    return forms.DateField(
        label=Words("Mở các kỳ có ngày chốt số liệu từ ngày", "Open periods whose cut-off is on or after"),
        required=False, widget=_DATE,
        help_text=Words(
            "Mặc định từ kỳ hiện tại. Ghi ngày sớm hơn để thu cả các kỳ đã qua; để trống: mọi kỳ từ ngày áp dụng.",
            "The current period by default. An earlier day collects past periods too; empty: all since it is in force.",
        ),
    )  # fmt: skip


def _agency_field(words: Words, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=words, max_length=200, required=required, widget=forms.TextInput(attrs={"list": "cac-co-quan"})
    )


class RegimeForm(forms.Form):
    """A regime with its levels."""

    name = forms.CharField(label=Words("Tên báo cáo", "Name"), max_length=200)
    plan = forms.ModelChoiceField(label=Words("Kế hoạch", "Plan"), queryset=Plan.objects.all())
    kind = forms.ChoiceField(label=Words("Loại", "Kind"), choices=RegimeKind.choices)
    frequency = forms.ChoiceField(label=Words("Tần suất", "Frequency"), choices=Frequency.choices)
    receiver = _agency_field(Words("Cơ quan nhận báo cáo", "Receiver"))
    windows = forms.ChoiceField(label=Words("Thời gian chốt số liệu", "Days that a report covers"), choices=WINDOWS)
    months_before = forms.IntegerField(
        label=Words("Mốc riêng: bắt đầu trước kỳ mấy tháng", "Own days: months before the period"),
        required=False, min_value=0, max_value=12,
    )  # fmt: skip
    open_day = forms.IntegerField(
        label=Words("Mốc riêng: từ ngày", "Own days: from day"), required=False, min_value=1, max_value=31
    )
    close_day = forms.IntegerField(
        label=Words("Mốc riêng: đến ngày", "Own days: to day"), required=False, min_value=1, max_value=31
    )
    vintage = forms.ChoiceField(label=Words("Loại số liệu", "Vintage"), choices=Vintage.choices)
    contents = forms.CharField(
        label=Words("Nội dung yêu cầu báo cáo", "Required contents"), required=False, max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    outline = forms.CharField(
        label=Words("Đề cương, mỗi dòng một đề mục", "Outline, a heading a line"), required=False, max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    way = forms.CharField(label=Words("Phương thức gửi", "Way of sending"), required=False, max_length=300)
    guidance = forms.CharField(
        label=Words("Hướng dẫn", "Guidance"), required=False, max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    ground_text = forms.CharField(label=Words("Căn cứ", "Legal ground"), required=False, max_length=300)
    valid_from = forms.DateField(label=Words("Áp dụng từ ngày", "In force from"), widget=_DATE)
    valid_to = forms.DateField(label=Words("Đến ngày", "Until"), required=False, widget=_DATE)
    opens_from = _opens_from()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for order in range(1, _MOST_LEVELS + 1):
            self.fields[f"level_{order}"] = forms.CharField(
                label=Words(f"Cấp {order}", f"Level {order}"), max_length=120, required=order == 1
            )
            self.fields[f"days_{order}"] = forms.IntegerField(
                label=Words("Hạn gửi: số ngày làm việc sau ngày chốt", "Due: working days after the cut-off"),
                min_value=1, max_value=60, required=order == 1,
            )  # fmt: skip

    @property
    def level_fields(self) -> list[tuple[Any, Any]]:
        """Name and days of each level."""
        return [(self[f"level_{order}"], self[f"days_{order}"]) for order in range(1, _MOST_LEVELS + 1)]

    def clean_receiver(self) -> Agency:
        """The agency that was named."""
        found = agency_named(self.cleaned_data["receiver"])
        if found is None:
            raise forms.ValidationError(NO_AGENCY)
        return found

    def clean_outline(self) -> list[str]:
        """Headings, each once."""
        lines = [" ".join(line.split())[:300] for line in self.cleaned_data["outline"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))[:50]

    def clean(self) -> dict[str, Any]:
        """Own days are whole, the last day is not before the first, levels have no gap."""
        data = super().clean() or {}
        own = {key: data.pop(key, None) for key in ("months_before", "open_day", "close_day")}
        data["own_window"] = {**own, "ground": data.get("ground_text", "")} if data.get("windows") == "own" else {}
        if data.get("windows") == "own":
            try:
                rules_for("own", data["own_window"])
            except ValueError:
                told = Words("Ghi đủ ba mốc ngày riêng.", "All three of the own days are needed.")
                self.add_error("open_day", str(told))
        begins, ends = data.get("valid_from"), data.get("valid_to")
        if begins and ends and ends < begins:
            self.add_error("valid_to", str(Words("Ngày cuối trước ngày đầu.", "The last day is before the first.")))
        levels = [(data.pop(f"level_{n}", ""), data.pop(f"days_{n}", None)) for n in range(1, _MOST_LEVELS + 1)]
        data["levels"] = [LevelAsked(" ".join(name.split()), days) for name, days in levels if name and days]
        return data


def initial_of(regime: Regime) -> dict[str, Any]:
    """A regime as its form shows it."""
    start: dict[str, Any] = {
        name: getattr(regime, name)
        for name in (
            "name", "plan", "kind", "frequency", "windows", "vintage", "contents", "way", "guidance", "ground_text",
            "valid_from", "valid_to", "opens_from",
        )
    }  # fmt: skip
    start |= {"receiver": regime.receiver.name, "outline": "\n".join(regime.outline)}
    start |= {key: regime.own_window.get(key) for key in ("months_before", "open_day", "close_day")}
    for level in regime.levels.all():
        start |= {f"level_{level.order}": level.name, f"days_{level.order}": level.days}
    return start


class UsualForm(forms.Form):
    """The usual six of a plan."""

    usual = forms.MultipleChoiceField(
        label=Words("Chế độ báo cáo", "Regimes"), choices=tuple(USUAL.items()), widget=forms.CheckboxSelectMultiple
    )
    receiver = _agency_field(Words("Cơ quan nhận (đầu mối tổng hợp)", "Receiver (focal agency)"))
    windows = forms.ChoiceField(label=Words("Thời gian chốt số liệu", "Days that a report covers"), choices=WINDOWS[:2])
    days = forms.IntegerField(
        label=Words("Hạn của sở, ngành: ngày làm việc sau ngày chốt", "Departments: working days after the cut-off"),
        min_value=1, max_value=60, initial=5,
    )  # fmt: skip
    communes = forms.ModelChoiceField(
        label=Words("Nhóm xã, phường báo cáo trước", "Communes that report first"), queryset=AgencyGroup.objects.all(),
        required=False, empty_label=Words("không", "none"),
    )  # fmt: skip
    commune_days = forms.IntegerField(
        label=Words("Hạn của cấp xã: ngày làm việc sau ngày chốt", "Communes: working days after the cut-off"),
        min_value=1, max_value=60, initial=2,
    )  # fmt: skip
    valid_from = forms.DateField(label=Words("Áp dụng từ ngày", "In force from"), widget=_DATE)
    opens_from = _opens_from()

    clean_receiver = RegimeForm.clean_receiver


class OnceForm(forms.Form):
    """A period that no calendar gives."""

    first = forms.DateField(label=Words("Số liệu từ ngày", "Figures from"), widget=_DATE)
    last = forms.DateField(label=Words("Đến ngày", "To"), widget=_DATE)
    cut_off = forms.DateField(label=Words("Ngày chốt số liệu", "Cut-off"), widget=_DATE)

    def clean(self) -> dict[str, Any]:
        """The days in order."""
        data = super().clean() or {}
        first, last, cut_off = data.get("first"), data.get("last"), data.get("cut_off")
        if first and last:
            if last < first:
                self.add_error("last", str(Words("Ngày cuối trước ngày đầu.", "The last day is before the first.")))
            elif cut_off and cut_off < first:
                self.add_error("cut_off", str(Words("Ngày chốt trước ngày đầu.", "It is before the first day.")))
            else:
                data["covers"] = Period.between(first, last)
        return data
