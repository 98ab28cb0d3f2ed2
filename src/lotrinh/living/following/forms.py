"""Forms of the following of tasks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from lotrinh.living.fields import day_field
from lotrinh.living.following.confirming import confirming
from lotrinh.living.following.models import Instance
from lotrinh.living.following.proofs import MOST_FILES
from lotrinh.living.words import Words

EVIDENCE = Words("Tệp chứng cứ", "Evidence files")
EVIDENCE_HELP = Words(
    f"Tối đa {MOST_FILES} tệp, mỗi tệp 20 MB: PDF, ảnh, Word, Excel.",
    f"At most {MOST_FILES} files of 20 MB: PDF, pictures, Word, Excel.",
)


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files; `clean` gives a list."""

    def __init__(self) -> None:
        super().__init__(label=EVIDENCE, help_text=EVIDENCE_HELP, required=False, widget=_Files())

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file by itself."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(
                Words(f"Nhiều nhất {MOST_FILES} tệp một lần.", f"At most {MOST_FILES} files at a time.")
            )
        one = super().clean
        return [one(file, initial) for file in given]


class _OfInstance(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, instance: Instance, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial=self.initially(instance), auto_id=f"{self.prefix_of}_{instance.pk}_%s")
        self.instance = instance

    prefix_of = "tell"

    def initially(self, instance: Instance) -> dict[str, Any]:
        """What the form stands for when it is opened."""
        return {"seen": instance.version}


class ProgressForm(_OfInstance):
    """How far it is: per cent or words."""

    prefix_of = "progress"
    percent = forms.IntegerField(
        label=Words("Đã làm được (%)", "Done so far (%)"), min_value=0, max_value=100, required=False
    )
    text = forms.CharField(
        label=Words("Tình hình, việc đã làm", "What was done"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    proofs = _FilesField()

    def initially(self, instance: Instance) -> dict[str, Any]:
        """The last word."""
        return {"seen": instance.version, "percent": instance.percent}

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and told.get("percent") is None and not told.get("text"):
            raise forms.ValidationError(Words("Ghi phần trăm hoặc lời.", "Give a percentage or words."))
        return told


class DoneForm(_OfInstance):
    """It is done, proved by a document."""

    prefix_of = "done"
    done_on = day_field(Words("Ngày hoàn thành", "Day it was done"))
    product = forms.CharField(
        label=Words("Sản phẩm: số, ký hiệu văn bản", "Product: number of the document"),
        max_length=300,
        help_text=Words("Ví dụ: Báo cáo 123/BC-SYT.", "Such as: Báo cáo 123/BC-SYT."),
    )
    product_on = day_field(Words("Ngày văn bản", "Day of the document"), required=False)
    text = forms.CharField(
        label=Words("Ghi chú", "Note"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    proofs = _FilesField()

    def __init__(self, instance: Instance, data: Any = None, files: Any = None) -> None:
        super().__init__(instance, data, files)
        self.fields["done_on"].help_text = str(Words(confirming()["vi"], confirming()["en"]))
        if instance.child_plan:
            self.fields["product"].label = Words("Kế hoạch đã ban hành: số, ký hiệu", "Plan issued: its number")
            self.fields["product"].help_text = Words("Ví dụ: Kế hoạch 12/KH-SYT.", "Such as: Kế hoạch 12/KH-SYT.")
            self.fields["product_on"].required = True

    def initially(self, instance: Instance) -> dict[str, Any]:
        """Today, or what stands."""
        told = {"product": instance.product, "product_on": instance.product_on}
        return {"seen": instance.version, "done_on": instance.done_on or timezone.localdate(), **told}

    def clean_done_on(self) -> Any:
        """Nothing is done in the future."""
        day = self.cleaned_data["done_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(Words("Ngày này chưa đến.", "That day has not come yet."))
        return day


class OpenForm(_OfInstance):
    """It is not done after all."""

    prefix_of = "open"
    reason = forms.CharField(label=Words("Lý do", "Reason"), max_length=1000)


class RefuseForm(forms.Form):
    """Why a report is not confirmed."""

    reason = forms.CharField(
        label=Words("Lý do không xác nhận", "Why it is not confirmed"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
