"""Signs of a count: whether what a value measures is named behind it ("117 nghị quyết"), or before it.

Reads: `Reading`, a `Measure`, the role of the words before it. Writes: yes or no.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.counted_names import counted_name, past_agency
from lotrinh.extraction.results.figures import OVER_OTHERS, counted_noun, ends_in_deed, opens_with_deed
from lotrinh.extraction.results.name_words import is_headed
from lotrinh.extraction.results.result_names import Name
from lotrinh.extraction.results.roles import Role
from lotrinh.extraction.results.sentence_state import Reading

_PRIZES = folded(["giải", "giải thưởng", "huy chương", "hcv", "hcb", "hcđ", "bằng khen", "giấy khen", "danh hiệu"])
# Nouns that only count: "6.500 con lợn" are pigs.
CLASSIFIERS = frozenset(folded(["con", "chiếc", "cái", "quả", "bức", "tấm", "liều"]))
BEFALLEN = " xảy ra"
_IN_ALL = folded(["tổng cộng", "tổng số"])
_HAS = folded(["có", "với", "gồm", "thêm", "khoảng", "là", "làm", "khiến"])
_RATE = spelled("tỷ lệ ")
_TOTAL = spelled("tổng")
_STOCK = pattern(r"(?:tổng )?đàn(?!\w)")
_AS_MANY_AS = ("có tới", "có đến")
_OF_NUMBER = pattern(r" (?:tổng )?(?:số|diện tích) [^\W\d_]")
_ATTAINED = "đạt"
_COMPLETED = spelled("hoàn thành")
_GOT = spelled(" được")
_DID = pattern(r"(?<!\w)(?:đã|vừa)(?= [^\W\d_])(?! (?:có|làm|khiến|gây|là|bị|qua|lên|xuống|đạt|được|hoàn thành)(?!\w))")
_FOR = tuple(f" {word}" for word in folded(["cho", "đối với"]))
_AND_ANOTHER = spelled(" và")  # "72 lượt người có công, gia đình liệt sĩ và (4 tập thể)"


def is_count(
    reading: Reading, measure: Measure, role: Role, clause: int, verb: int, name: Name | None, until: int
) -> bool:
    """Whether the name follows the value."""
    if measure.of is not None and not _is_named(reading, measure, clause, name, until):
        return True
    alone = _is_scale(measure) and not followed(reading, measure, until)
    if alone or measure.kind not in ("count", "share", "physical"):
        return False
    before = reading.shadow[clause : measure.head].rstrip()
    if before.endswith(_AS_MANY_AS):
        before = before[: before.rindex(" ")]
    if role is Role.LEVEL and counted_noun(measure.unit) in _PRIZES:
        return True  # "học sinh của trường đạt 12 giải"
    if role is Role.LEVEL or role is Role.REMAIN:
        unnamed = name is None or before.endswith(_COMPLETED) or reading.shadow[verb - 2 : verb] == ", "
        done = before.endswith(_COMPLETED) and measure.kind == "physical" and followed(reading, measure, until)
        return (
            done
            or (name is None and _is_share_of_number(reading, measure, before))
            or (measure.kind == "count" and unnamed)
        )  # "hoàn thành 125 km đường"
    if before.endswith(_FOR) or (measure.kind == "count" and before.endswith(_AND_ANOTHER)):
        return measure.kind == "count" or (measure.kind == "physical" and followed(reading, measure, until))
    if measure.kind == "count" and before.endswith(tuple(_IN_ALL)):
        return True
    if before.rpartition(" ")[2] in _HAS and measure.kind != "physical":
        if name is not None and _STOCK.match(shadow_of(name.text)):
            return False  # "đàn trâu hiện có 23,5 nghìn con"
        return measure.kind == "count" or followed(reading, measure, until)
    if name is not None and _says_what(name.text, measure):
        return False
    done = ends_in_deed(before) or _tells_deed(before, name)
    befell = before.endswith(BEFALLEN)  # "…: xã Hưng Hà xảy ra (2 vụ)"
    done = done and (befell or not reading.is_listed(clause) or name is None or _opens(name.text))
    if measure.kind == "count":
        return name is None or done or _acts(reading, clause, name)
    return (name is None or done) and followed(reading, measure, until)


def followed(reading: Reading, measure: Measure, until: int) -> bool:
    """Whether words that may name what was counted follow the value; behind "310 ha/455 ha" they name the whole."""
    if measure.unit and "/" in measure.unit and OVER_OTHERS.fullmatch(measure.unit):
        return False
    return counted_name(reading.text, reading.shadow, measure.end, until, []) is not None


def _is_share_of_number(reading: Reading, measure: Measure, before: str) -> bool:
    """ "Toàn tỉnh đạt (98%) số xã có nhà văn hóa": the share of what stands behind it."""
    reached = measure.kind == "share" and before.endswith(_ATTAINED)
    return reached and _OF_NUMBER.match(reading.shadow, measure.end) is not None


def _is_named(reading: Reading, measure: Measure, clause: int, name: Name | None, until: int) -> bool:
    """Whether a figure out of a whole has its name: "Diện tích rừng đạt 20/25 ha", "Dại chó: 9.673/42.325 con"."""
    if name is None or measure.kind in ("physical", "money", "share"):
        return name is not None
    if followed(reading, measure, until):
        return False
    if _is_number_of(name.text, measure) or _opens_with_noun(reading, name, measure):
        return True
    if counted_noun(measure.unit) not in CLASSIFIERS:
        return False
    before = reading.shadow[clause : measure.head].rstrip()
    return not (ends_in_deed(before) or _tells_deed(before, name) or _acts(reading, clause, name))


def _opens_with_noun(reading: Reading, name: Name, measure: Measure) -> bool:
    """ "+ Xã đạt chuẩn nông thôn mới 4/5 xã": an item that begins with what it counts."""
    words, noun = shadow_of(name.text), shadow_of(counted_noun(measure.unit))
    return name.start == reading.sentence.start and words.startswith(f"{noun} ")


def _opens(name: str) -> bool:
    """Whether a name, or its last part behind a comma, begins with a deed."""
    return opens_with_deed(name) or opens_with_deed(name.rpartition(", ")[2])


def _says_what(name: str, measure: Measure) -> bool:
    """Whether the name itself tells what is measured: "tỷ lệ phát hiện (33,5%)", "Tổng số vụ đã xử lý (196 vụ)"."""
    return shadow_of(name).startswith(_RATE) or (measure.kind == "count" and _is_number_of(name, measure))


def _tells_deed(before: str, name: Name | None) -> bool:
    """Whether a name is a deed and its object: "điều tra làm rõ (66 vụ án)", "thu hút đầu tư được (24 dự án)"."""
    if name is None or is_headed(name.text):
        return False
    return opens_with_deed(name.text) or before.endswith(_GOT)


def _acts(reading: Reading, clause: int, name: Name) -> bool:
    """Whether a name is none, but tells what somebody did: "Bộ Công an đối khớp thành công (1.286 hồ sơ)"."""
    if is_headed(name.text):
        return False
    if _DID.search(reading.shadow, clause, name.end):
        return True
    behind = past_agency(reading.text, reading.shadow, name.start, name.end)
    return behind is not None and not is_headed(reading.text[behind : name.end])


def _is_scale(measure: Measure) -> bool:
    """Whether nothing but a scale word stands behind the number: "tăng lên 143,3 tỷ"."""
    return measure.kind == "count" and not counted_noun(measure.unit)


def _is_number_of(name: str, measure: Measure) -> bool:
    """Whether the name says what was counted: "Tổng số vụ đã xử lý (196 vụ)", "hồ sơ đến hạn (19.944 hồ sơ)"."""
    words, noun = shadow_of(name).split(), shadow_of(counted_noun(measure.unit)).split()
    if len(noun) > 1 and words[: len(noun)] == noun and len(words) > len(noun):
        return True
    return is_headed(name) and noun[:1] == words[1 + (words[0] == _TOTAL) :][:1]
