"""Filters of a review: by kind, by doubt, by what was decided. They stay in the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from lotrinh.living.documents.told import KINDS, reasons_told
from lotrinh.living.review.models import Proposal, Standing
from lotrinh.living.words import Words

DOUBTFUL = "co"


@dataclass(frozen=True)
class Filters:
    """What the reader wants to see; empty: everything but duplicates and what was merged or split."""

    kind: str = ""
    reason: str = ""
    standing: str = ""

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> Filters:
        """From the address."""
        return cls(*(str(query.get(key) or "")[:60] for key in ("loai", "ly-do", "tinh-trang")))

    def query(self, **changed: str) -> str:
        """The address with some filters changed."""
        values = {"loai": self.kind, "ly-do": self.reason, "tinh-trang": self.standing} | changed
        kept = {key: value for key, value in values.items() if value}
        return urlencode(kept)

    def fits(self, proposal: Proposal) -> bool:
        """Whether the proposal is shown."""
        twice = self.standing == "trung"
        if proposal.duplicate != twice or proposal.standing == Standing.REPLACED:
            return False
        if self.standing and not twice and proposal.standing != self.standing:
            return False
        if self.kind and proposal.kind != self.kind:
            return False
        return not self.reason or (
            bool(proposal.reasons) if self.reason == DOUBTFUL else self.reason in proposal.reasons
        )


def chips(proposals: Iterable[Proposal], filters: Filters) -> list[tuple[str, list[tuple[str, str, int, bool]]]]:
    """Filter chips in groups: label, address, count, whether it is on. Counts are of the whole review."""
    alive = [p for p in proposals if p.standing != Standing.REPLACED]
    counted = [p for p in alive if not p.duplicate]
    kinds = Counter(p.kind for p in counted)
    standings = Counter(p.standing for p in counted)
    reasons = Counter(reason for p in counted for reason in p.reasons)
    groups = [
        (
            str(Words("Tình trạng", "State")),
            [
                *((str(s.label), "tinh-trang", s.value, standings[s]) for s in Standing if s != Standing.REPLACED),
                (str(Words("Trùng lặp", "Duplicates")), "tinh-trang", "trung", sum(p.duplicate for p in alive)),
            ],
        ),
        (str(Words("Loại", "Kind")), [(str(KINDS[kind]), "loai", kind, kinds[kind]) for kind in sorted(kinds)]),
        (
            str(Words("Điểm nghi ngờ", "Doubts")),
            [
                (str(Words("có", "any")), "ly-do", DOUBTFUL, sum(bool(p.reasons) for p in counted)),
                *((reasons_told([code])[0], "ly-do", code, count) for code, count in reasons.most_common(6)),
            ],
        ),
    ]
    now = {"tinh-trang": filters.standing, "loai": filters.kind, "ly-do": filters.reason}
    told = []
    for name, entries in groups:
        links = []
        for label, key, value, count in entries:
            on = now[key] == value
            if count or on:
                links.append((label, "?" + filters.query(**{key: "" if on else value}), count, on))
        if len(links) > (key != "tinh-trang" and name != groups[2][0]):
            told.append((name, links))
    return told
