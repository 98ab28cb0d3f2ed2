"""Fuzz the readers: no bytes may raise anything but ReadingError, or take long.

    python tests/fuzz/fuzz_reading.py [--seconds 60] [--seed 0] [FILE...]

FILEs are the seeds to change; without them small built-in ones are used. Where atheris is installed it
guides the search by coverage (its own options apply); else the files are changed at random. A finding
is written to crash-<hash> in the working directory.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from lotrinh.reading import Limits, ReadingError, read_documents
from lotrinh.reading.ole import SIGNATURE as OLE

SLOW_SECONDS = 10.0
_INSIDE = 0.8  # of the trials on containers
_MOST_ELEMENTS = 5_000
_VALUES = ("", "0", "-1", "1", "7", "99999999999", "1e9", "A1", "ZZZ9999999", "A1:B2", "true", "Kế hoạch", "x" * 300)
LIMITS = Limits(input_bytes=4 << 20, stream_bytes=32 << 20, pages=20, characters=200_000)
_PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj "
    b"4 0 obj<</Length 44>>stream\nBT /F 12 Tf 80 700 Td (Ke hoach nam 2026) Tj ET\nendstream endobj "
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj trailer<</Root 1 0 R>>"
)
SEEDS: tuple[bytes, ...] = (
    "I. MỤC TIÊU\n- Giảm nghèo 2%;\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode(),
    (
        b"{\\rtf1\\ansicpg1258{\\fonttbl{\\f0 .VnTime;}}"
        b"\\trowd\\cellx900 K\\'d5\\cell ho\\'b9ch\\cell\\row\\u7871?{\\footnote x}\\par}"
    ),
    b"<!DOCTYPE html><html><body><table><tr><td rowspan=2>a<td>b<tr><td>c</table><ol><li>K&#7871;",
    _PAPER,
)
_PIECES = (
    b"<",
    b">",
    b"</",
    b"<!--",
    b"&#",
    b'"',
    b"\0",
    b"\xff\xfe",
    b"PK\x03\x04",
    b"stream\n",
    b"endobj",
    b"-1",
    b"9" * 20,
    b"\\cell ",
    b"\\row ",
    b"{\\footnote ",
    b"\\u-2000000000?",
    b"\\bin99 ",
)


def read_once(data: bytes) -> str:
    """One trial: Documents or ReadingErrors with both sentences, in bounded time. Which of them, by name."""
    begun = time.process_time()  # of this process: the machine may have other work
    outcomes: list[str] = []
    for outcome in read_documents(data, limits=LIMITS):
        if isinstance(outcome, ReadingError):
            outcome.sentence("vi")
            outcome.sentence("en")
            outcomes.append(outcome.code)
        else:
            outcomes.append(outcome.format)
    if time.process_time() - begun > SLOW_SECONDS:
        raise TimeoutError(f"{len(data)} bytes took {time.process_time() - begun:.1f} s")
    return " ".join(outcomes[:3]) or "nothing"


def change(data: bytes, chance: random.Random) -> bytes:
    """`data` changed in a few places; of a container mostly what is inside, so that more than its shell is tried."""
    if data.startswith(b"PK\x03\x04") and chance.random() < _INSIDE:
        return _changed_inside(data, chance)
    if data.startswith(OLE) and chance.random() < _INSIDE:
        return _changed_in_place(data, chance)
    return _changed_anywhere(data, chance)


def _changed_inside(data: bytes, chance: random.Random) -> bytes:
    packed = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(packed, "w") as new:
        parts = {entry.filename: old.read(entry) for entry in old.infolist()}
        for name in chance.sample(sorted(parts), min(len(parts), chance.randrange(1, 4))):
            parts[name] = _changed_tree(parts[name], chance) or _changed_anywhere(parts[name], chance)
        for name, content in parts.items():
            new.writestr(name, content)
    return packed.getvalue()


def _changed_tree(data: bytes, chance: random.Random) -> bytes:
    """XML that stays well-formed: elements cut out, doubled, moved; attributes and texts changed. Mostly; else b""."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError):
        return b""
    if chance.random() > _INSIDE:
        return b""
    for _ in range(chance.randrange(1, 12)):
        elements = list(root.iter())
        parent, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(5):
            case 0 if len(parent):
                del parent[chance.randrange(len(parent))]
            case 1 if len(parent):
                parent.insert(chance.randrange(len(parent) + 1), deepcopy(chance.choice(list(parent))))
            case 2 if other is not root and parent not in other.iter():
                parent.append(deepcopy(other))
            case 3 if parent.attrib:
                parent.set(chance.choice(sorted(parent.attrib)), chance.choice(_VALUES))
            case _:
                parent.text = chance.choice(_VALUES)
        if len(elements) > _MOST_ELEMENTS:
            break
    return ElementTree.tostring(root)


def _changed_in_place(data: bytes, chance: random.Random) -> bytes:
    """No byte moves: the sectors of a compound file stay where its tables say."""
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 60)):
        at = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                changed[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF))
            case 2:
                size = min(chance.randrange(1, 64), len(changed) - at)
                begin = chance.randrange(len(changed) - size + 1)
                changed[at : at + size] = changed[begin : begin + size]
            case _:
                changed[at] = chance.randrange(256)
    return bytes(changed)


def _changed_anywhere(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 40)):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(4):
            case 0 if at < len(changed):
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                del changed[at : at + chance.randrange(1, 64)]
            case 2:
                changed[at:at] = chance.choice(_PIECES)
            case _:
                changed[at:at] = changed[at : at + chance.randrange(1, 256)]
    return bytes(changed)


def search(seeds: Sequence[bytes], seconds: float, seed: int) -> Counter[str]:
    """Change the seeds at random for so many seconds; the outcomes of the trials. Lets a finding through."""
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    outcomes: Counter[str] = Counter()
    while time.monotonic() < end:
        data = change(chance.choice(seeds), chance)
        try:
            outcomes[read_once(data)] += 1
        except BaseException:
            Path(f"crash-{hashlib.sha256(data).hexdigest()[:12]}").write_bytes(data)
            raise
    return outcomes


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("files", nargs="*", type=Path)
    try:
        import atheris
    except ImportError:
        options = parser.parse_args()
        seeds = tuple(path.read_bytes() for path in options.files) or SEEDS
        outcomes = search(seeds, options.seconds, options.seed)
        print(f"{outcomes.total()} trials, nothing found: {dict(outcomes.most_common())}")
        return
    atheris.instrument_all()
    atheris.Setup(sys.argv, read_once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
