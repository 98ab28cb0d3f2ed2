"""Files that people uploaded, on their way out again: always saved, never shown."""

from __future__ import annotations

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404


def as_it_came(file: FieldFile, name: str) -> FileResponse:
    """An uploaded file under the name it came with. Raises Http404 where it is not there any more.

    What it holds is somebody else's: no browser may show it, guess its kind, run anything in it or keep it.
    """
    try:
        content = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=name, content_type="application/octet-stream")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
