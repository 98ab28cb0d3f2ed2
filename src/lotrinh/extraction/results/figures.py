"""Figures: a reported value with what belongs to it, while its sentence is read.

Reads: shadow text around a `Measure`. Writes: `Figure`, `Sentence`, and whether a number is a figure at all: it may
belong to a name ("ô tô con (dưới 9 chỗ ngồi)"), set the scene ("trong 11 nhóm hàng", "mỗi suất 300.000 đồng"), or
tell what was allotted ("tổng kế hoạch vốn … giao là 4.021 tỷ đồng").
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Comparison
from lotrinh.extraction.language.patterns import pattern, spelled, whole_words
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.bases import PREVIOUS_YEAR, Base
from lotrinh.extraction.results.periods import Stated
from lotrinh.extraction.results.roles import Role, role_before
from lotrinh.extraction.rules import lexicon


class Figure(msgspec.Struct, gc=False):
    """One measured statement while its sentence is read. `clause`: where the clause that names it begins."""

    start: int
    end: int
    clause: int
    rule: str
    indicator: str
    change: str
    comparator: str
    low: float | None
    high: float | None
    unit: str | None
    measure: Measure
    comparisons: list[Comparison] = []
    part: bool = False  # told as a part of the statement before ("trong đó", in brackets)
    deed: str = ""  # what was done to the things counted
    planned: bool = False  # what was planned stands behind a stroke
    bare: bool = False  # a count that nothing follows: "(ít nhất 9 xã) và 15 thôn thoát khỏi …"
    scope: str | None = None
    about: str = ""  # what a list of places tells of
    aside: bool = False  # a share told of the statement before: what follows goes with that one again
    base: Base | None = None  # what a growth that is the statement itself is against
    unbased: list[int] = []  # which comparisons are growths that name no base
    reasons: list[str] = []


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A stretch of one line. `periods`: the mentions in it; `topic`: the indicator that a nameless clause means."""

    start: int
    end: int
    measures: tuple[Measure, ...]
    periods: list[Stated]
    topic: str = ""
    label: str = ""  # what the line opens with before a colon ("Bệnh sởi: …"), or what stands so on the line above
    label_end: int = 0
    base: str = PREVIOUS_YEAR  # of a growth that names none
    planned: bool = False  # shares of plan were told before it
    bases: tuple[str, ...] = ()  # of two growths that name none, where the statement it breaks down told two


