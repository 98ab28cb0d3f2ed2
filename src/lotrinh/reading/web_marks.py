"""What a web page puts around and into its document: site text, passages that stand twice.

Reads: the Document of a page. Writes: the same with blocks turned to furniture and notices added. The
patterns are those for scraped text, so a page and its scraped text are marked alike.
"""

from __future__ import annotations

from msgspec.structs import replace

from lotrinh.reading.document import Block, BlockKind, Document, Notice
from lotrinh.reading.duplicates import duplicate_notices
from lotrinh.reading.furniture import furniture_of
from lotrinh.reading.sheet import sheet_of

_TEXT = (BlockKind.PARAGRAPH, BlockKind.HEADING)


def mark_web_page(document: Document) -> Document:
    """Mark site furniture and repeated passages. Only paragraphs can be furniture, never cells."""
    sheet = sheet_of(document.text)
    pattern_at = {sheet.starts[line]: pattern for line, pattern in furniture_of(sheet).items()}
    blocks: list[Block] = []
    notices: list[Notice] = []
    for block in document.blocks:
        pattern = pattern_at.get(block.start) if block.kind in _TEXT else None
        if pattern is not None:
            block = replace(block, kind=BlockKind.FURNITURE, level=0)
            notices.append(Notice("boilerplate", block.start, block.end, pattern))
        blocks.append(block)
    notices.extend(duplicate_notices(document.text, blocks))
    notices.extend(document.notices)
    notices.sort(key=lambda notice: (notice.start, notice.end, notice.code))
    return replace(document, blocks=tuple(blocks), notices=tuple(notices))
