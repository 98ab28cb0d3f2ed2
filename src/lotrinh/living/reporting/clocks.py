"""Reports as clocks: what the notices, and the calendar feed, count down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.notices.values import Clock
from lotrinh.living.people.succession import load_reorganisations
from lotrinh.living.reporting.answering import answering
from lotrinh.living.reporting.owed import Owed, owed_by
from lotrinh.living.words import Words


def clocks(on: date, until: date, since: date | None = None) -> Iterator[Clock]:
    """Every report that is owed on a day and due by `until`, owed by whoever answers for its agency that day.

    Three queries, and one a generation of successors.
    """
    owed = owed_by(None, on, until)
    known = load_reorganisations({(one.request.delegated_to or one.request.agency).pk for one in owed}, on)
    for one in owed:
        request = one.request
        writer = request.delegated_to or request.agency
        heirs = {heir.pk for heir, _ in answering(writer, on, known)} or {writer.pk}
        yield Clock(
            "request", f"request:{request.pk}", name_told(one), one.url, one.due, frozenset(heirs),
            receiver=request.receiver_id, since=request.period.cut_off,
        )  # fmt: skip


def name_told(one: Owed) -> Words:
    """A report in a few words: "Báo cáo quý, quý III/2025 (Sở Y tế)"."""
    period = Period.parse(one.request.period.period)
    regime, agency = one.request.period.regime.name, one.request.agency.name
    return Words(*(f"{regime}, {period_told(period, lang)} ({agency})" for lang in ("vi", "en")))
