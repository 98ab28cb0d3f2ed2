"""Forms of the review: one for each kind of fact. A form gives slots that keep the contract, or says what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from lotrinh.living.documents.told import BASES, CHANGES, COMPARATORS, DUE_KINDS, RECURRENCES
from lotrinh.living.plans.models import Indicator, Plan, Target
from lotrinh.living.review.fields import DayField, NamesField, NumberField, YearField
from lotrinh.living.review.models import Kind, Purpose
from lotrinh.living.review.slots import check
from lotrinh.living.words import Words

Slots = dict[str, Any]
COMPARISONS = 3
"""Rows for comparisons of a figure; a figure with more keeps the others."""

DOES_NOT_FIT = Words(
    "Các giá trị không khớp nhau: kiểm tra cách so sánh, giá trị và đơn vị. Khoảng cần hai số, số sau lớn hơn.",
    "The values do not fit each other: check the comparison, values and unit. A range needs two rising numbers.",
)
BAD_PERIOD = Words(
    "«{text}» không phải là kỳ. Viết như 2024, 2024-11, 2024-Q3, 2024-01/2024-11, as-of 2024-12-26.",
    "“{text}” is not a period. Write it like 2024, 2024-11, 2024-Q3, 2024-01/2024-11, as-of 2024-12-26.",
)


def _choices(words: Mapping[str, Words], *keys: str) -> list[tuple[str, Words]]:
    return [(key, words[key]) for key in (keys or words)]


class SlotsForm(forms.Form):
    """What the forms of all kinds share: the place in the text, and slots that no field shows stay as they are."""

    kind = ""
    start = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    end = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, slots: Slots, start: int, end: int) -> None:
        self.slots = slots
        initial = {**slots, "since": slots.get("from"), "start": start, "end": end}
        super().__init__(data, initial=initial, auto_id="s_%s")

    def told(self, cleaned: Slots) -> Slots:
        """Slots out of the fields."""
        raise NotImplementedError

    def clean(self) -> Slots:
        """Let the contract judge the whole."""
        cleaned: Slots = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            self.cleaned_slots = check(self.kind, {**self.slots, **self.told(cleaned)})
        except ValueError as problem:
            if "period" in str(problem):
                self.add_error("period", BAD_PERIOD.format(text=cleaned.get("period")))
            else:
                self.add_error(None, str(DOES_NOT_FIT))
        return cleaned


class ValueForm(SlotsForm):
    """Fields of a stated value."""

    indicator = forms.CharField(
        label=Words("Chỉ tiêu", "Indicator"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    change = forms.ChoiceField(
        label=Words("Dạng", "Form"), choices=_choices(CHANGES, "level", "increase", "decrease", "multiple")
    )
    comparator = forms.ChoiceField(
        label=Words("So sánh", "Comparison"), choices=[("", "—"), *_choices(COMPARATORS)], required=False
    )
    low = NumberField(label=Words("Giá trị (từ)", "Value (from)"), required=False)
    high = NumberField(label=Words("Đến", "To"), required=False)
    unit = forms.CharField(label=Words("Đơn vị", "Unit"), max_length=80, required=False)

    def value(self, cleaned: Slots) -> Slots:
        """The stated value; one number is both ends where the comparison asks for it."""
        low, high, comparator = cleaned.get("low"), cleaned.get("high"), cleaned.get("comparator") or None
        if low is None and high is None:
            return {"comparator": None, "low": None, "high": None, "unit": cleaned["unit"] or None}
        comparator = comparator or "eq"
        if comparator in ("eq", "about", "top"):
            low = high = low if low is not None else high
        elif comparator in ("ge", "gt"):
            low, high = (low if low is not None else high), None
        elif comparator in ("le", "lt"):
            low, high = None, (high if high is not None else low)
        return {"comparator": comparator, "low": low, "high": high, "unit": cleaned["unit"] or None}


class TargetForm(ValueForm):
    """A target."""

    kind = Kind.TARGET
    change = forms.ChoiceField(
        label=Words("Dạng", "Form"), choices=_choices(CHANGES, "level", "increase", "decrease", "multiple", "event")
    )
    per = forms.ChoiceField(
        label=Words("Mỗi năm", "A year"),
        choices=[("", Words("không", "no")), ("year", Words("tính cho mỗi năm", "per year"))],
        required=False,
    )
    due = DayField(label=Words("Phải đạt vào năm hoặc ngày", "Due (year or day)"), years=True, required=False)
    since = YearField(label=Words("Từ năm", "From year"), required=False)
    maintain_until = YearField(label=Words("Giữ đến năm", "Kept until"), required=False)
    scope = forms.CharField(label=Words("Phạm vi", "Scope"), max_length=200, required=False)
    agency = forms.CharField(label=Words("Cơ quan", "Agency"), max_length=300, required=False)
    amends = forms.ChoiceField(label=Words("Sửa mục tiêu của kế hoạch", "Changes the plan's target"), required=False)

    def __init__(self, *args: Any, plan: Plan | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        if plan is None:
            del self.fields["amends"]
            return
        targets = Target.objects.filter(plan=plan).select_related("indicator").order_by("order")
        amends: Any = self.fields["amends"]
        amends.choices = [
            ("", Words("tự nhận theo tên chỉ tiêu", "by the indicator's name")),
            *((str(target.pk), target.indicator.name) for target in targets),
        ]

    def told(self, cleaned: Slots) -> Slots:
        """Slots of a target."""
        value = self.value(cleaned)
        amends = cleaned.get("amends")
        return {
            **value,
            "indicator": cleaned["indicator"],
            "change": cleaned["change"],
            "approx": bool(self.slots.get("approx")) and value["comparator"] == self.slots.get("comparator"),
            "per": cleaned["per"] or None,
            "due": cleaned["due"],
            "from": cleaned["since"],
            "maintain_until": cleaned["maintain_until"],
            "scope": cleaned["scope"] or None,
            "agency": cleaned["agency"] or None,
            "amends": int(amends) if amends else None,
        }


class ResultForm(ValueForm):
    """A reported figure."""

    kind = Kind.RESULT
    period = forms.CharField(
        label=Words("Kỳ", "Period"),
        max_length=40,
        required=False,
        help_text="2024 · 2024-11 · 2024-Q3 · 2024-01/2024-11",
    )
    estimate = forms.BooleanField(label=Words("Ước tính, sơ bộ", "Estimate"), required=False)
    scope = forms.CharField(label=Words("Phạm vi", "Scope"), max_length=200, required=False)
    indicator_id = forms.ChoiceField(
        label=Words("Nói về chỉ tiêu của kế hoạch", "Speaks of the plan's indicator"), required=False
    )

    def __init__(self, *args: Any, plan: Plan | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        told = self.slots.get("comparisons") or []
        for number in range(min(COMPARISONS, len(told) + 1)):
            one = told[number] if number < len(told) else {}
            self._add_comparison(number, one)
        if plan is None:
            del self.fields["indicator_id"]
            return
        indicators = Indicator.objects.filter(targets__plan=plan).distinct().order_by("name")
        chosen: Any = self.fields["indicator_id"]
        chosen.choices = [
            ("", Words("tự nhận theo tên và đơn vị", "by name and unit")),
            ("none", Words("không chỉ tiêu nào", "none of them")),
            *((str(indicator.pk), f"{indicator.name} ({indicator.unit})") for indicator in indicators),
        ]

    def _add_comparison(self, number: int, one: Mapping[str, Any]) -> None:
        bases = [("", "—"), *_choices(BASES)]
        if one.get("base") and one["base"] not in BASES:
            bases.append((one["base"], one["base"]))
        changes = _choices(CHANGES, "ratio", "increase", "decrease", "multiple")
        made = {
            "base": forms.ChoiceField(label=Words("So với", "Against"), choices=bases, required=False),
            "change": forms.ChoiceField(label=Words("Dạng so sánh", "Form"), choices=changes, required=False),
            "value": NumberField(label=Words("Mức so sánh", "Value"), required=False),
            "unit": forms.CharField(label=Words("Đơn vị so sánh", "Unit"), max_length=80, required=False),
            "plan_of": forms.CharField(
                label=Words("Kế hoạch của ai", "Whose plan"), max_length=200, required=False,
                help_text=Words("như: Trung ương giao; địa phương", "as: assigned by the State; of the province"),
            ),
        }  # fmt: skip
        for name, field in made.items():
            field.initial = one.get(name)
            self.fields[f"c{number}_{name}"] = field

    def told(self, cleaned: Slots) -> Slots:
        """Slots of a figure."""
        return {
            **self.value(cleaned),
            "indicator": cleaned["indicator"],
            "change": cleaned["change"],
            "period": cleaned["period"].strip() or None,
            "estimate": cleaned["estimate"],
            "scope": cleaned["scope"] or None,
            "comparisons": self._comparisons(cleaned),
            "indicator_id": cleaned.get("indicator_id") or None,
        }

    def _comparisons(self, cleaned: Slots) -> list[Slots]:
        old = (self.slots.get("comparisons") or [])[COMPARISONS:]
        kept: list[Slots] = []
        for number in range(COMPARISONS):
            base, value = cleaned.get(f"c{number}_base"), cleaned.get(f"c{number}_value")
            if base and value is not None:
                kept.append(
                    {
                        "base": base,
                        "change": cleaned[f"c{number}_change"],
                        "value": value,
                        "unit": cleaned[f"c{number}_unit"] or "%",
                        "plan_of": cleaned[f"c{number}_plan_of"].strip() or None,
                    }
                )
        return kept + old


class TaskForm(SlotsForm):
    """A task; its words are the source text itself."""

    kind = Kind.TASK
    lead = NamesField(
        label=Words("Chủ trì", "Lead"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=Words("mỗi cơ quan một dòng", "one agency a line"),
    )  # fmt: skip
    partners = NamesField(label=Words("Phối hợp", "Partners"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    due_kind = forms.ChoiceField(label=Words("Thời hạn", "Deadline"), choices=_choices(DUE_KINDS))
    due = DayField(label=Words("Ngày", "Day"), required=False)
    recurrence = forms.ChoiceField(
        label=Words("Lặp lại", "Recurrence"), choices=[("", "—"), *_choices(RECURRENCES)], required=False
    )
    deliverable = forms.CharField(label=Words("Sản phẩm", "Product"), max_length=300, required=False)

    def clean(self) -> Slots:
        """A deadline by a day needs the day."""
        cleaned = super().clean()
        if not self.errors and cleaned["due_kind"] in ("by", "before", "period") and not cleaned["due"]:
            self.add_error("due", str(Words("Ghi ngày cuối của thời hạn.", "Give the last day.")))
        return cleaned

    def told(self, cleaned: Slots) -> Slots:
        """Slots of a task."""
        same = cleaned["due"] == self.slots.get("due") and cleaned["due_kind"] == self.slots.get("due_kind")
        return {
            "lead": cleaned["lead"],
            "partners": cleaned["partners"],
            "due": cleaned["due"] if cleaned["due_kind"] != "none" else None,
            "due_kind": cleaned["due_kind"],
            "due_text": self.slots.get("due_text") if same else None,
            "recurrence": (cleaned["recurrence"] or None) if cleaned["due_kind"] == "recurring" else None,
            "deliverable": cleaned["deliverable"] or None,
        }


def slots_form(
    kind: str, data: Any = None, *, slots: Slots, start: int, end: int, plan: Plan | None = None, purpose: str = ""
) -> SlotsForm:
    """The form of a kind. `plan`: the one that is amended or reported on."""
    if kind == Kind.TASK:
        return TaskForm(data, slots=slots, start=start, end=end)
    if kind == Kind.RESULT:
        return ResultForm(data, slots=slots, start=start, end=end, plan=plan)
    amended = plan if purpose == Purpose.AMENDMENT else None
    return TargetForm(data, slots=slots, start=start, end=end, plan=amended)
