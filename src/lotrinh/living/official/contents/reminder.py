"""The letter that reminds agencies which have not sent their reports."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from lotrinh.core.period import Period as Span
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.gathering.board import Board, Line, board_of
from lotrinh.living.official.contents import parts
from lotrinh.living.official.draft import Annex, Draft, Paragraph, Piece, Source, text
from lotrinh.living.reporting.models import Period


def reminded(board: Board) -> tuple[list[Line], list[Line]]:
    """Whom a letter reminds: who has never sent and is past the day, the latest first; who got the report back.

    Whoever receives its own report is not written to. What was opened again after locking is no matter of a letter.
    """
    returned = [line for line in board.returned if line.request.agency_id != line.request.receiver_id]
    return board.overdue, returned


def reminder(period: Period, on: date, issuer: str, only: Collection[int] | None = None) -> Draft:
    """To every agency that `reminded` names; `only`: to these agencies of them."""
    board = board_of(period, on)
    late, back = (
        [line for line in lines if str(line.request.agency) != issuer]
        if only is None
        else [line for line in lines if line.request.agency_id in only]
        for lines in reminded(board)
    )
    names = [_name(line) for line in (*late, *back)]
    asked = text(
        f"{issuer} đề nghị các cơ quan nêu trên khẩn trương hoàn thành và gửi báo cáo trong 02 ngày làm việc "
        "kể từ ngày nhận được văn bản này; trường hợp có khó khăn, vướng mắc, đề nghị nêu rõ nguyên nhân để "
        "tổng hợp, báo cáo Ủy ban nhân dân tỉnh."
    )
    return Draft(
        to=("Kính gửi:", *(f"- {name};" for name in names[:-1]), *(f"- {name}." for name in names[-1:])),
        opening=(_state(board, late, on, issuer), *([_sent_back(back)] if back else []), asked),
        sections=(),
        annexes=(_list(late),),
        closing=f"{issuer} đề nghị các cơ quan quan tâm phối hợp thực hiện./.",
    )


def _name(line: Line) -> str:
    return str(line.request.agency)


def _state(board: Board, late: Sequence[Line], on: date, issuer: str) -> Paragraph:
    """How many have sent, how many are late."""
    regime = board.period.regime
    told = period_told(Span.parse(board.period.period))
    sent = Source("count", board.received.count, "Đếm các báo cáo của kỳ đã gửi trên số phải gửi")
    never = f"Đếm các báo cáo của kỳ đã quá hạn mà chưa gửi: {'; '.join(map(_name, late))}"
    return Paragraph(
        (
            Piece(f"Thực hiện {parts.named(regime.plan.document)} và chế độ báo cáo “{regime.name}”, "),
            Piece(f"đến ngày {on:%d/%m/%Y}, {issuer} đã nhận báo cáo {told} của "),
            Piece(f"{board.received.count}/{board.received.of}", (sent,)),
            Piece(" cơ quan; còn "),
            Piece(str(len(late)), (Source("count", len(late), never),)),
            Piece(" cơ quan quá hạn chưa gửi (danh sách kèm theo)."),
        )
    )


def _sent_back(back: Sequence[Line]) -> Paragraph:
    source = Source("count", len(back), "Đếm các báo cáo của kỳ đã trả lại mà chưa gửi lại")
    names = "; ".join(map(_name, back))
    return Paragraph(
        (Piece(str(len(back)), (source,)), Piece(f" báo cáo đã trả lại để hoàn thiện, chưa gửi lại: {names}."))
    )


def _list(late: Sequence[Line]) -> Annex:
    rows = (
        (str(place), _name(line), f"{line.request.due:%d/%m/%Y}", str(line.days_late),
         line.request.get_state_display())
        for place, line in enumerate(late, 1)
    )  # fmt: skip
    return Annex(
        "Danh sách cơ quan chưa gửi báo cáo",
        ("TT", "Cơ quan", "Hạn gửi", "Quá hạn (ngày)", "Trạng thái"),
        tuple(rows),
        (7, 47, 16, 14, 16),
        (3,),
    )
