"""Taking files in, reading them, and what follows from that for other documents."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, models, transaction
from django.urls import reverse

import lotrinh
from lotrinh.living.documents import links, reading
from lotrinh.living.documents.models import Document
from lotrinh.living.documents.reading import Reading, RefusedFile
from lotrinh.living.jobs import services as jobs
from lotrinh.living.jobs.models import Job, State
from lotrinh.living.journal.services import record
from lotrinh.living.search import services as search
from lotrinh.living.words import Words

if TYPE_CHECKING:
    from lotrinh.living.people.models import User

EMPTY = Words(
    "{name}: tệp rỗng, không có nội dung để đọc. Hãy chọn tệp khác.",
    "{name}: the file is empty: there is nothing to read. Choose another file.",
)
TOO_LARGE = Words(
    "{name}: tệp lớn hơn mức cho phép {limit} MB. Hãy tách thành nhiều tệp nhỏ hơn.",
    "{name}: the file is larger than the limit of {limit} MB. Please split it into smaller files.",
)


def clean_name(name: str) -> str:
    r"""A file's name as it is shown; it is never used as a path.

    >>> clean_name("../../etc/passwd"), clean_name("C:\\KH\\KH-23.pdf"), clean_name("a\x00\u202eb.txt")
    ('passwd', 'KH-23.pdf', 'ab.txt')
    """
    base = PurePath(name.replace("\\", "/")).name
    shown = "".join(c for c in unicodedata.normalize("NFC", base) if unicodedata.category(c)[0] != "C").strip()
    return shown[-200:] or "van-ban"


def store(content: bytes, name: str, by: User | None, corrects: Document | None = None, came_in: str = "") -> Document:
    """Keep a file; the same content again gives the document that is there already. Raises RefusedFile.

    `came_in`: the archive or e-mail that held it; empty for a file that was uploaded by itself. The file is written
    before its row: `uploads.sweep` takes it away again where a process was killed in between.
    """
    name = clean_name(name)
    if not content:
        raise RefusedFile(EMPTY.filled(name=name))
    if len(content) > settings.MAX_UPLOAD_MB << 20:
        raise RefusedFile(too_large(name))
    digest = hashlib.sha256(content).hexdigest()
    known = Document.objects.filter(sha256=digest).first()
    if known is not None:
        return known
    document = Document(name=name, came_in=came_in, sha256=digest, uploaded_by=by, corrects=corrects)
    document.file.save(uuid4().hex, ContentFile(content), save=False)
    try:
        with transaction.atomic():
            document.save(force_insert=True)
            if came_in:
                record("document.unpacked", by, document, name=name, came_in=came_in, sha256=digest)
            else:
                record("document.uploaded", by, document, name=name, sha256=digest)
    except IntegrityError:  # somebody else uploaded the same content at this moment
        default_storage.delete(str(document.file.name))
        return Document.objects.get(sha256=digest)
    except BaseException:
        default_storage.delete(str(document.file.name))
        raise
    return document


def too_large(name: str) -> Words:
    """What is said of a file beyond the limit."""
    return TOO_LARGE.filled(name=clean_name(name), limit=settings.MAX_UPLOAD_MB)


def take_in(
    content: bytes, name: str, by: User, corrects: Document | None = None, came_in: str = ""
) -> tuple[Document, Job | None]:
    """Store a file and ask for its reading; None where it was read before. Raises RefusedFile."""
    document = store(content, name, by, corrects, came_in)
    return document, ask_reading(document, by)


def ask_reading(document: Document, by: User) -> Job | None:
    """The job that reads a document, a running one where there is one; None: it was read."""
    if document.facts is not None:
        return None
    about = f"document:{document.pk}"
    with transaction.atomic():
        running = Job.objects.filter(about=about, state__in=(State.WAITING, State.RUNNING)).first()
        return running or jobs.ask("document.read", {"document": document.pk, "name": document.name}, by, about)


def read(document: Document) -> Document:
    """Read the file here and now, and fill the record. Raises RefusedFile and leaves nothing behind then."""
    with document.file.open("rb") as file:
        content = file.read()
    try:
        found = reading.read(content, document.name)
    except RefusedFile as refused:
        with transaction.atomic():
            drop_unread(document, refused.words)
        raise
    with transaction.atomic():
        return fill(document, found)


def fill(document: Document, found: Reading) -> Document:
    """Write what was read; settle which documents it cites and which cite it. Inside the caller's transaction."""
    info = found.facts["document"]
    document.text, document.blocks, document.facts = found.text, found.layout, found.facts
    document.read_by = lotrinh.__version__
    for field in ("kind", "number", "issuer", "signer"):
        longest: Any = Document._meta.get_field(field)
        setattr(document, field, (info.get(field) or "")[: longest.max_length])
    document.title = info.get("title") or ""
    document.issued_on = date.fromisoformat(info["date"]) if info.get("date") else None
    document.save()
    links.renew(document)
    index(document)
    counts = {
        kind: sum(not fact["duplicate"] for fact in found.facts[kind]) for kind in ("targets", "tasks", "results")
    }
    record("document.read", None, document, version=document.read_by, **counts)
    return document


def index(document: Document) -> None:
    """Let the search find the document by name, number, title, issuer and the agencies it gives tasks to.

    Call it again when `public` changes.
    """
    called, told = str(document), " ".join(document.title.split())
    title = called if not told or told in called else f"{called} {told}"
    tasks = (document.facts or {}).get("tasks", ())
    named = "; ".join(dict.fromkeys(name for task in tasks for name in (*task["lead"], *task["partners"])))
    words = f"{document.issuer} {document.signer} {document.name} {named[:700]} {document.text[:1_000]}"
    url = reverse("documents:document", args=[document.pk])
    search.index("document", document.pk, title, words, url, document.public)


def path_of(document: Document) -> Path:
    """Where the file lies."""
    return Path(default_storage.path(str(document.file.name)))


def drop_unread(document: Document, reason: Words) -> None:
    """Take away a document that cannot be read. Inside the caller's transaction; the file goes when that ends well."""
    name = str(document.file.name)
    record("document.refused", None, document, reason=reason.vi, sha256=document.sha256)
    document.delete()
    transaction.on_commit(lambda: default_storage.delete(name))


class InUse(Exception):  # noqa: N818
    """The document stands in a plan, a review or figures and is kept."""


def remove(document: Document, by: User) -> None:
    """Remove a document that nothing rests on. Raises InUse."""
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document.pk)
        name = str(document.file.name)
        record("document.removed", by, document, sha256=document.sha256)
        search.remove("document", document.pk)
        try:
            document.delete()
        except models.ProtectedError as kept:
            raise InUse from kept
        transaction.on_commit(lambda: default_storage.delete(name))