# "mỗi suất 300.000 đồng", but "bình quân mỗi xã đạt 18,6 tiêu chí" tells a level
_EACH = pattern(
    r"(?:^|[ ,;:(])(?:(?<!quân )mỗi|từng|bình quân mỗi(?![^,;:()]{0,40} (?:đạt|là|có)(?: [^\W\d_]+)? ?$))"
    r" [^,;:()]{0,40}$"
)
_SCENE = pattern(
    rf"(?:{whole_words(lexicon('result_words')['figure']['scene'])}(?: (?:gần|hơn|khoảng|trên))? ?"
    r"|(?<!\w)với (?:[^\s,;:()]+ ){1,3}thiết kế ?"  # of a work, not of its running
    r"|^ ?(?:sau |trước )?khi [^,;]*|(?<=[0-9]) ?x ?)$"
)
# One of these ends, or stands in, the text that the patterns above and below meet.
_HIGHER, _EVERY, _SINGLE, _WHEN = " hơn ", "mỗi ", "từng ", "khi "
_GIVEN = ("giao", "phân bổ", "bố trí")
_SCENE_ENDS = folded(
    [
        *(phrase.split(" ")[-1] for phrase in lexicon("result_words")["figure"]["scene"]),
        *("gần", "hơn", "khoảng", "trên", "kế", "x", ""),
    ]
)
_REACH = 300  # characters before a number in which its scene is set
_NONE = pattern(r"(?<!\w)không (?:còn|có) (?:[^\s,;:()]+ ){1,5}$")
_BEYOND = pattern(r"(?:cao|thấp|lớn|nhỏ|nhiều|ít|nhanh|chậm) hơn (?:[^\s,;:()]+ ){1,10}$")
_ASSIGNED = pattern(r"(?<!\w)(?<!bàn )(?<!chuyển )(?:giao(?: thêm| bổ sung)?|giao cho [^,;:]{2,40}) ?$")
_RANKED = pattern(r"(?:đứng|xếp|hạng|vị trí)(?: ở)?(?: hạng| vị trí)?(?: thứ)? ?$")
_ALLOTTED = pattern(
    r"(?<!\w)(?:kế hoạch|dự toán|vốn|chỉ tiêu|mục tiêu|nhiệm vụ|kinh phí)(?!\w)"
    r"[^,;:]{0,80}? (?:được giao|giao|phân bổ|bố trí)(?!\w)(?!, (?:có|đã))"
)
_SPENT = pattern(r"(?<!\w)(?:thực hiện|giải ngân|khối lượng|thu|đạt|hoàn thành)(?!\w)")
_BRACKETED = re.compile(r"\([^()]*\)")
_OWNER = pattern(r"[^\W\d_] (?:của|tại|qua|từ|trên) (?:(?:cả|tất cả|toàn bộ) )?$")
_LONGEST_OWNER = 24
_MANY = 1000  # things; fewer of them may be a class: "xe >9 chỗ"
_TELLS_ON = frozenset({Role.LEVEL, Role.INCREASE, Role.DECREASE, Role.REMAIN})
_IS = folded(["là", "có", "đạt"])
_ENDS_CLAUSE = ";:.()"
_HEADED = pattern(r"(?:^| và| với) (?:cho )?(?:tổng |năng suất|sản lượng|giá trị|doanh thu|diện tích|thu nhập|số )")
_GEOGRAPHY = tuple(folded(["đơn vị hành chính"]))
_DEEDS = folded(lexicon("result_words")["actions"])
_MANNERS = folded(["tập trung", "tích cực", "chủ động", "phối hợp", "tiến hành", "đồng thời", "kịp thời"])
_COMPOUNDS = folded(lexicon("result_words")["compounds"])
_AFTER_DEED = folded(["được", "mới", "thêm", "tổng", "số", "thành", "công", "kịp", "thời"])
_LONGEST_DEED = 80  # characters, with the words that may follow it
SCALES = folded(lexicon("units")["scales"])


_NO_UNIT = "|".join(lexicon("result_words")["figure"]["no_units"])
_NEW_UNIT = pattern(rf" (?!(?:{_NO_UNIT})(?!\w))[^\W\d_]{{2,12}}(?= ?[.,;()]| (?:tăng|giảm|so)(?!\w)|$)")
GROWTHS = {Role.INCREASE: "increase", Role.DECREASE: "decrease"}
_YEARLY = "/năm"
_STARS = "sao"
_IN_AREA = spelled("trên địa bàn ")
_DISTRICTS = tuple(folded(["xã", "phường", "huyện", "quận", "thị xã", "tỉnh", "thành phố", "địa phương"]))
_OUT_OF, _ON = spelled("từ "), spelled("trên ")
_SEATS, _VEHICLE = "chỗ", " xe"
_BELONGS, _OF_GRID = " thuộc ", "kV"
OVER_OTHERS = re.compile(r"(\D+?) ?/ ?(?!0?1[0.]*(?![0-9.]))[0-9.,]+ ?\D+")


def new_figure(measure: Measure, clause: int, end: int) -> Figure:
    """The figure of a value in the clause that begins at `clause`, as if it were a plain level."""
    return Figure(
        start=measure.head,
        end=end,
        clause=clause,
        rule="result.level",
        indicator="",
        change="level",
        comparator=measure.comparator,
        low=measure.low,
        high=measure.high,
        unit=_printed_unit(measure),
        measure=measure,
        comparisons=[],
        unbased=[],
        reasons=list(measure.reasons),
    )


