"""A report before it is printed: sections of paragraphs whose figures know their source, and annexes. Pure values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from lotrinh.living.official.layout import roman


class Source(msgspec.Struct, frozen=True):
    """Where a figure comes from. `kind`: figure | target | task | report | difficulty | count; `id`: its row.

    `words`: what a reader is told ("Số liệu của Sở Y tế, năm 2024"); `quote`: the sentence, where there is one.
    """

    kind: str
    id: int
    words: str
    quote: str = ""


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text; with sources it is a figure that the annex of sources lists."""

    text: str
    sources: tuple[Source, ...] = ()


class Paragraph(msgspec.Struct, frozen=True):
    """Pieces in order. `item`: a line of a list ("- …")."""

    pieces: tuple[Piece, ...]
    item: bool = False

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)


class Section(msgspec.Struct, frozen=True):
    """A numbered part: "I. KẾT QUẢ …" or "1. Về kinh tế"."""

    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()


class Annex(msgspec.Struct, frozen=True):
    """A table at the end. `widths`: of the columns, in shares; `numbers`: places of the columns set to the right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numbers: tuple[int, ...] = ()


class Chart(msgspec.Struct, frozen=True):
    """A picture: a Vega-Lite specification with its caption, and the same as text for who cannot see it."""

    caption: str
    spec: dict[str, Any]


class Draft(msgspec.Struct, frozen=True):
    """All of a report but its letterhead. `to`: addressees of a letter; `closing`: the last sentence."""

    opening: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    annexes: tuple[Annex, ...] = ()
    charts: tuple[Chart, ...] = ()
    to: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    closing: str = ""


def text(told: str) -> Paragraph:
    """A paragraph without figures."""
    return Paragraph((Piece(told),))


def item(told: str) -> Paragraph:
    """A line of a list without figures."""
    return Paragraph((Piece(told),), item=True)


def placed(draft: Draft) -> Iterator[tuple[str, Paragraph]]:
    """Every paragraph with the number of its section: ("I.2", …); "" before the first."""
    for paragraph in draft.opening:
        yield "", paragraph
    for place, section in enumerate(draft.sections, 1):
        for paragraph in section.paragraphs:
            yield roman(place), paragraph
        for number, part in enumerate(section.sections, 1):
            for paragraph in part.paragraphs:
                yield f"{roman(place)}.{number}", paragraph


def sources_annex(draft: Draft) -> Annex:
    """The annex of sources: each figure of the text, where it stands, and where it comes from."""
    rows: list[tuple[str, ...]] = []
    for where, paragraph in placed(draft):
        for piece in paragraph.pieces:
            for source in piece.sources:
                told = f"{source.words}: “{source.quote}”" if source.quote else source.words
                rows.append((str(len(rows) + 1), f"Mục {where}" if where else "Phần mở đầu", piece.text.strip(), told))
    return Annex(
        "Nguồn của các số liệu trong báo cáo", ("TT", "Vị trí", "Số liệu", "Nguồn"), tuple(rows), (7, 14, 25, 54)
    )
