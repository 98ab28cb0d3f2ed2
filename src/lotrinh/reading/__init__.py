"""Files to text: one Document for every format, with the way back to the source.

>>> read_document("Kế hoạch năm 2026".encode()).text
'Kế hoạch năm 2026'
"""

from lotrinh.reading.document import Block, BlockKind, Cell, Document, Notice, Place, Table
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.limits import DEFAULT_LIMITS, Limits
from lotrinh.reading.reader import READERS, Reader, choose, read_document
from lotrinh.reading.several import read_documents

__all__ = [
    "DEFAULT_LIMITS",
    "READERS",
    "Block",
    "BlockKind",
    "Cell",
    "Document",
    "Limits",
    "Notice",
    "Place",
    "Reader",
    "ReadingError",
    "Table",
    "choose",
    "read_document",
    "read_documents",
]
