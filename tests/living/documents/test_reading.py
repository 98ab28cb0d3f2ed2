"""The job that reads: once, whatever happens; hostile files end with a sentence."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from lotrinh.living.documents import jobs, reading, services
from lotrinh.living.documents.models import Document
from lotrinh.living.documents.told import tell
from lotrinh.living.jobs import services as queue
from lotrinh.living.jobs import worker
from lotrinh.living.jobs.handle import LEASE, Cancelled, Handle
from lotrinh.living.jobs.models import Job, State
from tests.living.cast import Cast
from tests.living.documents.samples import PLAN
from tests.living.documents.test_services import stored

TABLE = {"document.read": jobs.read_document}


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", b"<w:document>" + b" " * (60 << 20))
    return buffer.getvalue()


def test_a_document_is_read_in_a_process_of_its_own(cast: Cast) -> None:
    document, job = services.take_in(PLAN.encode(), "kh.txt", cast.focal)
    assert job is not None
    again, same = services.take_in(PLAN.encode(), "kh.txt", cast.focal)
    assert (again, same) == (document, job)  # it is not read twice
    worker.run_waiting(TABLE)
    document.refresh_from_db()
    job.refresh_from_db()
    assert document.number == "45/KH-UBND"
    assert (job.state, job.result["url"]) == (State.DONE, f"/van-ban/{document.pk}/")
    assert services.take_in(PLAN.encode(), "kh.txt", cast.focal) == (document, None)


def test_a_killed_worker_costs_nothing_and_nothing_comes_twice(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    document, _ = services.take_in(PLAN.encode(), "kh.txt", cast.focal)
    dead = queue.claim()
    assert dead is not None  # its worker is killed here
    later = queue.claim(timezone.now() + LEASE + timedelta(seconds=1))
    assert later is not None
    worker.do(later, TABLE, worker.threading.Event())
    document.refresh_from_db()
    assert document.links.count() == 2
    Job.objects.filter(pk=dead.pk).update(state=State.RUNNING)  # the dead one was only slow, and writes again
    monkeypatch.setattr(jobs, "read_apart", lambda *a: pytest.fail("read a second time"))
    jobs.read_document(Handle(later.pk, later.attempts, later.arguments))
    assert document.links.count() == 2


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bom.docx", zip_bomb(), "giải nén vượt mức an toàn"),
        ("kh.pdf", b"%PDF-1.7\n%broken", "hỏng"),
        ("anh.txt", bytes(range(256)) * 64, "nhị phân"),
        ("kh.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "hỏng"),
        ("trang.txt", b" \n\t ", ""),
    ],
)
def test_hostile_files_are_refused_with_a_sentence_and_leave_nothing(
    cast: Cast, django_capture_on_commit_callbacks: Any, name: str, content: bytes, told: str
) -> None:
    services.take_in(content, name, cast.focal)
    with django_capture_on_commit_callbacks(execute=True):
        worker.run_waiting(TABLE)
    job = Job.objects.get()
    if not told:  # nothing but blanks is a text without facts
        assert job.state in (State.DONE, State.FAILED)
        return
    assert job.state == State.FAILED
    assert job.problem is not None
    assert job.problem["vi"].startswith(f"{name}: ")
    assert told in job.problem["vi"]
    assert not queue.can_run_again(job)
    assert not Document.objects.exists()
    assert not stored()


def test_a_reading_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST", 0.0)
    (tmp_path / "x").write_text(PLAN, encoding="utf-8")
    with pytest.raises(reading.RefusedFile, match="bị ngắt giữa chừng"):
        reading.read_apart(tmp_path / "x", "kh.txt", lambda *_: None)


def test_a_fault_of_the_program_is_no_fault_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_text(PLAN, encoding="utf-8")
    monkeypatch.setattr(reading.sys, "executable", _failing_python(tmp_path))
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        reading.read_apart(tmp_path / "x", "kh.txt", lambda *_: None)


def _failing_python(folder: Path) -> str:
    """An interpreter whose every program raises."""
    script = folder / "python"
    script.write_text(f"#!/bin/sh\nexec {sys.executable} -c '1/0'\n", encoding="utf-8")
    script.chmod(0o700)
    return str(script)


def test_pages_of_a_scan_are_told(tmp_path: Path) -> None:
    with (tmp_path / "told").open("w+b") as told:
        assert reading._pages_told(told) == (0, 0)
        told.write(b"0 12\nWarning: something\n3 12\n4 1")
        told.flush()
        assert reading._pages_told(told) == (3, 12)


def test_stopping_ends_the_reading_at_once(tmp_path: Path) -> None:
    (tmp_path / "x").write_text(PLAN, encoding="utf-8")

    def stop(*_: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        reading.read_apart(tmp_path / "x", "kh.txt", stop)


def test_a_stopped_job_leaves_the_document_unread_and_it_can_be_asked_again(cast: Cast) -> None:
    document, job = services.take_in(PLAN.encode(), "kh.txt", cast.focal)
    assert job is not None
    held = queue.claim()
    assert held is not None
    queue.cancel(job, cast.focal)
    worker.do(held, TABLE, worker.threading.Event())
    job.refresh_from_db()
    document.refresh_from_db()
    assert (job.state, document.facts) == (State.CANCELLED, None)
    assert services.ask_reading(document, cast.focal) != job


def test_a_document_that_is_gone_is_told(cast: Cast) -> None:
    queue.ask("document.read", {"document": 999, "name": "x"}, cast.focal)
    worker.run_waiting(TABLE)
    assert Job.objects.get().problem == {
        "vi": "Văn bản này không còn. Hãy tải lên lại.",
        "en": "This document is no longer here. Upload it again.",
        "again": False,
    }


@pytest.mark.parametrize(
    ("quote", "low", "told"),
    [
        ("đạt và vượt 15/18 chỉ tiêu kế hoạch", 15, "15/18 chỉ tiêu"),
        ("có 1.120/1.814 chỉ tiêu", 1120, "1.120/1.814 chỉ tiêu"),
        ("đạt và vượt 15/18 chỉ tiêu", 16, "16 chỉ tiêu"),  # somebody corrected it
        ("theo Quyết định 15/2024/QĐ-UBND, 15 chỉ tiêu", 15, "15 chỉ tiêu"),
        ("ngày 15/12/2024 có 15 chỉ tiêu", 15, "15 chỉ tiêu"),
    ],
)
def test_a_count_tells_of_how_many(quote: str, low: int, told: str) -> None:
    slots = {"indicator": "x", "low": low, "high": low, "unit": "chỉ tiêu", "change": "level", "comparator": "eq"}
    assert tell("result", slots, quote).value.replace("\u00a0", " ") == told
