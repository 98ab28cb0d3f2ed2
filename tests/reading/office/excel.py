"""Writers of workbooks: Excel 97–2003 record by record, Excel through its writer."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

import xlsxwriter

from tests.reading.office.ole import compound


class Styled(NamedTuple):
    """A value in a style: index of a font, code of a number format; `runs` are (character, font) for a text."""

    value: str | float
    font: int = 0
    form: str = "General"
    runs: tuple[tuple[int, int], ...] = ()


Value = str | float | bool | Styled | None
Sheet = Sequence[Sequence[Value]]


def xls(
    sheets: Mapping[str, Sheet],
    *,
    fonts: Sequence[str] = ("Arial",),
    merges: Sequence[tuple[int, int, int, int]] = (),
    hidden: Sequence[str] = (),
    locked: bool = False,
    split: int = 0,
    since_1904: bool = False,
) -> bytes:
    """A workbook of sheets as rows of values. `merges` (top, bottom, left, right) hold for every sheet.

    `split`: the shared strings are continued in another record after so many bytes.
    """
    strings: list[Styled] = []
    styles: list[tuple[int, str]] = [(0, "General")]
    forms: list[str] = []
    bodies = [_sheet(rows, strings, styles, forms, merges) for rows in sheets.values()]
    head = _record(0x809, struct.pack("<HHHH", 0x600, 5, 0, 0)) + _record(0x22, struct.pack("<H", since_1904))
    head += _record(0x2F, bytes(6)) if locked else b""
    for at, name in enumerate(fonts):
        head += _record(0x31, bytes(14) + _short(name)) if at != 4 else b""
    for at, form in enumerate(forms):
        head += _record(0x41E, struct.pack("<H", 164 + at) + _long(form))
    for font, form in styles:
        number = 0 if form == "General" else 164 + forms.index(form)
        head += _record(0xE0, struct.pack("<HH", font, number) + bytes(16))
    tail = _strings(strings, split) + _record(0x0A, b"")
    listing = sum(len(_record(0x85, bytes(6) + _short(name))) for name in sheets)
    at = len(head) + listing + len(tail)
    listed = b""
    for name, body in zip(sheets, bodies, strict=True):
        listed += _record(0x85, struct.pack("<IBB", at, name in hidden, 0) + _short(name))
        at += len(body)
    return compound({"Workbook": head + listed + tail + b"".join(bodies)})


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _short(text: str) -> bytes:
    return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")


def _long(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _strings(strings: Sequence[Styled], split: int) -> bytes:
    content = struct.pack("<II", len(strings), len(strings))
    for text, _, _, runs in strings:
        stored = str(text)
        narrow = stored.isascii()
        content += struct.pack("<HB", len(stored), (0 if narrow else 1) | (8 if runs else 0))
        content += struct.pack("<H", len(runs)) if runs else b""
        content += stored.encode("latin-1" if narrow else "utf-16-le")
        content += b"".join(struct.pack("<HH", *run) for run in runs)
    if not split:
        return _record(0xFC, content)
    # The part that follows begins with the width of its characters; here it is cut inside a wide string.
    return _record(0xFC, content[:split]) + _record(0x3C, b"\x01" + content[split:])


def _sheet(
    rows: Sheet, strings: list[Styled], styles: list[tuple[int, str]], forms: list[str],
    merges: Sequence[tuple[int, int, int, int]],
) -> bytes:  # fmt: skip
    content = _record(0x809, struct.pack("<HHHH", 0x600, 0x10, 0, 0))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value is None:
                continue
            told = value if isinstance(value, Styled) else Styled(value)
            if (told.font, told.form) not in styles:
                styles.append((told.font, told.form))
            if told.form != "General" and told.form not in forms:
                forms.append(told.form)
            place = struct.pack("<HHH", row, column, styles.index((told.font, told.form)))
            if isinstance(told.value, str):
                strings.append(told)
                content += _record(0xFD, place + struct.pack("<I", len(strings) - 1))
            elif isinstance(told.value, bool):
                content += _record(0x205, place + struct.pack("<BB", told.value, 0))
            else:
                content += _record(0x203, place + struct.pack("<d", told.value))
    if merges:
        content += _record(0xE5, struct.pack("<H", len(merges)) + b"".join(struct.pack("<4H", *one) for one in merges))
    return content + _record(0x0A, b"")


def xlsx(
    sheets: Mapping[str, Sheet],
    *,
    merges: Sequence[str] = (),
    hidden: Sequence[str] = (),
    fonts: Sequence[str] = ("Arial",),
) -> bytes:
    """A workbook of sheets as rows of values; `merges` like "A1:B2" hold for every sheet."""
    packed = BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for area in merges:
                sheet.merge_range(area, "")
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if value is None:
                        continue
                    told = value if isinstance(value, Styled) else Styled(value)
                    style = book.add_format({"num_format": told.form, "font_name": fonts[told.font]})
                    sheet.write(row, column, told.value, style)
    return packed.getvalue()
