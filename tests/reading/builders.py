"""Small files of every format, written by the tests that read them."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Times /Encoding /Identity-H /ToUnicode 5 0 R "
    b"/DescendantFonts [4 0 R] >>"
)
_LETTERS = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Times /DW 500 /CIDSystemInfo << /Registry (Adobe) "
    b"/Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Times /Flags 4 "
    b"/FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>"
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_RELATIONSHIPS = (
    f'{_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip container."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word file; `parts` are the contents of word/styles.xml, word/numbering.xml … by their stem."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _RELATIONSHIPS,
        "word/document.xml": f"{_DECLARATION}<w:document {_W} {_MORE}><w:body>{body}</w:body></w:document>",
    }
    for stem, content in parts.items():
        root = roots[stem]
        contents[f"word/{stem}.xml"] = f"{_DECLARATION}<w:{root} {_W}>{content}</w:{root}>"
    return zipped(contents)


def run(text: str, properties: str = "") -> str:
    """A w:r."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A w:p; `content` is text, or runs when it begins with "<"."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def numbered(content: str, list_id: int, level: int = 0) -> str:
    """A paragraph of an automatic list."""
    return p(content, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(number: int, style: str, text: str, more: str = "", start: int = 1) -> str:
    """A w:lvl."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def table(*rows: list[str]) -> str:
    """A w:tbl of the given w:tc."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def tc(content: str = "", properties: str = "") -> str:
    """A w:tc; `content` is text, or paragraphs when it begins with "<"."""
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def pdf(*pages: str, width: int = 595, height: int = 842, page_more: str = "", trailer_more: str = "") -> bytes:
    """A PDF of pages given as content streams (see `text`, `rule`); its font draws any letter half an em wide."""
    to_unicode = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
        + b"".join(b"1 beginbfrange <%02X00> <%02XFF> <%02X00> endbfrange " % (high, high, high) for high in range(256))
        + b"endcmap end end"
    )
    kids = " ".join(f"{6 + 2 * index} 0 R" for index in range(len(pages)))
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        _FONT,
        _LETTERS,
        _stream(to_unicode),
    ]
    for index, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {7 + 2 * index} 0 R "
            f"/Resources << /Font << /F 3 0 R >> >> {page_more} >>".encode()
        )
        objects.append(_stream(content.encode()))
    data = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, trailer_more.encode(), start,
    )  # fmt: skip
    return bytes(data)


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(packed), packed)


def text(x: float, y: float, words: str, size: float = 12, matrix: str = "1 0 0 1") -> str:
    """A content stream that draws `words` from (x, y) on; every letter is half of `size` wide."""
    codes = "".join(f"{ord(letter):04X}" for letter in words)
    return f"BT /F {size} Tf {matrix} {x} {y} Tm <{codes}> Tj ET\n"


def lines(x: float, y: float, *words: str, size: float = 12, pitch: float = 18) -> str:
    """Lines below each other."""
    return "".join(text(x, y - number * pitch, line, size) for number, line in enumerate(words))


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A thin filled rectangle between two points of one row or column."""
    return f"{x0} {y0} {max(x1 - x0, 0.5)} {max(y1 - y0, 0.5)} re f\n"
