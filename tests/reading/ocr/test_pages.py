"""Recognition led by a program that stands in for Tesseract and prints what was recorded."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from lotrinh.reading import Limits, ReadingError, read_document
from lotrinh.reading.ocr import engine as engines
from lotrinh.reading.ocr.engine import RecognitionError, engine, run_bounded
from lotrinh.reading.watch import Progress, watched
from tests.reading.builders import pdf, text

RECORDED = Path(__file__).parent / "recorded.tsv"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line for Unix")


def stand_in(folder: Path, pages: str = "cat {recorded}", languages: str = "vie osd") -> Path:
    program = folder / "tesseract"
    program.write_text(
        "#!/bin/sh\n"
        'case "$1" in\n'
        "--version) echo tesseract 5.9.9;;\n"
        f"--list-langs) echo {languages};;\n"
        f"*) echo page >> {folder}/calls; cat > /dev/null; {pages.format(recorded=RECORDED)};;\n"
        "esac\n"
    )
    program.chmod(0o755)
    return program


@pytest.fixture(autouse=True)
def kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LOTRINH_CACHE", str(tmp_path / "cache"))
    engines._found.cache_clear()
    yield
    engines._found.cache_clear()


def scan(pages: int = 1) -> bytes:
    """A PDF whose pages are drawn, not written."""
    return pdf(*["".join(f"{x} 700 3 20 re f\n" for x in range(80, 400, 6)) for _ in range(pages)])


def calls(folder: Path) -> int:
    return len((folder / "calls").read_text().split()) if (folder / "calls").exists() else 0


def test_a_scanned_paper_is_read_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTRINH_TESSERACT", str(stand_in(tmp_path)))
    told: list[Progress] = []
    with watched(told.append):
        document = read_document(scan(3))
    assert document.text.count("giảm 2,5% trong năm 2026") == 3
    assert [(notice.code, notice.detail) for notice in document.notices[:1]] == [("ocr_used", "1-3")]
    assert (told[0], told[-1]) == (Progress(0, 3), Progress(3, 3))
    before = calls(tmp_path)
    assert read_document(scan(3)) == document
    assert calls(tmp_path) == before


def test_a_reading_that_was_stopped_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go = tmp_path / "go"
    read = f"[ $(find {tmp_path}/cache -name '*.json' 2> /dev/null | wc -l) -ge 2 ]"
    waits = f"while {read} && [ ! -e {go} ]; do sleep 0.05; done"  # the fourth page begins when two are kept
    monkeypatch.setenv("LOTRINH_TESSERACT", str(stand_in(tmp_path, f"{waits}; cat {{recorded}}")))

    def stop(progress: Progress) -> None:
        if progress.done >= 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), watched(stop):
        read_document(scan(4))
    done = len(list((tmp_path / "cache").rglob("*.json")))
    assert 2 <= done < 4
    go.touch()
    read_document(scan(4))
    assert len(list((tmp_path / "cache").rglob("*.json"))) == 4


def test_pages_written_and_drawn_stand_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTRINH_TESSERACT", str(stand_in(tmp_path)))
    drawn = "".join(f"{x} 700 3 20 re f\n" for x in range(80, 400, 6))
    document = read_document(pdf(text(80, 700, "Trang đầu có chữ."), drawn, text(80, 700, "Trang cuối có chữ.")))
    assert document.text.startswith("Trang đầu có chữ.")
    assert document.text.endswith("Trang cuối có chữ.")
    assert document.notices[0].detail == "2"


def test_a_text_layer_that_tells_other_letters_than_it_draws_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    garbled = pdf("".join(text(80, 800 - 18 * at, "Wq Oj kx qjwx dd fkjhz Ffd vjqk jkap") for at in range(30)))
    assert {notice.code for notice in read_document(garbled).notices} == {"scrambled_accents", "ocr_missing"}
    monkeypatch.setenv("LOTRINH_TESSERACT", str(stand_in(tmp_path)))
    assert "giảm 2,5% trong năm 2026" in read_document(garbled).text
    fine = pdf("".join(text(80, 800 - 18 * at, "Tỷ lệ hộ nghèo của tỉnh giảm") for at in range(30)))
    assert "KẾ HOẠCH" not in read_document(fine).text


def test_a_page_that_fails_or_takes_too_long_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_fails = f"mkdir {tmp_path}/begun 2> /dev/null && exit 1; cat {{recorded}}"
    monkeypatch.setenv("LOTRINH_TESSERACT", str(stand_in(tmp_path, first_fails)))
    document = read_document(scan(3))
    assert [notice.code for notice in document.notices if notice.code.startswith("ocr")] == ["ocr_used", "ocr_failed"]
    monkeypatch.setenv("LOTRINH_TESSERACT", str(stand_in(tmp_path, "exec sleep 30")))
    engines._found.cache_clear()
    start = time.monotonic()
    slow = read_document(scan(2) + b"\n", limits=Limits(page_seconds=2.0))
    assert time.monotonic() - start < 15
    assert {notice.code for notice in slow.notices} >= {"no_text_layer", "ocr_failed"}


def test_without_a_program_it_is_said_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTRINH_TESSERACT", str(tmp_path / "nowhere"))
    assert engine() is None
    assert [notice.code for notice in read_document(scan()).notices] == ["no_text_layer", "ocr_missing"]
    with pytest.raises(ReadingError, match="tesseract-ocr-vie") as refusal:
        read_document(png())
    assert refusal.value.code == "reader_missing"
    monkeypatch.setenv("LOTRINH_TESSERACT", str(stand_in(tmp_path, languages="eng osd")))
    assert engine() is None


def png(size: tuple[int, int] = (1240, 1754), form: str = "PNG", pages: int = 1) -> bytes:
    pictures = [Image.new("L", size, 255) for _ in range(pages)]
    for picture in pictures:
        for x in range(100, 900, 7):
            picture.paste(0, (x, 100, x + 3, 140))
    buffer = BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if pages > 1 else {}
    pictures[0].save(buffer, form, dpi=(150, 150), **more)
    return buffer.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_pictures_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setenv("LOTRINH_TESSERACT", str(stand_in(tmp_path)))
    document = read_document(png(form=form), f"a.{form.lower()}")
    assert document.format == "image"
    assert "Thu ngân sách" in document.text
    assert [notice.code for notice in document.notices] == ["ocr_used"]


def test_pages_of_a_tiff_and_their_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTRINH_TESSERACT", str(stand_in(tmp_path)))
    document = read_document(png(form="TIFF", pages=3), limits=Limits(scanned_pages=2))
    assert document.text.count("KẾ HOẠCH") == 2
    assert {place.page for place in document.places} == {1, 2}
    assert ("pages_left_out", "1") in [(notice.code, notice.detail) for notice in document.notices]


def test_hostile_pictures_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTRINH_TESSERACT", str(stand_in(tmp_path)))
    whole = png()
    for data, code in (
        (whole[:60], "damaged"), (whole[:20], "damaged"), (b"\xff\xd8\xff" + b"x" * 50, "damaged"),
        (b"II*\0" + b"\xff" * 40, "damaged"), (whole[:2000], "damaged"),
    ):  # fmt: skip
        with pytest.raises(ReadingError) as refusal:
            read_document(data)
        assert refusal.value.code == code
        assert refusal.value.sentence("en")
    with pytest.raises(ReadingError) as refusal:
        read_document(whole, limits=Limits(picture_pixels=1_000_000))
    assert refusal.value.code == "zip_bomb"


def test_a_program_is_ended_when_asked() -> None:
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    start = time.monotonic()
    with pytest.raises(RecognitionError, match="stopped"):
        run_bounded([sys.executable, "-c", "import time; time.sleep(30)"], b"", 30.0, stop)
    assert time.monotonic() - start < 5


def test_kept_pages_are_the_users_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTRINH_TESSERACT", str(stand_in(tmp_path)))
    read_document(scan())
    (kept,) = (tmp_path / "cache").rglob("1.json")
    assert kept.parent.stat().st_mode & 0o077 == 0
    kept.write_bytes(b"[1,2")
    assert "KẾ HOẠCH" in read_document(scan()).text
    os.utime(kept, (0, 0))
    from lotrinh.reading.ocr import cache

    cache._tidied.cache_clear()
    read_document(scan(2))
    assert not kept.exists()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_of_a_page_that_is_shown_turned_are_those_of_the_page_as_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rotation: int
) -> None:
    """The stand-in tells one word, where the page shows its mark: 300 dots an inch, from the left and upper edge."""
    left, top = {0: (1667, 279), 90: (3167, 1667), 180: (708, 3167), 270: (279, 708)}[rotation]
    row = f"5\\t1\\t1\\t1\\t1\\t1\\t{left}\\t{top}\\t21\\t21\\t95.0\\tdấu"
    monkeypatch.setenv("LOTRINH_TESSERACT", str(stand_in(tmp_path, f"printf '{row}'")))
    page = pdf("410 765 5 5 re f\n10 10 200 3 re f\n", page_more=f"/Rotate {rotation} /CropBox [10 5 585 837]")
    (place,) = read_document(page).places
    assert place.box == pytest.approx((410, 765, 415, 770), abs=0.5)
