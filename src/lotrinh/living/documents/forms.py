"""Forms of documents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from lotrinh.living.documents.models import LARGE, Document
from lotrinh.living.words import Words

MOST_FILES = 20
MOST_CHOICES = 200
ONE_FILE = Words("Chỉ chọn được khi tải lên một tệp.", "Can only be chosen with a single file.")


class FilesInput(forms.ClearableFileInput):
    """An input that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; the value is the list of those that came."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """The files. Emptiness and size are judged file by file by the service, which says so by name."""
        return list(data or [])


class UploadForm(forms.Form):
    """Files, or pasted text."""

    file = FilesField(
        label=Words("Tệp", "Files"),
        required=False,
        help_text=Words(
            "docx, doc, odt, rtf, pdf (cả bản quét), xlsx, xls, ods, html, txt, md; chọn được nhiều tệp một lần. Tệp"
            " zip và thư eml được mở ra: mỗi tệp bên trong là một văn bản.",
            "docx, doc, odt, rtf, pdf (scans too), xlsx, xls, ods, html, txt, md; several at once. A zip file or an"
            " e-mail (eml) is opened: each file in it becomes a document.",
        ),
    )
    text = forms.CharField(
        label=Words("Hoặc dán văn bản vào đây", "Or paste the text here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    name = forms.CharField(
        label=Words("Tên gọi của văn bản dán", "Name of the pasted text"), required=False, max_length=120
    )
    corrects = forms.ModelChoiceField(
        label=Words("Thay cho bản đã tải lên trước đây", "Takes the place of an earlier upload"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=str(Words("không, đây là văn bản mới", "no, this is a new document")),
        help_text=Words(
            "Chọn khi bản trước sai hoặc thiếu: trang văn bản sẽ nêu những gì khác.",
            "Choose it where the earlier file was wrong or incomplete: the differences will be shown.",
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        corrects: Any = self.fields["corrects"]
        newest = Document.objects.filter(corrected_by=None).exclude(read_by="").order_by("-id")[:MOST_CHOICES]
        corrects.queryset = Document.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).defer(*LARGE)
        corrects.empty_label = str(Words("không, đây là văn bản mới", "no, this is a new document"))

    def clean(self) -> dict[str, Any]:
        """Something must have come, and not too much of it."""
        cleaned: dict[str, Any] = super().clean() or {}
        files, text = cleaned.get("file") or [], (cleaned.get("text") or "").strip()
        if not files and not text:
            self.add_error(
                None,
                str(
                    Words("Chưa có tệp nào. Chọn tệp hoặc dán văn bản.", "Nothing came. Choose files or paste a text.")
                ),
            )
        if len(files) > MOST_FILES:
            self.add_error(
                "file",
                Words(
                    "Mỗi lần tải lên nhiều nhất {most} tệp. Hãy chia thành nhiều lần.",
                    "At most {most:file|files} at once. Please upload in several rounds.",
                ).format(most=MOST_FILES),
            )
        if len(files) + bool(text) > 1 and cleaned.get("corrects"):
            self.add_error(
                "corrects",
                str(ONE_FILE),
            )
        return cleaned


def limit_told() -> str:
    """How large a file may be."""
    return Words("Mỗi tệp tối đa {n} MB.", "At most {n} MB a file.").format(n=settings.MAX_UPLOAD_MB)