def new_unit(shadow: str, measure: Measure) -> int | None:
    """Where the noun behind a measure in a lone scale word ends, which no list of units has: "472,5 nghìn shop"."""
    noun = _NEW_UNIT.match(shadow, measure.end)
    return noun.end() if noun else None


def _printed_unit(measure: Measure) -> str | None:
    """The unit with its "/năm"; "870 ha/97.500 ha", "5.670 liều/15.550 con" are told over another count."""
    unit = measure.unit
    if unit and "/" in unit and (over := OVER_OTHERS.fullmatch(unit)):
        return over[1]
    return f"{unit}{_YEARLY}" if unit and measure.per == "year" and measure.tail == measure.end else unit


def sets_scene(shadow: str, clause: int, measure: Measure) -> bool:
    """Whether the number tells where, when or for whom, what was allotted, or the size of the administration."""
    if measure.unit and measure.unit[0] in "đĐ" and measure.unit.lower().startswith(_GEOGRAPHY):
        return True
    if measure.unit == _OF_GRID:
        return True  # "lưới 500 kV"
    if shadow.endswith(_BELONGS, 0, measure.head):
        return True  # "192 đơn vị cấp huyện thuộc 51 tỉnh"
    before = shadow[max(clause, measure.head - _REACH) : measure.head]
    if shadow.endswith(_IN_AREA, 0, measure.head) and shadow_of(measure.unit or "").startswith(_DISTRICTS):
        return True  # "trên địa bàn 9 huyện, thị xã xảy ra 257 vụ"
    if measure.unit == _SEATS and _VEHICLE in before[-_LONGEST_OWNER:]:
        return True  # "xe khách 29 chỗ"
    if measure.comparator in ("lt", "le") and _NONE.search(before):
        return True  # "không còn xã dưới 10 tiêu chí"
    if _HIGHER in before and _BEYOND.search(before):
        return True
    if (_EVERY in before or _SINGLE in before) and _EACH.search(before):
        return True
    last = before.rstrip(" ").rpartition(" ")[2].lstrip(",;:(")
    if (last in _SCENE_ENDS or _WHEN in before) and _SCENE.search(before) and not _RANKED.search(before):
        return True
    if not any(map(before.__contains__, _GIVEN)):
        return False
    return _ASSIGNED.search(before) is not None or (
        _ALLOTTED.search(before) is not None and _SPENT.search(before) is None
    )


def is_embedded(shadow: str, measure: Measure, role: Role, following: Measure | None) -> bool:
    """Whether the number belongs to a name: "(dưới 9 chỗ ngồi)", "với sức chứa > 10 kg vải khô một lần giặt"."""
    if measure.unit == _STARS and role is Role.NONE:
        return True  # "sản phẩm 3 sao"
    bounded = measure.comparator in ("ge", "gt", "le", "lt")
    if bounded and any(sign in "<>≥≤" for sign in shadow[measure.head : measure.start]):
        return not _reports_bound(shadow, measure, role)
    if following is not None and bounded and _tells_which(shadow, measure, following):
        return True
    if role is not Role.NONE or following is None:
        return False
    if _is_owners(shadow, measure, following):
        return True
    if following.head - measure.end <= 1 and measure.value == 1:
        return True  # "1 USD xấp xỉ 27.225 đồng"
    if measure.comparator == "eq" and measure.kind != "physical":
        return False
    next_role, verb = role_before(shadow, measure.end, following.head)
    if next_role is Role.NONE:
        return False
    between = shadow[measure.end : verb]
    if between.startswith(")"):
        return measure.comparator != "eq" and not between.strip(" )")
    if not between.strip():
        return bounded and measure.kind in ("physical", "count", "share")  # "xi lanh không quá 50 cc giảm 7,19%"
    if measure.kind != "physical" or any(mark in between for mark in ",;:.("):
        return False
    return not _HEADED.search(between)  # "trồng được (3 ha) sản lượng ước đạt 6 tấn"


