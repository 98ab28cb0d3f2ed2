"""The form of a table of figures: pasted, or a file."""

from __future__ import annotations

from typing import Any

from django import forms

from lotrinh.living.observations.models import Vintage
from lotrinh.living.words import Words


class TableForm(forms.Form):
    """A table of figures: pasted, or a file."""

    table = forms.CharField(
        label=Words("Dán bảng từ Excel", "Paste a table from Excel"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "wrap": "off"}),
        help_text=Words(
            "Chép cả dòng tiêu đề. Nhận ba kiểu bảng: mỗi dòng một số liệu; mỗi cột một năm; mỗi dòng một năm.",
            "Copy with the header row. A figure a row, a year a column, or a year a row: all three are read.",
        ),
    )
    file = forms.FileField(
        label=Words("Hoặc tệp Excel (.xlsx), CSV", "Or an Excel (.xlsx) or CSV file"),
        required=False,
        help_text=Words("Tối đa 8 MB, 3.000 dòng.", "8 MB and 3,000 rows at most."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )
    vintage = forms.ChoiceField(
        label=Words("Loại số liệu, khi bảng không ghi", "Vintage where the table does not say"),
        choices=Vintage.choices,
        initial=Vintage.REPORTED,
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        data = super().clean() or {}
        pasted, file = (data.get("table") or "").strip(), data.get("file")
        if bool(pasted) == bool(file) and "file" not in self.errors:
            raise forms.ValidationError(
                Words(
                    "Dán bảng hoặc chọn một tệp, không cả hai." if pasted else "Dán bảng vào ô, hoặc chọn một tệp.",
                    "Paste a table or choose a file, not both." if pasted else "Paste a table, or choose a file.",
                )
            )
        return data
