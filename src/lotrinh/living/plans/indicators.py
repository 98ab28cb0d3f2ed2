"""Indicators: what a target measures, found among those that are here or made, with what is proposed about it."""

from __future__ import annotations

from collections.abc import Iterable

from lotrinh.assessment.direction import Proposal, propose_direction
from lotrinh.core.target import Direction, names_share
from lotrinh.core.unit import Kind, parse_unit, same_dimension
from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.facts import Target as Fact
from lotrinh.judging.goals import is_flow
from lotrinh.living.plans.models import Accumulation, Indicator

_MOVES = frozenset({"increase", "decrease", "multiple"})
_AVERAGES = tuple(shadow(word) for word in ("bình quân đầu người", "bình quân/người", "thu nhập bình quân"))
_CUMULATIVES = tuple(shadow(word) for word in ("lũy kế", "luỹ kế", "cộng dồn"))


class Catalogue:
    """The indicators that the names of one document may mean, read at once, and those made for the others."""

    def __init__(self, names: Iterable[str]) -> None:
        self._known: dict[str, list[Indicator]] = {}
        folded = {fold(name)[:300] for name in names}
        for indicator in Indicator.objects.filter(folded__in=folded).order_by("id"):
            self._known.setdefault(indicator.folded, []).append(indicator)

    def indicator_for(self, name: str, fact: Fact) -> Indicator:
        """The indicator called `name` whose unit the target's values can be told in; a new one where there is none."""
        unit = own_unit(fact)
        known = self._known.setdefault(fold(name)[:300], [])
        for indicator in known:
            if not unit or not indicator.unit or same_dimension(parse_unit(indicator.unit), parse_unit(unit)):
                return indicator
        made = _made(name, unit, fact)
        made.save()
        known.append(made)
        return made


def own_unit(fact: Fact) -> str:
    """The unit of the indicator itself. "Thu nội địa tăng 9%/năm" tells a unit of the change, not of revenue."""
    unit = fact.unit or ""
    moves = fact.change in _MOVES and parse_unit(unit).kind is Kind.SHARE
    return "" if moves and not names_share(fact.indicator) else unit


def _made(name: str, unit: str, fact: Fact) -> Indicator:
    proposed = propose_direction(fact.indicator, fact.change, fact.comparator)
    return Indicator(
        name=name[:300],
        folded=fold(name)[:300],
        unit=unit,
        direction=proposed.direction.value,
        direction_by=_GROUNDS[proposed.ground],
        accumulation=propose_accumulation(name, unit),
    )


_GROUNDS = {"text": "text", "words": "lexicon", "default": "default"}


def propose_accumulation(name: str, unit: str) -> Accumulation:
    """How figures of the indicator seem to add up; a person confirms it.

    >>> propose_accumulation("Thu nội địa", "tỷ đồng").value, propose_accumulation("Tỷ lệ hộ nghèo", "%").value
    ('flow', 'ratio')
    >>> propose_accumulation("GRDP bình quân đầu người", "triệu đồng").value
    'average'
    """
    told, measure = shadow(name), parse_unit(unit)
    if any(word in told for word in _CUMULATIVES):
        return Accumulation.CUMULATIVE
    if any(word in told for word in _AVERAGES):
        return Accumulation.AVERAGE
    if measure.kind is Kind.SHARE or measure.per or names_share(name):
        return Accumulation.RATIO
    return Accumulation.FLOW if unit and is_flow(name, measure) else Accumulation.STOCK


def direction_of(indicator: Indicator) -> Proposal | None:
    """The direction that a person confirmed; None while it is only proposed."""
    if indicator.direction_by != "person" or not indicator.direction:
        return None
    return Proposal(Direction(indicator.direction), "person")
