"""Target records: what a value that is a goal tells, as one `Target`.

Reads: `Source`, a value with its indicator, its mood and due year. Writes: `Target`.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.agencies import agencies_at
from lotrinh.extraction.facts import Target
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.measured import Measured
from lotrinh.extraction.source import Source
from lotrinh.extraction.targets.dues import Due
from lotrinh.extraction.targets.goal_headings import GOALS
from lotrinh.extraction.targets.mood import Mood
from lotrinh.extraction.targets.moods import Moods

_LONG = 120  # characters: an indicator so long goes on, most likely, with what else is to be done
_GLOSS = pattern(r"\( ?(?:có|gồm|bao gồm|trong đó|kể cả)(?!\w)")
_OF_NUMBERS = frozenset({"one_dot_group", "three_comma_decimals"})  # a decimal comma elsewhere settles what a dot is
_LOWER_IN_NAME = pattern(r"\b(?:tối thiểu|ít nhất)\b")
_UPPER_IN_NAME = pattern(r"\b(?:tối đa|nhiều nhất)\b")
_EACH_YEAR = pattern(r"[ \-+*(0-9)]*(?:hằng|hàng|mỗi) năm ?[,:]")
_OF_PLAN = pattern(r" kế hoạch(?= ?[,;.)]| ?$|\n)")


class Recorder:
    """Makes the targets of one document; keeps which agencies its headings name."""

    def __init__(self, source: Source, moods: Moods) -> None:
        self.source = source
        self.moods = moods
        self._commas = any(measure.decimals and not measure.reasons for measure in source.measures)
        self._agencies: dict[int, str | None] = {}

    def target(self, measured: Measured, mood: Mood, due: Due, parent: int | None, line: int, named_at: int) -> Target:
        """The target that a value makes; `parent`: its whole's number. `named_at`: the line of its name, or -1."""
        shadow, outline = self.source.prose.shadow, self.source.outline
        inherited = {"due": due.section} if due.section else {}
        if named_at >= 0 and measured.shape == "same" and (named_in := outline.section_id(named_at)):
            inherited["indicator"] = named_in
        agency = None if self.moods.over(line) == GOALS else self._agency(line, inherited)
        low, high, comparator = _bounded(shadow, measured)
        return Target(
            start=measured.start,
            end=measured.end,
            rule=f"target.{_shape(measured)}",
            reasons=self._reasons(measured, mood, due),
            indicator=measured.indicator,
            change=measured.change,
            comparator=comparator,
            approx=measured.measure.approx,
            low=low,
            high=high,
            unit=_unit(shadow, measured),
            per=measured.per or ("year" if is_yearly(shadow, measured) else None),
            from_=due.first,
            due=due.due,
            scope=measured.place,
            agency=agency,
            parent=parent,
            section=outline.section_id(line),
            inherited=inherited,
        )

    def _reasons(self, measured: Measured, mood: Mood, due: Due) -> tuple[str, ...]:
        reasons = [*measured.reasons, *(doubt for doubt in (mood.doubt, due.doubt) if doubt)]
        if self._commas:
            reasons = [reason for reason in reasons if reason not in _OF_NUMBERS]
        if len(measured.indicator) > _LONG or _GLOSS.search(shadow_of(measured.indicator)):
            reasons.append("indicator_long")
        return tuple(dict.fromkeys(reasons))

    def _agency(self, line: int, inherited: dict[str, str]) -> str | None:
        """The agency whose heading the line stands under; the heading's section goes into `inherited`."""
        prose, outline = self.source.prose, self.source.outline
        index = outline.section_of[line]
        while index >= 0:
            section = outline.sections[index]
            if index not in self._agencies:
                marker = outline.markers[section.line]
                body = marker.body if marker is not None else section.start
                named = agencies_at(prose, body, section.end)
                self._agencies[index] = named[0].name if named and not named[0].group else None
            name = self._agencies[index]
            if name is not None:
                inherited["agency"] = section.id
                return name
            index = section.parent
        return None


def is_yearly(shadow: str, measured: Measured) -> bool:
    """Whether the sentence begins with "Hằng năm, …": its values are for every year."""
    return _EACH_YEAR.match(shadow, measured.sentence) is not None


def _bounded(shadow: str, measured: Measured) -> tuple[float | None, float | None, str]:
    """Low, high and comparator; a bound told in the indicator ("Số phòng tối thiểu …: 4 phòng") counts."""
    measure = measured.measure
    if measure.comparator == "eq" and measured.shape != "behind":
        same = measured.shape == "same"
        name = shadow_of(measured.indicator) if same else shadow[measured.start : measure.head]
        if _LOWER_IN_NAME.search(name):
            return measure.low, None, "ge"
        if _UPPER_IN_NAME.search(name):
            return None, measure.high, "le"
    return measure.low, measure.high, measure.comparator


def _unit(shadow: str, measured: Measured) -> str | None:
    measure = measured.measure
    if measure.kind == "share" and _OF_PLAN.match(shadow, measure.end):
        return f"{measure.unit} kế hoạch"
    return measure.unit


def _shape(measured: Measured) -> str:
    if measured.change in ("increase", "decrease", "multiple"):
        return measured.change
    if measured.part_of >= 0:
        return "part"
    if measured.shape == "same":
        return "repeated"
    if measured.shape == "behind":
        return "value_first"
    return "range" if measured.measure.comparator == "range" else "level"
