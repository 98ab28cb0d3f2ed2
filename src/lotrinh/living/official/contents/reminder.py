"""The letter that reminds agencies which have not sent their reports."""

from __future__ import annotations

from datetime import date

from lotrinh.core.period import Period as Span
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.gathering.board import board_of
from lotrinh.living.official.contents import parts
from lotrinh.living.official.draft import Annex, Draft, Paragraph, Piece, Source, text
from lotrinh.living.reporting.models import Period


def reminder(period: Period, on: date, issuer: str) -> Draft:
    """To every agency whose report of the period does not lie with its receiver and is past its day."""
    board = board_of(period, on)
    late = [
        line
        for line in board.missing
        if line.request.due < on and line.request.accepted_at is None and str(line.request.agency) != issuer
    ]
    told = period_told(Span.parse(period.period))
    plan = period.regime.plan
    names = tuple(str(line.request.agency) for line in late)
    count = Source("count", len(late), "Đếm các báo cáo của kỳ đã quá hạn mà chưa gửi: " + "; ".join(names))
    sent = Source("count", board.sent.count, "Đếm các báo cáo của kỳ đã gửi trên số phải gửi")
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
                    Piece(f"{board.sent.count}/{board.sent.of}", (sent,)),
                    Piece(" cơ quan; còn "),
                    Piece(str(len(late)), (count,)),
                    Piece(" cơ quan quá hạn chưa gửi (danh sách kèm theo)."),
                )
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
                (6, 48, 16, 14, 16),
                (3,),
            ),
        ),
        closing=f"{issuer} đề nghị các cơ quan quan tâm phối hợp thực hiện./.",
    )
