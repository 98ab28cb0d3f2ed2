"""From a draft to the bytes of a Word file: the template filled, annexes and pictures put behind it.

Reads: a template (.docx with places), `Draft`, `Letterhead`. Writes: .docx. The same values give the same text.
"""

from __future__ import annotations

import io
from typing import Any

import vl_convert
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from lotrinh.living.official.draft import Annex, Draft, Paragraph, Section, sources_annex
from lotrinh.living.official.layout import day_words, kinds, layout, number_told, roman
from lotrinh.living.official.letterhead import Letterhead
from lotrinh.living.official.template import narrow
from lotrinh.living.refusals import Refusal
from lotrinh.living.words import Words

TEXT_WIDTH = 165  # mm between the margins
PICTURE = 150


class BadTemplate(Refusal):
    """The template cannot be filled; the words say what is wrong with it."""


def fill(template: bytes, draft: Draft, head: Letterhead, kind: str, *, sources: bool = True) -> bytes:
    """The report. `sources`: whether the annex of sources is printed behind the others. Raises BadTemplate."""
    annexes = (*draft.annexes, sources_annex(draft)) if sources else draft.annexes
    word = _opened(template)
    context = head.context(kind) | _context(draft, _pictures(word, draft)) | {"phu_luc": ""}
    try:
        word.render(context, SandboxedEnvironment(autoescape=True), autoescape=True)
    except TemplateError as problem:
        told = str(problem)[:300]
        raise BadTemplate(
            Words(f"Mẫu Word có chỗ điền không đúng: {told}", f"A place in the Word template is wrong: {told}")
        ) from problem
    _drop_empty(word)
    for place, annex in enumerate(annexes, 1):
        _annex(word, annex, f"Phụ lục {roman(place)}" if len(annexes) > 1 else "Phụ lục", head, kind)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _opened(template: bytes) -> Any:
    word = DocxTemplate(io.BytesIO(template))
    try:
        word.init_docx()
    except Exception as problem:  # whatever a broken package raises: the library has no error of its own
        raise BadTemplate(
            Words("Tệp mẫu không phải là tệp Word (.docx) nguyên vẹn.", "The template is no whole Word file (.docx).")
        ) from problem
    return word


def _context(draft: Draft, pictures: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "kinh_gui": list(draft.to),
        "can_cu": list(draft.grounds),
        "mo_dau": [_told(one) for one in draft.opening],
        "cac_muc": [
            {
                "so": roman(place),
                "tieu_de": section.title.upper(),
                "doan": [_told(one) for one in section.paragraphs],
                "tieu_muc": [_part(number, part) for number, part in enumerate(section.sections, 1)],
                "cac_hinh": pictures if place == 1 else [],
            }
            for place, section in enumerate(draft.sections, 1)
        ],
        "ket_thuc": draft.closing,
    }


def _part(number: int, part: Section) -> dict[str, Any]:
    return {"so": str(number), "tieu_de": part.title, "doan": [_told(one) for one in part.paragraphs]}


def _told(paragraph: Paragraph) -> str:
    return f"- {paragraph.text}" if paragraph.item else paragraph.text


def _pictures(word: Any, draft: Draft) -> list[dict[str, Any]]:
    return [
        {
            "anh": InlineImage(word, io.BytesIO(vl_convert.vegalite_to_png(chart.spec, scale=2)), width=Mm(PICTURE)),
            "ten": chart.caption,
        }
        for chart in draft.charts
    ]


def _drop_empty(word: Any) -> None:
    """Paragraphs that a place left empty: the mark of the annexes, a closing that is not there."""
    for paragraph in list(word.paragraphs):
        styled = paragraph.style.name in (_style("annex_label"), _style("body"))
        if styled and not paragraph.text.strip() and not paragraph._p.findall(f".//{qn('w:drawing')}"):
            paragraph._p.getparent().remove(paragraph._p)


def _annex(word: Any, annex: Annex, label: str, head: Letterhead, kind: str) -> None:
    """An annex on pages of its own, numbered from one."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.append(numbering)
    section.different_first_page_header_footer = True
    for told, element in (
        (label, "annex_label"),
        (annex.title.upper(), "annex_title"),
        (f"(Kèm theo {_named(head, kind)})", "annex_with"),
    ):
        word.add_paragraph(told, style=_style(element))
    table = word.add_table(rows=1, cols=len(annex.columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _row(table.rows[0], annex.columns, bold=True)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for cells in annex.rows:
        row = table.add_row()
        _row(row, cells, numbers=annex.numbers)
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    narrow(table, [TEXT_WIDTH * width / sum(annex.widths) for width in annex.widths])
    if not annex.rows:
        word.add_paragraph("(Không có)", style=_style("annex_with"))


def _row(row: Any, cells: tuple[str, ...], *, bold: bool = False, numbers: tuple[int, ...] = ()) -> None:
    size = Pt(layout().elements["table"].size[0])
    for place, (cell, told) in enumerate(zip(row.cells, cells, strict=True)):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(told)
        run.font.size, run.font.bold = size, bold
        if bold or place == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif place in numbers:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _capital(kind: str) -> str:
    return str(kinds()[kind]["kind"] or "công văn").capitalize()


def _named(head: Letterhead, kind: str) -> str:
    number = number_told(head.number, head.symbol).replace("Số: ", f"{_capital(kind)} số ")
    return f"{number} ngày {day_words(head.day)} của {head.issuer}"


def _style(element: str) -> str:
    return layout().elements[element].style
