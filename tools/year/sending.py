"""Reports on their way: filled by form, by workbook or from Word, sent, returned, accepted, each by one who may."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import docx
import xlsxwriter
from python_calamine import CalamineWorkbook

from lotrinh.core.period import Period as Span
from lotrinh.core.unit import with_unit
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.documents import services as documents
from lotrinh.living.people.models import Agency, User
from lotrinh.living.people.queries import person_of
from lotrinh.living.reporting.differences import differences, kept_rows
from lotrinh.living.reporting.entering import Figure, save
from lotrinh.living.reporting.filling import form_of, request_for
from lotrinh.living.reporting.lines import Form
from lotrinh.living.reporting.models import Period, Request, State, Upload
from lotrinh.living.reporting.moving import delegate, move
from lotrinh.living.reporting.narrative import came_in_word, texts_in_word
from lotrinh.living.reporting.rights import in_whose_name, parts_of
from lotrinh.living.reporting.transitions import transitions
from lotrinh.living.reporting.uploading import apply_upload, keep_upload
from lotrinh.living.reporting.workbooks.reading import read_workbook
from lotrinh.living.reporting.workbooks.writing import FIGURES, HEADER_ROW, PLACE, file_name, workbook
from tools.year.figures import figures_of
from tools.year.province import World

TEXTS = {
    "Tình hình": "Các nhiệm vụ của kỳ được triển khai theo kế hoạch.",
    "Khó khăn": "Giải phóng mặt bằng một số dự án còn chậm.",
    "Nhiệm vụ": "Tiếp tục thực hiện các nhiệm vụ được giao.",
    "Kiến nghị": "Đề nghị bố trí đủ vốn theo tiến độ.",
}


class NotAllowedError(Exception):
    """Somebody of the story tried what the rules do not let that person do."""


def fresh(request: Request) -> Request:
    """The report as it stands now."""
    found = request_for(request.pk)
    assert found is not None
    return found


def named(request: Request) -> str:
    """ "Báo cáo quý, quý III/2025"."""
    return f"{request.period.regime.name} ({period_told(Span.parse(request.period.period))})"


def writer_of(world: World, request: Request) -> User:
    """Who writes the report today: at its agency, the one it is delegated to, or their successor."""
    return world.at(request.delegated_to or request.agency)


def part(world: World, request: Request, user: User, wanted: str) -> None:
    """Raises NotAllowedError where the person has no such part in the report today."""
    if wanted not in parts_of(person_of(user, world.today), request):
        raise NotAllowedError(f"{user} as {wanted} of {request}")


def fill(world: World, request: Request, way: str, wrong: Mapping[str, float] | None = None) -> Request:
    """Write a report in one of the ways: "form", "workbook", "word"."""
    request = fresh(request)
    user = writer_of(world, request)
    part(world, request, user, "reporter")
    form = form_of(request)
    figures = figures_of(form, wrong)
    texts = {
        heading: next(text for head, text in TEXTS.items() if heading.startswith(head)) for heading in form.outline
    }
    if way == "workbook" and form.lines:
        return _by_workbook(world, form, figures, texts, user)
    if way == "word" and form.lines:
        request = _by_word(world, form, figures, texts, user)
        form = form_of(request)
        figures = figures_of(form, wrong)  # what the sentences did not say, and explanations
    saved = save(request, figures, texts, user, request.version)
    world.act("nhập biểu", f"{request.agency.name} nhập {len(figures)} dòng: {named(request)}.")
    return saved


def _by_workbook(world: World, form: Form, figures: list[Figure], texts: Mapping[str, str], user: User) -> Request:
    """Download, fill in, upload, look at the difference, put it in."""
    content = filled_in(workbook(form), {figure.row_id: figure for figure in figures}, texts)
    book = read_workbook(form, content)
    kept = keep_upload(
        form.request, Upload.Kind.WORKBOOK, file_name(form.request), content, book.came, user,
        made_from=book.made_from, keep_file=True, texts=book.texts,
    )  # fmt: skip
    shown = differences(form, kept.rows)
    saved = apply_upload(
        kept, shown, {one.key for one in shown if one.figure is not None}, user, form.request.version, texts=book.texts
    )
    world.act("tệp Excel", f"{form.request.agency.name} nộp tệp Excel {len(shown)} dòng: {named(form.request)}.")
    return saved


def filled_in(content: bytes, figures: Mapping[int, Figure], texts: Mapping[str, str]) -> bytes:
    """The workbook as Excel would save it after somebody typed the figures in."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    for name in book.sheet_names:
        rows: list[list[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if name == FIGURES:
            for row in rows[HEADER_ROW + 1 :]:
                figure = figures.get(int(row[PLACE["row"]] or 0)) if row[PLACE["row"]] else None
                if figure is not None:
                    row[PLACE["value"]], row[PLACE["explanation"]] = figure.value, figure.explanation
        sheet = made.add_worksheet(name)
        for at, row in enumerate(rows):
            if row and row[0] in texts:
                row = [row[0], texts[str(row[0])], *row[2:]]
            for column, cell in enumerate(row):
                sheet.write(at, column, cell)
    made.close()
    return out.getvalue()


def _by_word(world: World, form: Form, figures: list[Figure], texts: Mapping[str, str], user: User) -> Request:
    """A report written in Word: it is read, and what its sentences say is put into the form."""
    request = form.request
    told = period_told(Span.parse(request.period.period))
    word = docx.Document()
    word.add_paragraph("BÁO CÁO")
    word.add_paragraph(f"Kết quả thực hiện kế hoạch {told}")
    values = {figure.row_id: figure.value for figure in figures}
    for place, heading in enumerate(form.outline, 1):
        word.add_paragraph(f"{'I' * place if place < 4 else 'IV'}. {heading.upper()}")
        word.add_paragraph(texts[heading])
        if place == 1:
            for line in form.lines:
                value = format_number(values[line.row.pk] or 0.0)
                word.add_paragraph(f"- {line.row.indicator.name} {told} đạt {with_unit(value, line.unit)}.")
    out = io.BytesIO()
    word.save(out)
    document = documents.read(documents.store(out.getvalue(), f"bao-cao-{request.pk}.docx", user))
    kept = keep_upload(request, Upload.Kind.WORD, document.name, out.getvalue(), (), user, document=document)
    shown = differences(form, kept_rows(came_in_word(form, document)))
    sure = {one.key for one in shown if one.sure}
    saved = apply_upload(kept, shown, sure, user, request.version, texts=texts_in_word(form, document) or None)
    world.act(
        "báo cáo Word",
        f"{request.agency.name} nộp báo cáo Word: {len(sure)}/{len(form.lines)} dòng đọc chắc chắn, {named(request)}.",
    )
    world.telling.acts["dòng đọc từ Word"] += len(sure)
    return fresh(saved)


def send(world: World, request: Request) -> Request:
    """Send it, in the name of the agency that owes it."""
    return moved(world, request, "submit", writer_of(world, request), "gửi")


def moved(world: World, request: Request, id: str, user: User, verb: str, reason: str = "") -> Request:
    """Make a move that the person has the part for."""
    request = fresh(request)
    who = transitions()[id].who
    part(world, request, user, who)
    agency = in_whose_name(person_of(user, world.today), request, who)
    made = move(request, id, user, reason, version=request.version, agency=agency)
    late = id == "submit" and made.first_submitted_at is not None and request.first_submitted_at is None
    told = " (quá hạn)" if late and world.today > made.due else ""
    why = f": {reason}" if reason else ""
    world.act(verb, f"{user} {verb} báo cáo của {request.agency.name}, {named(request)}{told}{why.rstrip('.')}.")
    return made


def give_back(world: World, request: Request, reason: str) -> Request:
    """The receiver returns a report with a reason."""
    return moved(world, request, "return", world.at(request.receiver), "trả lại", reason)


def accept(world: World, request: Request) -> Request:
    """The receiver accepts a report: its figures are the plan's from now on."""
    return moved(world, request, "accept", world.at(request.receiver), "tiếp nhận")


def let_write(world: World, request: Request, agency: Agency) -> Request:
    """The agency lets another one write its report."""
    request = fresh(request)
    user = writer_of(world, request)
    part(world, request, user, "reporter")
    made = delegate(request, agency, user, version=request.version)
    world.act("ủy quyền", f"{request.agency.name} ủy quyền {agency.name} làm báo cáo, {named(request)}.")
    return made


def waiting(period: Period) -> list[Request]:
    """Reports of a period that lie with their receivers."""
    return list(period.requests.filter(state=State.SUBMITTED).order_by("level__order", "pk"))
