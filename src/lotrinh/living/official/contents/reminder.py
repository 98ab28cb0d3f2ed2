"""The letter that reminds agencies which have not sent their reports."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from lotrinh.core.period import Period as Span
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.gathering.board import Line, board_of
from lotrinh.living.official.contents import parts
from lotrinh.living.official.draft import Annex, Draft, Paragraph, Piece, Source, text
from lotrinh.living.reporting.models import Period


def reminded(period: Period, on: date) -> tuple[list[Line], list[Line]]:
    """Whom a letter reminds: who has never sent and is past the day, the latest first; who got the report back.

    Whoever receives its own report is not written to. What was opened again after locking is no matter of a letter.
    """
    board = board_of(period, on)
    returned = [line for line in board.returned if line.request.agency_id != line.request.receiver_id]
    return board.overdue, returned


def reminder(period: Period, on: date, issuer: str, only: Collection[int] | None = None) -> Draft:
    """To every agency that `reminded` names; `only`: to these agencies of them."""
    board = board_of(period, on)
    late, back = (
        [line for line in lines if str(line.request.agency) != issuer]
        if only is None
        else [line for line in lines if line.request.agency_id in only]
        for lines in reminded(period, on)
    )
    told = period_told(Span.parse(period.period))
    plan = period.regime.plan
    names = tuple(str(line.request.agency) for line in (*late, *back))
    never = "; ".join(str(line.request.agency) for line in late)
    count = Source("count", len(late), f"Đếm các báo cáo của kỳ đã quá hạn mà chưa gửi: {never}")
    sent = Source("count", board.received.count, "Đếm các báo cáo của kỳ đã gửi trên số phải gửi")
    returned = Source("count", len(back), "Đếm các báo cáo của kỳ đã trả lại mà chưa gửi lại")
    rows = tuple(
        (
            str(place),
            str(line.request.agency),
            f"{line.request.due:%d/%m/%Y}",
            str(line.days_late),
            line.request.get_state_display(),
        )
        for place, line in enumerate(late, 1)
    )
    return Draft(
        to=("Kính gửi:", *(f"- {name};" for name in names[:-1]), *(f"- {name}." for name in names[-1:])),
        opening=(
            Paragraph(
                (
                    Piece(f"Thực hiện {parts.named(plan.document)} và chế độ báo cáo “{period.regime.name}”, "),
                    Piece(f"đến ngày {on:%d/%m/%Y}, {issuer} đã nhận báo cáo {told} của "),
                    Piece(f"{board.received.count}/{board.received.of}", (sent,)),
                    Piece(" cơ quan; còn "),
                    Piece(str(len(late)), (count,)),
                    Piece(" cơ quan quá hạn chưa gửi (danh sách kèm theo)."),
                )
            ),
            *(
                (
                    Paragraph(
                        (
                            Piece(str(len(back)), (returned,)),
                            Piece(
                                " báo cáo đã trả lại để hoàn thiện, chưa gửi lại: "
                                + "; ".join(str(line.request.agency) for line in back)
                                + "."
                            ),
                        )
                    ),
                )
                if back
                else ()
            ),
            text(
                f"{issuer} đề nghị các cơ quan nêu trên khẩn trương hoàn thành và gửi báo cáo trong 02 ngày làm việc "
                "kể từ ngày nhận được văn bản này; trường hợp có khó khăn, vướng mắc, đề nghị nêu rõ nguyên nhân để "
                "tổng hợp, báo cáo Ủy ban nhân dân tỉnh."
            ),
        ),
        sections=(),
        annexes=(
            Annex(
                "Danh sách cơ quan chưa gửi báo cáo",
                ("TT", "Cơ quan", "Hạn gửi", "Quá hạn (ngày)", "Trạng thái"),
                rows,
                (7, 47, 16, 14, 16),
                (3,),
            ),
        ),
        closing=f"{issuer} đề nghị các cơ quan quan tâm phối hợp thực hiện./.",
    )
