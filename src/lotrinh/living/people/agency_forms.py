"""Forms about agencies. A choice of an agency is typed by name and looked up: there are hundreds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from lotrinh.living.fields import day_field
from lotrinh.living.people.models import Agency, AgencyGroup, AgencyKind, Confidence
from lotrinh.living.people.resolution import resolve
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.words import Words


class AgencyForm(forms.Form):
    """A new agency."""

    name = forms.CharField(label=Words("Tên đầy đủ", "Full name"), max_length=200)
    kind = forms.ChoiceField(label=Words("Loại", "Kind"), choices=AgencyKind.choices)
    area = forms.ModelChoiceField(
        label=Words("Thuộc", "Belongs to"),
        queryset=Area.objects.filter(kind__in=[AreaKind.NATION, AreaKind.PROVINCE], valid_to__isnull=True),
        required=False,
        empty_label=Words("(không thuộc địa bàn nào)", "(no area)"),
    )
    valid_from = day_field(
        Words("Ngày thành lập", "First day"),
        help_text=Words("Để trống nếu có từ lâu.", "Empty: since long ago."),
        required=False,
    )


class NameForm(forms.Form):
    """Another name of an agency."""

    name = forms.CharField(label=Words("Tên", "Name"), max_length=200)
    official_from = day_field(
        Words("Là tên chính thức từ ngày", "Is the official name from"),
        help_text=Words(
            "Để trống nếu chỉ là tên gọi khác (tên tắt, cách viết khác).",
            "Empty: only another wording (a short form, another spelling).",
        ),
        required=False,
    )


class EndForm(forms.Form):
    """The last day of an agency."""

    last_day = day_field(Words("Ngày hoạt động cuối", "Last day"))


class SuccessionForm(forms.Form):
    """What becomes of an agency's work."""

    successor = forms.CharField(
        label=Words("Đơn vị kế thừa", "Successor"),
        max_length=200,
        required=False,
        help_text=Words(
            "Gõ tên như trong danh mục. Để trống nếu chưa rõ, và ghi vào ô dưới nguồn nói gì.",
            "Type its name as in the list. Empty: not known; then say below what the source says.",
        ),
    )
    successor_text = forms.CharField(
        label=Words("Nguồn ghi thêm", "What the source says"), max_length=300, required=False
    )
    function = forms.CharField(
        label=Words("Chức năng", "Function"),
        max_length=300,
        initial="toàn bộ",
        help_text=Words(
            "«toàn bộ», hoặc các lĩnh vực cách nhau bằng dấu phẩy, hoặc «trừ …».",
            "“toàn bộ” (all), or fields parted by commas, or “trừ …” (all but …).",
        ),
    )
    on = day_field(Words("Từ ngày", "From"), required=False)
    ground = forms.CharField(label=Words("Căn cứ", "Ground"), max_length=300)
    confidence = forms.ChoiceField(label=Words("Mức chắc chắn", "Confidence"), choices=Confidence.choices)

    def clean(self) -> dict[str, Any]:
        """Look the successor up on the day from which it is one."""
        told = super().clean() or {}
        name = told.get("successor", "")
        told["found"] = None
        if name:
            found = resolve(name, told.get("on") or timezone.localdate())
            if isinstance(found, Agency):
                told["found"] = found
            else:
                self.add_error(
                    "successor",
                    str(
                        Words(
                            f"Danh mục không có cơ quan «{name}», hoặc có nhiều cơ quan cùng tên. Hãy thêm cơ quan đó"
                            " trước, hoặc gõ tên đầy đủ kèm địa bàn.",
                            f"The list has no agency “{name}”, or several. Add it first, or type its full name with"
                            " its area.",
                        )
                    ),
                )
            if not told.get("on") and "on" not in self.errors:
                self.add_error("on", str(Words("Cần ngày bắt đầu kế thừa.", "The day of succession is needed.")))
        elif not told.get("successor_text"):
            self.add_error(
                "successor_text",
                str(Words("Chưa có đơn vị kế thừa: hãy ghi nguồn nói gì.", "No successor: say what the source says.")),
            )
        return told


class JoinForm(forms.Form):
    """A group that an agency joins."""

    group = forms.ModelChoiceField(
        label=Words("Nhóm", "Group"),
        queryset=AgencyGroup.objects.order_by("name"),
        empty_label=Words("(hãy chọn)", "(choose)"),
    )
    since = day_field(
        Words("Từ ngày", "From"), help_text=Words("Để trống nếu từ lâu.", "Empty: since long ago."), required=False
    )


class LeaveForm(forms.Form):
    """The last day in a group."""

    last_day = day_field(Words("Ngày cuối trong nhóm", "Last day in the group"))
