from __future__ import annotations

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import click
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from lotrinh.cli.main import build
from lotrinh.output.annotate import annotated, forms_of
from lotrinh.output.annotate.notes import notes_of
from lotrinh.papers import Paper, read_paper
from lotrinh.reading import read_document
from tests.reading.builders import docx, lines, p, pdf, run, text

GOAL = "Tỷ lệ hộ nghèo đa chiều giảm 2,5% vào năm 2026."
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def plan_pdf() -> bytes:
    goals = lines(80, 700, "I. MỤC TIÊU", f"- {GOAL}", "- Tỷ lệ che phủ rừng đạt 64,5%.")
    return pdf(text(240, 760, "KẾ HOẠCH") + goals)


def plan_docx(*goal: str) -> bytes:
    return docx(p("KẾ HOẠCH") + p("I. MỤC TIÊU") + p("".join(goal) or run(f"- {GOAL}")) + p("- Khác &amp; thêm."))


def annotations(data: bytes, page: int = 0) -> list[tuple[int, str, tuple[float, ...]]]:
    """(subtype, content, first quad) of the annotations of a page."""
    document = pypdfium2.PdfDocument(data)
    opened = document[page]  # closes itself when nobody holds it
    handle = opened.raw
    found = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(handle)):
        annotation = pdfium.FPDFPage_GetAnnot(handle, index)
        size = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
        buffer = (pdfium.FPDF_WCHAR * (size // 2))()
        pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
        quad = pdfium.FS_QUADPOINTSF()
        pdfium.FPDFAnnot_GetAttachmentPoints(annotation, 0, quad)
        told = bytes(buffer).decode("utf-16-le").rstrip("\0")
        found.append((pdfium.FPDFAnnot_GetSubtype(annotation), told, (quad.x1, quad.y1, quad.x2, quad.y3)))
        pdfium.FPDFPage_CloseAnnot(annotation)
    opened.close()
    document.close()
    return found


def test_a_pdf_gets_highlights_and_keeps_its_bytes() -> None:
    source = plan_pdf()
    paper = read_paper(source, "kh.pdf")
    copy = annotated(paper, source, ".pdf")
    assert copy is not None
    assert copy.startswith(source)
    found = annotations(copy)
    assert [kind for kind, _, _ in found] == [pdfium.FPDF_ANNOT_HIGHLIGHT] * len(notes_of(paper.facts))
    _, told, box = next(entry for entry in found if "Tỷ lệ hộ nghèo" in entry[1])
    assert told.startswith("Mục tiêu\nChỉ tiêu: Tỷ lệ hộ nghèo đa chiều\nMức: giảm 2,5 %\nHạn: 2026")
    assert box[0] == pytest.approx(80 + 6 * 2, abs=2)
    assert box[3] < 682 < box[1]
    assert read_document(copy).text == paper.document.text


def test_a_word_file_gets_comments_on_the_very_words() -> None:
    half = GOAL.index("nghèo") + 2
    source = plan_docx(run("- " + GOAL[:half], "<w:b/>"), run(GOAL[half:]))
    paper = read_paper(source, "kh.docx")
    copy = annotated(paper, source, ".docx")
    assert copy is not None
    with ZipFile(BytesIO(copy)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        comments = ElementTree.fromstring(archive.read("word/comments.xml"))
        assert b"comments.xml" in archive.read("[Content_Types].xml")
        assert b"comments.xml" in archive.read("word/_rels/document.xml.rels")
    note = next(note for note in notes_of(paper.facts) if note.kind == "targets")
    (number,) = [
        comment.get(f"{W}id") for comment in comments if "Tỷ lệ hộ nghèo" in "".join(comment.itertext())
    ]  # fmt: skip
    (paragraph,) = [found for found in body.iter(f"{W}p") if found.find(f"{W}commentRangeStart") is not None]
    inside, said, bold = False, "", 0
    for element in paragraph:
        if element.get(f"{W}id") == number and element.tag.startswith(f"{W}commentRange"):
            inside = element.tag.endswith("Start")
        elif inside:
            said += "".join(element.itertext())
            bold += element.find(f"{W}rPr/{W}b") is not None
    assert said == paper.document.text[note.start : note.end]
    assert bold == 1
    assert read_document(copy).text == paper.document.text
    again = read_paper(copy, "kh.docx")
    twice = annotated(again, copy, ".docx")
    assert twice is not None
    with ZipFile(BytesIO(twice)) as archive:
        identities = [comment.get(f"{W}id") for comment in ElementTree.fromstring(archive.read("word/comments.xml"))]
    assert len(identities) == len(set(identities)) == 2 * len(comments)


MANY_TEXTS = (
    "<w:r><w:tab/><w:t>- Tỷ lệ hộ nghèo đa chiều giảm</w:t><w:t xml:space='preserve'> 2,5%</w:t><w:br/>"
    "<w:t>vào năm 2026</w:t></w:r>"
)


@pytest.mark.parametrize(
    "goal",
    [
        [run(f"- {GOAL}")],
        [run("- Tỷ lệ "), run("hộ nghèo đa chiều giảm 2,5% vào năm 2026."), run(" Hết &lt;&amp;&gt;.")],
        [MANY_TEXTS],
        [f"<w:ins>{run('- ' + GOAL)}</w:ins>"],
        [f"<w:hyperlink>{run('- ' + GOAL)}</w:hyperlink>"],
    ],
)
def test_comments_leave_the_text_alone(goal: list[str]) -> None:
    source = plan_docx(*goal)
    paper = read_paper(source, "kh.docx")
    assert paper.facts.targets
    copy = annotated(paper, source, ".docx")
    assert copy is not None
    assert b"commentRangeStart" in ZipFile(BytesIO(copy)).read("word/document.xml")
    assert read_document(copy).text == paper.document.text


def test_a_package_with_a_damaged_picture_gets_no_comments() -> None:
    with ZipFile(BytesIO(plan_docx()), "a") as archive:
        archive.writestr("word/media/image1.png", b"picture " * 9)
        assert archive.fp is not None
        archive.fp.flush()
        buffer = archive.fp
        assert isinstance(buffer, BytesIO)
    source = buffer.getvalue().replace(b"picture picture", b"pictore picture")
    paper = read_paper(source, "kh.docx")
    assert annotated(paper, source, ".docx") is None
    assert annotated(paper, source, ".html")


def test_another_prefix_gets_no_comments() -> None:
    with ZipFile(BytesIO(plan_docx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"w:", b"x:").replace(b":w=", b":x=")
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    paper = read_paper(buffer.getvalue(), "kh.docx")
    assert annotated(paper, buffer.getvalue(), ".docx") is None


def page_of(paper: Paper) -> str:
    copy = annotated(paper, b"", ".html")
    assert copy is not None
    return copy.decode()


def test_any_document_becomes_a_page_that_runs_nothing() -> None:
    hostile = f"KẾ HOẠCH\n\nI. MỤC TIÊU\n\n- {GOAL}\n\n<script>alert(1)</script>"
    page = page_of(read_paper(hostile.encode(), 'a"<b>.txt'))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert '<a href="#note-target-0">Tỷ lệ hộ nghèo đa chiều giảm 2,5%' in page
    assert 'id="note-target-0"' in page
    assert "Không tìm thấy dữ kiện nào." in page_of(read_paper("Chào".encode(), "a.txt"))


def test_forms_by_format() -> None:
    assert forms_of(read_paper(plan_pdf(), "a.pdf")) == (".pdf", ".html")
    assert forms_of(read_paper(plan_docx(), "a.docx")) == (".docx", ".html")
    assert forms_of(read_paper(plan_docx(), "a.docx"), has_source=False) == (".html",)
    assert forms_of(read_paper(b"a", "a.txt")) == (".html",)


def called(arguments: list[str]) -> int:
    """The exit code of a call."""
    try:
        return build("vi").main(arguments, standalone_mode=False) or 0
    except click.UsageError as problem:
        return problem.exit_code


def test_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(plan_pdf())
    original = plan_docx()  # built once: a packed file holds the second of its writing
    Path("b.docx").write_bytes(original)
    Path("sub").mkdir()
    Path("sub/a.pdf").write_bytes(plan_pdf())
    assert called(["read", "a.pdf", "--annotate", "copy.pdf"]) == 0
    assert annotations(Path("copy.pdf").read_bytes())
    assert called(["read", "a.pdf", "b.docx", "sub/a.pdf", "--annotate", "out"]) == 0
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "a (2).pdf", "a.pdf", "a.pdf (2).html", "a.pdf.html", "b.docx", "b.docx.html",
    ]  # fmt: skip
    for wrong in (["read", "b.docx", "--annotate", "c.pdf"], ["read", "b.docx", "--annotate", "b.docx"]):
        assert called(wrong) == 2
    assert Path("b.docx").read_bytes() == original
    assert called(["read", "a.pdf", "--annotate", "no/where.pdf"]) == 11
