"""Storing, reading, linking, removing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from lotrinh.extraction.references.relations import Relation as Told
from lotrinh.living.documents import services
from lotrinh.living.documents.models import Document, Link, Relation
from lotrinh.living.documents.models import Relation as Kept
from lotrinh.living.documents.reading import RefusedFile
from lotrinh.living.journal.models import Event
from lotrinh.living.search.models import Entry
from tests.living.cast import Cast
from tests.living.documents.samples import PLAN, read


def stored() -> list[Path]:
    """Files that lie in the store."""
    return [path for path in (Path(settings.MEDIA_ROOT) / "documents").rglob("*") if path.is_file()]


def test_a_file_is_kept_under_a_name_of_our_own(cast: Cast) -> None:
    document = services.store(PLAN.encode(), "../../../etc/KẾ HOẠCH <b>.txt", cast.focal)
    assert document.name == "KẾ HOẠCH <b>.txt"
    [path] = stored()
    assert len(path.name) == 32
    assert path.read_bytes() == PLAN.encode()
    assert Event.objects.get().act == "document.uploaded"


def test_the_same_content_is_the_same_document(cast: Cast) -> None:
    first = services.store(PLAN.encode(), "a.txt", cast.focal)
    assert services.store(PLAN.encode(), "b.txt", cast.focal) == first
    assert len(stored()) == 1


def test_two_who_upload_the_same_at_once_get_one_document(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first = services.store(PLAN.encode(), "a.txt", cast.focal)
    real = Document.objects.filter
    blind = iter([Document.objects.none()])  # the second does not see the first yet
    monkeypatch.setattr(Document.objects, "filter", lambda *a, **k: next(blind, None) or real(*a, **k))
    assert services.store(PLAN.encode(), "b.txt", cast.focal) == first
    assert len(stored()) == 1


@pytest.mark.parametrize(("content", "told"), [(b"", "rỗng"), (b"x" * (2 << 20), "lớn hơn mức cho phép 1 MB")])
def test_empty_and_oversized_files_are_refused_by_name(db: None, settings: Any, content: bytes, told: str) -> None:
    settings.MAX_UPLOAD_MB = 1
    with pytest.raises(RefusedFile, match=told) as refused:
        services.store(content, "kh.txt", None)
    assert str(refused.value).startswith("kh.txt: ")
    assert not stored()
    assert not Document.objects.exists()


def test_reading_fills_the_record(db: None) -> None:
    document = read()
    assert (document.kind, document.number, document.issued_on) == ("Kế hoạch", "45/KH-UBND", date(2024, 2, 12))
    assert document.text == PLAN
    assert document.facts is not None
    assert [target["due"] for target in document.facts["targets"]] == [2030, 2030, 2030]
    assert [(link.number, link.relation) for link in document.links.all()] == [
        ("20/NQ-CP", Relation.CARRIES_OUT),
        ("7-NQ/TU", Relation.GROUND),
    ]


def test_links_meet_whichever_document_comes_first(db: None) -> None:
    resolution = "NGHỊ QUYẾT\nSố: 20/NQ-CP\nHà Nội, ngày 05 tháng 01 năm 2024\nVề trồng rừng\n"
    other_day = resolution.replace("05 tháng 01", "09 tháng 09")
    plan, wrong, right = read(), read(other_day), read(resolution)
    link = plan.links.get(number="20/NQ-CP")
    assert link.cited == right != wrong
    later = read(PLAN.replace("45/KH-UBND", "46/KH-UBND"))
    assert later.links.get(number="20/NQ-CP").cited == right


def test_a_number_that_two_documents_bear_is_left_open(db: None) -> None:
    nameless = "NGHỊ QUYẾT\nSố: 20/NQ-CP\nVề {}\n"
    for subject in ("trồng rừng", "chăn nuôi"):
        read(nameless.format(subject))
    assert read().links.get(number="20/NQ-CP").cited is None


def test_a_file_that_cannot_be_read_leaves_only_its_line_in_the_journal(
    db: None, django_capture_on_commit_callbacks: Any
) -> None:
    document = services.store(b"%PDF-1.7 broken", "kh.pdf", None)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RefusedFile):
        services.read(document)
    assert not Document.objects.exists()
    assert not stored()
    assert [event.act for event in Event.objects.order_by("number")] == ["document.uploaded", "document.refused"]


def test_removing_takes_file_and_links_along(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    document = read()
    with django_capture_on_commit_callbacks(execute=True):
        services.remove(document, cast.focal)
    assert not (Document.objects.exists() or Link.objects.exists() or stored())


def test_what_something_rests_on_is_kept(cast: Cast) -> None:
    old = read()
    read(PLAN + "\nĐính chính.", corrects=old)
    with pytest.raises(services.InUse), transaction.atomic():
        services.remove(old, cast.focal)
    assert default_storage.exists(str(old.file.name))


def test_characters_that_databases_refuse_are_replaced_one_for_one(db: None) -> None:
    from lotrinh.living.documents.child import _cleaned

    assert _cleaned({"a": ["x\0y", ("\ud800z",)], "b": 1}) == {"a": ["x\ufffdy", ["?z"]], "b": 1}


def test_the_search_calls_a_document_without_a_number_once(db: None) -> None:
    document = read("BÁO CÁO\nKết quả năm 2025\nNăm 2025 tỉnh có 12 xã đạt chuẩn nông thôn mới.\n", "bc.txt")
    assert document.title and not document.number
    [title] = Entry.objects.filter(kind="document", subject=document.pk).values_list("title", flat=True)
    assert title.count(document.title) == 1


def test_the_site_knows_every_relation_that_reading_tells() -> None:
    assert {one.value for one in Told} == set(Kept.values)
