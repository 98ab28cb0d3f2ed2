"""A writer of OpenDocument texts and workbooks."""

from __future__ import annotations

from tests.reading.builders import zipped

_NAMES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
_KIND = "application/vnd.oasis.opendocument."


def _root(name: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{name} {_NAMES}>{content}</office:{name}>'


def odt(
    body: str, *, automatic: str = "", styles: str = "", meta: str = "", more: dict[str, str] | None = None
) -> bytes:
    """An OpenDocument text with the given body, automatic styles, common styles and statements."""
    parts: dict[str, str | bytes] = {
        "mimetype": f"{_KIND}text",
        "content.xml": _root(
            "document-content",
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>",
        ),
        "styles.xml": _root("document-styles", f"<office:styles>{styles}</office:styles>"),
        "meta.xml": _root("document-meta", f"<office:meta>{meta}</office:meta>"),
    }
    return zipped({**parts, **(more or {})})


def p(content: str, style: str = "") -> str:
    """A text:p."""
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def ods(**sheets: str) -> bytes:
    """An OpenDocument workbook of sheets given as rows."""
    tables = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets.items())
    content = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    return zipped({"mimetype": f"{_KIND}spreadsheet", "content.xml": _root("document-content", content)})


def row(*cells: str, more: str = "") -> str:
    """A table:table-row."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", more: str = "") -> str:
    """A table:table-cell; `text` is text, or paragraphs when it begins with "<"."""
    inner = text if text.startswith("<") or not text else f"<text:p>{text}</text:p>"
    return f"<table:table-cell {more}>{inner}</table:table-cell>"


def number(value: float, shown: str, kind: str = "float") -> str:
    """A cell that holds a number."""
    return cell(shown, f'office:value-type="{kind}" office:value="{value}"')
