"""The form of an exception."""

from __future__ import annotations

from django import forms

from lotrinh.living.words import Words
from lotrinh.living.workdays.models import DayKind


class DayForm(forms.Form):
    """A day that is not what the calendar says."""

    day = forms.DateField(
        label=Words("Ngày", "Day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    kind = forms.ChoiceField(label=Words("Là", "Is a"), choices=DayKind.choices)
    ground = forms.CharField(
        label=Words("Căn cứ", "Ground"),
        max_length=300,
        help_text=Words("Văn bản quy định: số, ngày, cơ quan.", "The document that orders it: number, date, issuer."),
    )
    area_code = forms.CharField(
        label=Words("Chỉ ở địa bàn có mã", "Only in the area with the code"),
        max_length=12,
        required=False,
        help_text=Words("Để trống: áp dụng ở mọi nơi.", "Empty: holds everywhere."),
    )
