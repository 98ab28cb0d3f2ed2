"""The default Word templates: the national layout with the places that the program fills.

An official downloads one, edits it in Word and uploads it again. The places are Jinja tags (docxtpl).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from lotrinh.living.official.layout import layout

LEFT, RIGHT = 68, 97  # widths of the letterhead's two columns, mm
ADDRESSEE = 40  # how far from the margin "Kính gửi" stands, mm


def make_template(kind: str) -> bytes:
    """The template "report" (báo cáo, kế hoạch) or "letter" (công văn), as the bytes of a .docx."""
    word = Document()
    _page(word)
    _styles(word)
    _letterhead(word, letter=kind == "letter")
    if kind == "letter":
        _line(word, "{%p for noi in kinh_gui %}")
        _line(word, "{{ noi }}", "addressee").paragraph_format.left_indent = Mm(ADDRESSEE)
        _line(word, "{%p endfor %}")
        _line(word, "", "addressee")  # a blank line between those who are written to and the text
    else:
        _line(word, "{{ ten_loai }}", "kind").paragraph_format.space_before = Pt(12)
        _rule_after(_line(word, "{{ trich_yeu }}", "summary"), 0.4)
    _body(word)
    _signature(word)
    _annexes(word)
    out = io.BytesIO()
    word.core_properties.author = "Lộ Trình"
    word.core_properties.title = ""
    word.save(out)
    return out.getvalue()


def _page(word: Word) -> None:
    table = layout()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(table.page["width"]), Mm(table.page["height"])
    section.orientation = WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(table.use["top"]), Mm(table.use["bottom"])
    section.left_margin, section.right_margin = Mm(table.use["left"]), Mm(table.use["right"])
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(layout().page["number_size"][1])
    for kind, told in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = told
        run._r.append(mark)


def _styles(word: Word) -> None:
    table = layout()
    normal = word.styles["Normal"]
    _font(normal, table.page["font"], table.use["body_size"])
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.space_before = Pt(0)
    for element in table.elements.values():
        style: Any = word.styles.add_style(element.style, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.hidden, style.quick_style = False, True
        _font(style, table.page["font"], element.size_of(table.use["body_size"]))
        style.font.bold, style.font.italic = element.bold, element.italic
        if element.centred:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if element.name in ("body", "heading1", "heading2"):
            style.paragraph_format.first_line_indent = Mm(table.use["first_line"])
            style.paragraph_format.space_after = Pt(table.use["after"])
            style.paragraph_format.line_spacing = table.use["line"]
        if element.justified:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if element.name.startswith("heading"):
            style.paragraph_format.keep_with_next = True


def _font(style: Any, name: str, size: float) -> None:
    style.font.name, style.font.size = name, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), name)


def _line(word: Word, told: str, element: str = "body") -> Paragraph:
    paragraph: Paragraph = word.add_paragraph(told)
    paragraph.style = layout().elements[element].style
    return paragraph


def _rule_after(paragraph: Paragraph, share: float) -> None:
    """A centred bottom border as wide as the decree wants: the indents leave just that much."""
    parent: Any = paragraph._p
    new = OxmlElement("w:p")
    parent.addnext(new)
    rule = Paragraph(new, paragraph._parent)
    rule.style = layout().elements["receivers"].style
    text_width, available = _widths(share)
    side = Mm((available - text_width) / 2)
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = side
    rule.paragraph_format.line_spacing = Pt(4)
    rule.paragraph_format.space_after = Pt(8)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    new.get_or_add_pPr().append(borders)


def _widths(share: float) -> tuple[float, float]:
    """Width of the rule and of where it stands, mm: under the summary, the motto, the issuer."""
    return {0.4: (56, 165), 1.0: (60, RIGHT - 4), 0.33: (24, LEFT - 4)}[share]


def _letterhead(word: Word, *, letter: bool) -> None:
    elements = layout().elements
    table = word.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    narrow(table, (LEFT, RIGHT))
    _no_margins(table)
    left, right = table.rows[0].cells
    _set(left, "{%p if chu_quan %}", "governing", first=True)
    _set(left, "{{ chu_quan }}", "governing")
    _set(left, "{%p endif %}", "governing")
    _rule_after(_set(left, "{{ co_quan }}", "issuer"), 0.33)
    _set(right, elements["nation"].text, "nation", first=True)
    _rule_after(_set(right, elements["motto"].text, "motto"), 1.0)
    left, right = table.rows[1].cells
    _set(left, "{{ so_ky_hieu }}", "number", first=True)
    if letter:
        _set(left, "{{ trich_yeu }}", "letter_summary").paragraph_format.space_after = Pt(12)
    _set(right, "{{ noi_ngay }}", "place", first=True)


def _no_margins(table: Any) -> None:
    """The nation's name must stand in one line: the cells give it their whole width."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _set(cell: _Cell, told: str, element: str, *, first: bool = False) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.text = told
    paragraph.style = layout().elements[element].style
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _body(word: Word) -> None:
    for told, element in (
        ("{%p for can in can_cu %}", "body"),
        ("{{ can }}", "body"),
        ("{%p endfor %}", "body"),
        ("{%p for doan in mo_dau %}", "body"),
        ("{{ doan }}", "body"),
        ("{%p endfor %}", "body"),
        ("{%p for muc in cac_muc %}", "body"),
        ("{{ muc.so }}. {{ muc.tieu_de }}", "heading1"),
        ("{%p for doan in muc.doan %}", "body"),
        ("{{ doan }}", "body"),
        ("{%p endfor %}", "body"),
        ("{%p for tieu_muc in muc.tieu_muc %}", "body"),
        ("{{ tieu_muc.so }}. {{ tieu_muc.tieu_de }}", "heading2"),
        ("{%p for doan in tieu_muc.doan %}", "body"),
        ("{{ doan }}", "body"),
        ("{%p endfor %}", "body"),
        ("{%p endfor %}", "body"),
        ("{%p for hinh in muc.cac_hinh %}", "body"),
        ("{{ hinh.anh }}", "annex_with"),
        ("{{ hinh.ten }}", "annex_with"),
        ("{%p endfor %}", "body"),
        ("{%p endfor %}", "body"),
    ):
        _line(word, told, element)
    _line(word, "{{ ket_thuc }}").paragraph_format.keep_with_next = True


def _signature(word: Word) -> None:
    table = word.add_table(rows=1, cols=2)
    table.autofit = False
    narrow(table, (80, 85))
    left, right = table.rows[0].cells
    for told, element, first in (
        ("Nơi nhận:", "receivers_title", True),
        ("{%p for noi in noi_nhan %}", "receivers", False),
        ("{{ noi }}", "receivers", False),
        ("{%p endfor %}", "receivers", False),
    ):
        _set(left, told, element, first=first).alignment = WD_ALIGN_PARAGRAPH.LEFT
    for told, element, first in (
        ("{%p for dong in quyen_ky %}", "power", True),
        ("{{ dong }}", "power", False),
        ("{%p endfor %}", "power", False),
        ("", "power", False),
        ("", "power", False),
        ("", "power", False),
        ("{{ nguoi_ky }}", "signer", False),
    ):
        _set(right, told, element, first=first)
    row: Any = table.rows[0]._tr
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def narrow(table: Any, widths: Sequence[float]) -> None:
    """Set the widths of a table's columns in mm: in its grid, for LibreOffice, and in its cells, for Word."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _annexes(word: Word) -> None:
    """Annexes are written by filling.py behind this mark: their tables have columns of their own."""
    paragraph = _line(word, "{{ phu_luc }}", "annex_label")
    paragraph.paragraph_format.space_before = Pt(0)
