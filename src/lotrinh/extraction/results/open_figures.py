"""Values that go with the figure that is open.

Reads: `Reading`, a `Measure`, its role and base. Writes: what joined_values.py adds to that figure.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import spelled
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.bases import Base, base_at
from lotrinh.extraction.results.carried_on import goes_on
from lotrinh.extraction.results.figures import GROWTHS, Figure, counted_noun
from lotrinh.extraction.results.grown_figures import count_of, counted_alike, told_of
from lotrinh.extraction.results.growth_asides import aside_at, counted_at, past_aside
from lotrinh.extraction.results.in_turn import told_of_two
from lotrinh.extraction.results.joined_values import join, past_area
from lotrinh.extraction.results.repeated_bases import settle, told_twice
from lotrinh.extraction.results.roles import Role
from lotrinh.extraction.results.sentence_state import Reading
from lotrinh.extraction.results.value_roles import past_gloss_and_base

_OF_ITS_OWN = tuple(f" {word} " for word in folded(["số hộ", "số vụ", "số người", "tỷ lệ", "tổng số"]))
_NUMBER_OF = spelled("số ")
_STRUCTURE = spelled("cơ cấu")
_GRADES = frozenset({"", *folded(["bậc", "hạng", "điểm"])})
_PARAGRAPH = 300  # characters, about so far back the sentence before begins


def goes_with_open(reading: Reading, measure: Measure, role: Role, verb: int, base: Base | None, until: int) -> bool:
    """Join the value to the figure it is told of, when it compares one; else False."""
    paired = reading.respective() if role in GROWTHS else None
    open_ = paired or reading.open_figure(measure.head)
    if open_ is None:
        return False
    if role in GROWTHS and base is not None and base.kind == "plan" and reading.found[-1].rule == "result.share":
        open_ = reading.found[-1]  # "chiếm 35% lực lượng lao động, thấp hơn 0,4% so với chỉ tiêu"
    elif role in GROWTHS and measure.kind == "share" and _is_on_share(reading, verb):
        open_ = reading.found[-1]  # "chiếm 55,1% (tăng 2,8% so với năm 2020)"
    elif (
        open_.rule == "result.share" and role in GROWTHS and base is None and not paired and not _of_structure(reading)
    ):
        return False  # "nhóm may mặc chiếm 4,75%, tăng 0,88%": not the share has grown
    aside, past = "", past_aside(reading.shadow, measure.tail, until)
    if role in GROWTHS and paired is None:
        aside = counted = counted_at(reading.shadow, measure.tail, until) if measure.kind == "share" else ""
        if counted and (count := count_of(reading, counted)):
            past += 1 + len(counted)
            open_, base = count, base_at(reading.shadow, past, until, reading.reporting)
        else:
            aside = aside_at(reading.shadow, measure.tail, until) if reading.found else ""
            if (grown := _grown(reading, measure, open_, aside)) is None:
                return False
            open_ = grown
    if not (goes_on(reading, verb, role, base) and join(reading, open_, measure, role, base, verb)):
        return False
    if base is not None and role in GROWTHS:
        told_twice(open_, base, reading.shadow[reading.cursor : measure.head])
        base = told_of_two(reading, open_, base)
    if aside:
        settle(reading, open_, base)
    end = base.end if base else max(past, past_area(reading, measure))
    gloss = role in GROWTHS and not aside and reading.shadow.find("(", reading.cursor, measure.head) >= 0
    reading.cursor = past_gloss_and_base(reading, end) if gloss else end
    if open_ is reading.found[-1] or not aside:
        open_.end = reading.cursor
    return True


def _is_on_share(reading: Reading, verb: int) -> bool:
    """Whether the words that begin at `verb` open a bracket right behind a share."""
    last = reading.found[-1]
    return last.rule == "result.share" and reading.shadow[last.end : verb] == " ("


def _grown(reading: Reading, measure: Measure, open_: Figure, aside: str) -> Figure | None:
    """The figure that a growth is told of, as far as it says ("tăng 3 vụ", "tăng 5% về vốn"); None: one of its own."""
    alone = open_.rule == "result.growth_only"
    if aside:
        if alone and aside.startswith(_NUMBER_OF) and aside not in shadow_of(open_.indicator):
            return None  # "số vụ giảm 6%, giảm 11% về số người bị thương"
        return told_of(reading, open_, aside)
    if reading.shadow.startswith(_OF_ITS_OWN, measure.tail):
        return None  # "tạo việc làm cho 6.200 lao động, giảm 5% số hộ nghèo"
    if measure.kind != "count":
        return open_
    if open_.measure.kind == "money" and counted_noun(measure.unit) not in _GRADES:
        return None  # "thu ngân sách đạt 412 tỷ đồng; có thêm 2 xã đạt chuẩn"
    alike = counted_alike(reading, open_, measure)
    counts = alike.rule == "result.growth_only" and alike.measure.kind == "count"
    if counts and counted_noun(measure.unit) != counted_noun(alike.unit):
        return None  # "số vụ giảm 45 vụ, giảm 44 người chết"
    return alike


def _of_structure(reading: Reading) -> bool:
    """Whether the paragraph tells how a whole is made up: there the shares themselves grow and shrink."""
    return reading.shadow.find(_STRUCTURE, max(0, reading.sentence.start - _PARAGRAPH), reading.sentence.end) >= 0
