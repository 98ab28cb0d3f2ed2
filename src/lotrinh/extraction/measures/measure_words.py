"""The words of measures, compiled: units, bounding words, words that make a number no measure.

Reads: `data/units.toml`, `data/comparators.toml`. Writes: one `MeasureWords` per process.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.language.phrases import any_of, backwards, folded
from lotrinh.extraction.rules import lexicon

_KINDS = {"shares": "share", "money": "money", "physical": "physical", "counts": "count", "qualifiers": "duration"}
_GLUED = ("khoảng", "tăng", "giảm", "trên", "đạt", "dưới", "gần")  # seen without the blank: "khoảng1.230 tỷ đồng"
_BEHIND_DEED = folded(["được", "mới", "thêm"])  # between a verb of doing and a number
_WORD = r"[^\W\d_]+"
# The 18 of "15/18", the 89.212 of "70.102/89.212", the 59,6 of "53,2/59,6 km"; "4/100.000 trẻ" is a rate.
_OF = r"(?!10[0.]*0(?![0-9]))(?:[0-9]{1,3}(?:[.][0-9]{3})+|[0-9]{1,5}(?![.][0-9]))(?:,[0-9]{1,3})?(?![,.]?[0-9])"
# What may follow a number's first digit. Blanks part thousands where no other number can begin: "374 000", "1 234 567".
NUMBER = (
    r"(?:[0-9]{0,2}(?: [0-9]{3}){2,3}(?:,[0-9]{1,3})?(?![0-9./]|,[0-9]| [0-9])"
    r"|[0-9]{0,2} 0[0-9]{2}(?:,[0-9]{1,3})?(?![0-9./]|,[0-9]| [0-9])"
    r"|[0-9.,]{0,24}(?<=[0-9])(?![0-9]|[.,][0-9]))"
)


class MeasureWords(msgspec.Struct, frozen=True):
    """All patterns match the shadow text.

    * `value`: a number with range, unit, "trở lên" and "mỗi năm"; groups first, second, of, unit, base, plain, noun,
      after, yearly. `worded`: "ít nhất một cơ sở"; groups word, unit. `two_digits`: "hai con số".
    * `before`: one bounding phrase of the reversed text; `meanings`: phrase → ge | gt | le | lt | about | from |
      skip | equivalent; `last`: their last words. `difference`: reversed words that make "hơn" a difference.
    * `counted`: a verb of doing before a number that counts whatever noun follows; `counting`: its last words.
    * `after`: " trở lên" → ge. `kinds`: unit → share | money | physical | count | duration.
    """

    value: re.Pattern[str]
    worded: tuple[re.Pattern[str], ...]
    two_digits: re.Pattern[str]
    before: re.Pattern[str]
    difference: re.Pattern[str]
    meanings: dict[str, str]
    last: frozenset[str]
    after: dict[str, str]
    kinds: dict[str, str]
    labels: frozenset[str]
    year_labels: frozenset[str]
    reaching: frozenset[str]
    counting: frozenset[str]
    counted: re.Pattern[str]
    attaining: frozenset[str]
    stop: frozenset[str]
    digits: dict[str, int]


@cache
def measure_words() -> MeasureWords:
    """The compiled words; made when first asked for."""
    units, data = lexicon("units"), lexicon("comparators")
    kinds = _kinds_of(units)
    after = {" " + shadow(word): kind for kind, words in data["after"].items() for word in words}
    meanings = _meanings(data["before"])
    digits = {shadow(word): at for at, word in enumerate(["một", "hai", "ba", "bốn"], start=1)}
    words = data["words"]
    return MeasureWords(
        value=_value(_unit(units, kinds), after),
        worded=tuple(  # one pattern a phrase, so that each has a literal to look for
            re.compile(rf"{shadow(phrase)} (?P<word>{any_of(digits)}) (?P<unit>{any_of(units['counts'])})(?!\w)")
            for phrase in ("ít nhất", "tối thiểu")
        ),
        two_digits=re.compile(rf"{shadow('con số')}(?!\w)(?:(?<=hai .{{6}})|(?<=2 .{{6}}))"),
        before=re.compile(rf" ?({backwards(meanings)})(?!\w)"),
        difference=re.compile(rf" (?:{backwards(data['before']['difference'])})(?!\w)"),
        meanings=meanings,
        last=frozenset(phrase.split(" ")[-1] for phrase in meanings),
        after=after,
        kinds=kinds,
        labels=folded(words["labels"]),
        year_labels=folded(words["year_labels"]),
        reaching=folded(words["reaching"]),
        counting=frozenset(phrase.split(" ")[-1] for phrase in (*folded(words["counting"]), *_BEHIND_DEED)),
        counted=re.compile(rf"(?<!\w)(?:{any_of(words['counting'])})(?: (?:{any_of(_BEHIND_DEED)}))* $"),
        attaining=folded(words["attaining"]),
        stop=folded(words["stop"]),
        digits=digits,
    )


@cache
def _unit_pattern() -> re.Pattern[str]:
    """The pattern of a unit that stands alone, as the head of a table has it; large, and not always needed."""
    units = lexicon("units")
    return re.compile(_unit(units, _kinds_of(units)))


def is_unit(text: str) -> bool:
    """Whether `text` is a unit and nothing else ("%", "triệu đồng/ha").

    >>> is_unit("triệu USD"), is_unit("GRDP")
    (True, False)
    """
    return _unit_pattern().fullmatch(shadow(text.strip())) is not None


def _kinds_of(units: dict[str, list[str]]) -> dict[str, str]:
    return {shadow(unit): kind for group, kind in _KINDS.items() for unit in units[group]}


def _meanings(table: dict[str, list[str]]) -> dict[str, str]:
    return {shadow(word): kind for kind, words in table.items() if kind != "difference" for word in words}


def _unit(units: dict[str, list[str]], kinds: dict[str, str]) -> str:
    """Source of the pattern of a unit: scale words, what is counted, "/vạn dân", "trên 1 vạn dân"."""
    scale = f"(?:{any_of(units['scales'])})(?! (?:{any_of(units['not_scales'])})\\b)"
    scaled = f"(?P<base>{any_of(unit for unit, kind in kinds.items() if kind != 'duration')})(?!\\w)"
    # "91,1%KH"; "dưới 24%1": the number of a footnote
    plain = f"(?P<plain>{any_of(kinds)})(?:(?!\\w)|(?<=%)(?=(?:kh|[1-9][0-9]?)(?!\\w)))"
    over = any_of(units["denominators"])
    ten = rf"(?:[0-9][0-9.]* ?|{shadow('một')} )?"  # "/1 vạn dân", "trên một vạn dân"
    per = rf"(?: ?/ ?|(?= trên [0-9vdm]) trên ){ten}(?:{over})(?!\w)(?:(?<! năm)|(?! [0-9]))"
    # "4/100.000 trẻ sinh ra còn sống", "xuống 4/100.000 vào năm 2030"
    rate = rf"/ ?10[0.]*0(?: (?:{over})(?!\w)|(?<=000)(?= (?:vào|trong|đến) |[;)]|[,.](?![0-9])))"
    return rf"(?:{scale}(?!\w)(?: {scale}(?!\w)){{0,2}}(?:(?: |\.(?=đ\b)){scaled})?|{plain}|{rate})(?:{per}){{0,2}}"


def _value(unit: str, after: dict[str, str]) -> re.Pattern[str]:
    # The digit stands first, so that the engine looks for a character class instead of trying every position.
    glued = "|".join(f"(?<={shadow(word)}[0-9])" for word in _GLUED)
    return re.compile(
        rf"[0-9](?<![0-9.,/][0-9])(?:(?<!\w[0-9])|{glued})(?<!\w-[0-9])(?P<first>{NUMBER})"
        rf"(?:(?: ?[-÷~] ?| (?:đến|tới) )(?:{shadow('khoảng')} )?(?P<second>[0-9]{NUMBER}))?"
        rf"(?:(?: ?/ ?(?P<of>{_OF}))? ?(?P<unit>{unit})"
        rf"|(?= ?[;.,:)\n]| \(| (?P<noun>{_WORD}(?: {_WORD})?)|$))"
        rf"(?P<after>{any_of(after)})?(?P<yearly> (?:mỗi|một|hằng|hàng) năm\b)?"
    )
