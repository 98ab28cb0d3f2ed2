"""How a figure gets its name: from the words before it, or from what the sentence is about.

Reads: `Reading`, a new `Figure`. Writes: its indicator, scope and span.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.results.bare_names import completed
from lotrinh.extraction.results.counted_figures import FIELD
from lotrinh.extraction.results.counted_names import counted_name
from lotrinh.extraction.results.figures import Figure, counted_noun, opens_with_deed
from lotrinh.extraction.results.name_words import is_headed
from lotrinh.extraction.results.place_names import is_place
from lotrinh.extraction.results.result_names import Name, subject_of
from lotrinh.extraction.results.sentence_state import Reading

_STATUS = pattern(
    r"(?:(?:giải quyết |xử lý |trả )?(?:trước|đúng|quá|trễ|sớm|trong|chậm|còn|đến)(?: và (?:trước|đúng))? (?:thời )?hạn"
    r"(?: và \w+ hạn)?(?: giải quyết)?|(?:đã và )?đang (?:giải quyết|xử lý)|(?:đã|chưa) (?:giải quyết|xử lý)"
    r"|tồn(?: đọng)?|còn tồn|(?:nộp )?(?:trực (?:tuyến|tiếp)|qua (?:mạng|bưu chính))|nam|nữ)"
)
_ASPECT = pattern(r" về (?:việc|tiền|giá trị|số lượng|diện tích|số vụ|lượng|số người)(?!\w)")
_DID = pattern(r"(?<!\w)(?:cũng |hiện )?đã ")
_EARLIER = pattern(
    r"(?:trong khi )?(?:cùng kỳ(?: (?:năm|tháng|quý) (?:trước|ngoái))?|(?:năm|tháng|quý) (?:trước|ngoái)),?"
    r"(?: (?:con số|tỷ lệ|tốc độ|mức|chỉ số|số) (?:này|đó))?$"
)
_POINTING = pattern(
    r"(?:thì )?(?:con số|tỷ lệ|tốc độ(?: tăng)?|tỷ trọng|mức|mức tăng|chỉ số|chỉ tiêu|giá trị|số)"
    r" (?:này|đó|trên|tương ứng)"
)
_SHARE, _RATE = "tỷ trọng", pattern(r"t[ỷỉ] lệ [^.;:,0-9]{4,60}$")
_STRUCTURE = pattern(r"(?:về )?(?:t[ỷỉ] trọng(?: các| giữa các)?|cơ cấu)(?!\w)[^:;,.%0-9]{0,60}$")
_SOWN = pattern(
    r"(?:đã )?(?:gieo trồng|gieo cấy|gieo sạ|trồng(?: mới)?|xuống giống|thu hoạch|thả nuôi|chăm sóc|khai thác)"
    r"(?: và (?:thu hoạch|chăm sóc))?"
)
_GIVES = pattern(
    r"(?P<whose>(?:[^,;]{3,90}(?= ))?) ?đóng góp (?P<into>(?:vào|cho) (?:mức |tốc độ )?tăng trưởng[^,;0-9]{0,40})"
)
_FROM_VALUE = pattern(r"(?<=[^\W\d_]) từ (?:mức )?(?:khoảng |gần |trên |hơn )?[0-9][0-9.,]* ?%")
_FEW_WORDS, _SHORT = 4, 26  # words of a label, characters of a name that names no more than a time
_SCALE_WORD = "án cân "  # of "cán cân", however it is capitalised
_BALANCE = pattern(r"(?P<what>cán cân [^,;:]{2,60}) (?:thặng dư|thâm hụt|xuất siêu|nhập siêu)$")


def give_name(reading: Reading, made: Figure, name: Name | None, until: int = 0) -> Figure | None:
    """Name the figure by the words before it, or by what the sentence is about."""
    if name is None:
        topic = _opening_subject(reading, made) or reading.topic()
        if not topic:
            return None
        counted = bool(reading.found) and reading.found[-1].measure.kind == "count" and made.measure.kind == "share"
        counted = counted and made.change == "level"
        made.indicator = f"tỷ lệ {topic}" if counted else topic
        made.reasons.append("indicator_from_context")
        return made
    name = _deed_alone(reading, name) if made.measure.kind == "money" else name
    name = _without_start(name)
    made.indicator, made.start = completed(reading, _contribution(reading, name.text)), name.start
    if len(name.text) < _SHORT and _EARLIER.match(shadow_of(name.text)):
        return None  # "trên 200 ha, trong khi năm trước là trên 300 ha"
    if len(name.text) < _SHORT and _POINTING.fullmatch(shadow_of(name.text)) and (meant := reading.topic()):
        made.indicator = meant  # "Tỷ lệ hộ nghèo là 5,2%; năm trước (tỷ lệ này) là 7,1%"
    if made.measure.kind == "money" and opens_with_deed(name.text) and (what := _purpose(reading, made, until)):
        made.indicator, made.end = f"{name.text} {what.text}", what.end
    if made.measure.kind in ("count", "bare") and reading.found and _STATUS.fullmatch(shadow_of(name.text)):
        _name_state(reading, made, name.text)
    if made.measure.kind == "share" and (aspect := _ASPECT.match(reading.shadow, made.end)):
        made.indicator, made.end = f"{made.indicator}{reading.text[slice(*aspect.span())]}", aspect.end()
    if _SCALE_WORD in name.text and (balance := _BALANCE.match(shadow_of(name.text))):
        made.indicator = name.text[: balance.end("what")]
    if made.measure.kind == "physical" and (crop := _crop_of(reading, name)):
        made.indicator = f"{name.text} {crop}"
    if made.measure.kind == "share" and made.change == "level" and (opened := _opened_with(reading, made, name)):
        made.indicator = f"{opened} {name.text}"
    if is_place(name.text):
        made.scope, made.about = name.text, reading.about(made.clause) or reading.broken_down(made)
        made.indicator = f"{made.about} {name.text}".strip()
    return made


def _without_start(name: Name) -> Name:
    """The name without where the value came from: "đóng góp( từ mức 33% trong giai đoạn 2001-2005)"."""
    start = _FROM_VALUE.search(shadow_of(name.text))
    return Name(name.text[: start.start()], name.start, name.end) if start else name


def _contribution(reading: Reading, name: str) -> str:
    """ "(ngành thép) đóng góp vào tăng trưởng" as the contribution of that branch; any other name as it is."""
    gives = _GIVES.fullmatch(shadow_of(name))
    whose = name[: gives.end("whose")] or (reading.topic() if reading.found else "") if gives else ""
    return f"đóng góp của {whose} {name[gives.start('into') :]}" if gives and whose else name


def _name_state(reading: Reading, made: Figure, state: str) -> None:
    """Name how many of the things just counted are in a state: "giải quyết 120 hồ sơ, trước hạn 85 (hồ sơ), …"."""
    counted = counted_noun(reading.found[-1].unit)
    if made.unit is None and counted:
        made.unit, made.reasons = counted, [reason for reason in made.reasons if reason != "unit_missing"]
    made.indicator = f"{counted} {state}" if counted and counted_noun(made.unit) == counted else state


def _deed_alone(reading: Reading, name: Name) -> Name:
    """What was done with money, without who did it: "Sở đã (bố trí) 50 tỷ đồng"."""
    did = None if is_headed(name.text) else _DID.search(reading.shadow, name.start, name.end)
    if did is None or not opens_with_deed(reading.text[did.end() : name.end]):
        return name
    return Name(" ".join(reading.text[did.end() : name.end].split()), did.end(), name.end)


def _opened_with(reading: Reading, made: Figure, name: Name) -> str:
    """What a list of shares tells of its items: "Tỷ trọng các ngành: dịch vụ (30,6%)", "Tỷ lệ bỏ học: lớp 1 (1,9%)"."""
    label, start = reading.sentence.label, reading.sentence.start
    if not (label or 0 <= reading.colon < made.clause) or is_headed(name.text):
        return ""
    told = label or reading.text[start : reading.colon].strip()
    if _STRUCTURE.match(shadow_of(told)):
        return _SHARE
    return told if _RATE.match(shadow_of(told)) else ""


def _crop_of(reading: Reading, name: Name) -> str:
    """What a deed that is the whole name was done with, by the label: "Cây lúa: toàn tỉnh đã (gieo trồng) …"."""
    label = reading.sentence.label
    if not label or reading.label != label or len(label.split()) > _FEW_WORDS or FIELD.match(shadow_of(label)):
        return ""
    return label if _SOWN.fullmatch(shadow_of(name.text)) else ""


def _purpose(reading: Reading, made: Figure, until: int) -> Name | None:
    """What money was spent on, told as a deed right behind it: "huy động 85 tỷ đồng (xây dựng hạ tầng)"."""
    what = counted_name(reading.text, reading.shadow, made.end, until, [])
    return what if what and opens_with_deed(what.text) else None


def _opening_subject(reading: Reading, made: Figure) -> str:
    """What a sentence's first clause is about, when its last one names nothing: "CPI …, khi chỉ tăng (0,2%)"."""
    if reading.found or reading.subject or reading.sentence.label:
        return ""
    comma = reading.shadow.rfind(",", made.clause, made.measure.head)
    if comma < 0:
        return ""
    return subject_of(reading.text, reading.shadow, made.clause, comma, reading.periods(made.clause, comma))
