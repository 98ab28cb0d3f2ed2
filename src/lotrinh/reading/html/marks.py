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
    patterns = _patterns(document)
    blocks: list[Block] = []
    notices: list[Notice] = []
    for index, block in enumerate(document.blocks):
        if index in patterns:
            block = replace(block, kind=BlockKind.FURNITURE, level=0)
            notices.append(Notice("boilerplate", block.start, block.end, patterns[index]))
        blocks.append(block)
    notices.extend(duplicate_notices(document.text, blocks))
    notices.extend(document.notices)
    notices.sort(key=lambda notice: (notice.start, notice.end, notice.code))
    return replace(document, blocks=tuple(blocks), notices=tuple(notices))


def _patterns(document: Document) -> dict[int, str]:
    """Block → pattern of furniture. Paragraphs of a page stand apart, so a blank line is put between them."""
    paragraphs = [(index, block) for index, block in enumerate(document.blocks) if block.kind in _TEXT]
    block_at: dict[int, int] = {}
    parts: list[str] = []
    length = 0
    for index, block in paragraphs:
        block_at[length] = index
        parts.append(document.text[block.start : block.end])
        length += len(parts[-1]) + 2
    sheet = sheet_of("\n\n".join(parts))
    marked = furniture_of(sheet).items()
    return {block_at[sheet.starts[line]]: pattern for line, pattern in marked if sheet.starts[line] in block_at}