def _reports_bound(shadow: str, measure: Measure, role: Role) -> bool:
    """Whether a number behind a sign is itself reported: "đạt >95%", "xác thực >7 triệu hồ sơ", "(>4 triệu thửa)"."""
    if role in _TELLS_ON:
        return True
    if measure.kind != "count":
        return False
    many = (measure.unit or "").partition(" ")[0].lower() in SCALES or measure.value >= _MANY
    return many or ends_in_deed(shadow[max(0, measure.head - _LONGEST_DEED) : measure.head])


def _tells_which(shadow: str, measure: Measure, following: Measure) -> bool:
    """ "số xã đạt từ 10 tiêu chí trở lên là (37 xã)": which ones the count behind is of."""
    if measure.kind != "count" or following.kind != "count" or following.unit == measure.unit:
        return False
    return shadow[measure.tail : following.head].strip() in _IS


def _is_owners(shadow: str, measure: Measure, following: Measure) -> bool:
    """Whether the number is of those whose figure follows: "doanh thu của (19 tổng công ty) ước đạt 1,5 tỷ USD"."""
    start = measure.start if shadow.startswith(_OUT_OF, measure.head) else measure.head  # "thu từ 3 khu vực ước đạt"
    if _is_over_places(shadow, measure, following):
        start = measure.start
    if measure.kind != "count" or (measure.comparator != "eq" and start == measure.head):
        return False
    if measure.of or following.kind == "duration":
        return False
    if (measure.unit or "").partition(" ")[0].lower() in SCALES:
        return False
    if not _OWNER.search(shadow, max(0, start - _LONGEST_OWNER), start):
        return False
    role, verb = role_before(shadow, measure.end, following.head)
    between = _BRACKETED.sub("", shadow[measure.end : verb])
    return role in _TELLS_ON and not any(mark in _ENDS_CLAUSE for mark in between)


def _is_over_places(shadow: str, measure: Measure, following: Measure) -> bool:
    """ "tỷ lệ hộ nghèo trên 74 huyện nghèo là 38,62%": where, and no bound."""
    places = shadow.startswith(_ON, measure.head) and shadow_of(measure.unit or "").startswith(_DISTRICTS)
    return places and following.kind == "share"


def ends_in_deed(before: str) -> bool:
    """Whether words before a count end in a verb of doing, so that what was counted follows the number."""
    words = before[-_LONGEST_DEED:].split()
    if " ".join(words[-2:]) in _COMPOUNDS or " ".join(words[-4:]) in _COMPOUNDS:
        return False  # "trung cấp (2.100 người)", "dịch vụ hỗ trợ (13 doanh nghiệp)"
    while words:
        if words[-1] in _DEEDS or " ".join(words[-2:]) in _DEEDS or " ".join(words[-3:]) in _DEEDS:
            return True
        if words.pop() not in _AFTER_DEED:
            return False
    return False


def opens_with_deed(name: str) -> bool:
    """Whether a name is no name but a deed: "trồng mới", "thành lập"."""
    words = shadow_of(name).replace(",", "").split()
    while " ".join(words[:2]) in _MANNERS:
        words = words[2:]
    if " ".join(words[:3]) in _COMPOUNDS or " ".join(words[:4]) in _COMPOUNDS:
        return False  # "sửa chữa ô tô, xe máy": a trade
    return any(" ".join(words[:n]) in _DEEDS for n in (1, 2, 3))


def counted_noun(unit: str | None) -> str:
    """The counted noun of a unit: "nghìn lao động" → "lao động", "triệu" → ""."""
    words = (unit or "").split()
    while words and words[0].lower() in SCALES:
        words = words[1:]
    return " ".join(words)


def over_plan(value: float) -> float:
    """ "vượt 8,2% kế hoạch" is a share of 108,2 %.

    >>> over_plan(8.2)
    108.2
    """
    return round(100 + value, 6)
