"""Forms about areas. A unit that another became is typed by name and looked up: there are hundreds."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.fields import day_field
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.places.queries import existing
from lotrinh.living.words import Words


class AreaForm(forms.Form):
    """Name, code and days of an area."""

    name = forms.CharField(
        label=Words("Tên đầy đủ", "Full name"),
        max_length=120,
        help_text=Words("Kèm cấp: «Phường Kỳ Lừa».", "With its rank: “Phường Kỳ Lừa”."),
    )
    code = forms.RegexField(
        r"^[0-9]{1,12}$",
        label=Words("Mã của cơ quan thống kê", "Code of the statistics office"),
        required=False,
        error_messages={"invalid": Words("Mã chỉ gồm chữ số.", "A code has digits only.")},
    )
    valid_from = day_field(
        Words("Ngày đầu", "First day"),
        help_text=Words("Để trống nếu có từ lâu.", "Empty: since long ago."),
        required=False,
    )
    valid_to = day_field(
        Words("Ngày cuối", "Last day"),
        help_text=Words("Để trống nếu đang tồn tại.", "Empty: it exists."),
        required=False,
    )


class NewAreaForm(AreaForm):
    """An area with its level and what it lies in, which do not change later."""

    field_order = ("kind", "parent", "name", "code", "valid_from", "valid_to")

    kind = forms.ChoiceField(
        label=Words("Cấp", "Level"),
        choices=[choice for choice in AreaKind.choices if choice[0] != AreaKind.NATION][::-1],
    )
    parent = forms.ModelChoiceField(
        label=Words("Thuộc", "Within"),
        empty_label=Words("(hãy chọn)", "(choose)"),
        queryset=Area.objects.exclude(kind=AreaKind.COMMUNE).filter(valid_to__isnull=True).order_by("kind", "name"),
    )

    def clean(self) -> dict[str, Any]:
        """A unit lies in one of a level above its own."""
        told = super().clean() or {}
        levels = [kind.value for kind in AreaKind]
        if {"kind", "parent"} <= told.keys() and levels.index(told["parent"].kind) >= levels.index(told["kind"]):
            self.add_error(
                "parent",
                str(Words("Hãy chọn đơn vị ở cấp trên.", "Choose a unit of a level above.")),
            )
        return told


class ChangeForm(forms.Form):
    """What an area became."""

    successor = forms.CharField(
        label=Words("Nay là, hoặc nay thuộc", "Is now, or is now part of"),
        max_length=120,
        help_text=Words("Gõ tên đầy đủ như trong danh mục.", "Type the full name as in the list."),
    )
    on = day_field(Words("Từ ngày", "From"))
    ground = forms.CharField(label=Words("Căn cứ", "Ground"), max_length=300)
    divided = forms.BooleanField(label=Words("Chỉ một phần chuyển sang", "Only a part of it"), required=False)
    note = forms.CharField(label=Words("Ghi chú", "Note"), max_length=300, required=False)

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._area = area

    def clean(self) -> dict[str, Any]:
        """Look the unit up as it is on the day; of several of the name the one beside the old one is meant."""
        told = super().clean() or {}
        if {"successor", "on"} <= told.keys():
            found = _named(told["successor"], told["on"], self._area)
            if found is None:
                name = told["successor"]
                self.add_error(
                    "successor",
                    str(
                        Words(
                            f"Danh mục không có đơn vị «{name}» cùng cấp vào ngày này, hoặc có nhiều đơn vị cùng tên."
                            " Hãy thêm đơn vị đó trước.",
                            f"The list has no unit “{name}” of this level on that day, or several. Add it first.",
                        )
                    ),
                )
            told["new"] = found
        return told


def _named(name: str, on: date, area: Area) -> Area | None:
    rows = Area.objects.filter(existing(on), kind=area.kind, folded=fold(" ".join(name.split()))).exclude(pk=area.pk)
    found = list(rows.select_related("parent"))
    if len(found) > 1:
        found = [one for one in found if _province(one) == _province(area)]
    return found[0] if len(found) == 1 else None


def _province(area: Area) -> int | None:
    """The id of the province that an area lies in, or is."""
    above = area
    while above.kind not in (AreaKind.PROVINCE, AreaKind.NATION) and above.parent is not None:
        above = above.parent
    return above.pk
