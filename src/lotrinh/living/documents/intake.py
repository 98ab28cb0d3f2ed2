"""A bound on what a request may bring, kept while it comes in: a file too large is dropped before it fills the disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

_KEY = "lotrinh.oversized"
_FILES = 4  # a request may bring so many files of the largest size together


class BoundedUpload(FileUploadHandler):
    """Stands before Django's own handlers (settings.FILE_UPLOAD_HANDLERS) and lets no more pass than the limit."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.all = 0
        self.this = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self.this = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count, and drop the file that passes the limit."""
        self.this += len(raw_data)
        self.all += len(raw_data)
        limit = settings.MAX_UPLOAD_MB << 20
        if self.this > limit or self.all > limit * _FILES:
            if self.request is not None:
                self.request.META.setdefault(_KEY, []).append(self.file_name or "")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """The next handler keeps it."""
        return None


def oversized(request: HttpRequest) -> list[str]:
    """Names of the files that were dropped."""
    found: list[str] = request.META.get(_KEY, [])
    return found
