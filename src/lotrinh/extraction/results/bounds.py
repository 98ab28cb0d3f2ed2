"""Bounds: where clauses, breakdowns and asides of a sentence of figures begin and end.

Reads: shadow text. Writes: offsets. Nothing is looked for farther than `REACH` from a value, so that the time spent on
a sentence grows with its length only.
"""

from __future__ import annotations

from lotrinh.extraction.language.patterns import pattern

REACH = 2000  # characters
PART_WORDS = ("trong đó", "gồm", "cụ thể", "chia ra", "phân theo")
PART = pattern(r"(?:trong đó|gồm|bao gồm|cụ thể|chia ra|phân theo)(?!\w)")
# One set of characters first: the engine skips from one of them to the next.
_STRONG = pattern(r"[;:().](?:(?<!\.)|(?= )(?<!tp\.)(?<!tx\.)(?<!tt\.))")
_HAS = pattern(r"(?<![,;:.()]) (?:có|thì có) ?(?:tới |đến )?$")
# "22 ha (diện tích rừng được chăm sóc và khoanh nuôi là) 480 ha": a name begins without a joint
_HEADED = pattern(r" ?(?:tổng|diện tích|sản lượng|giá trị|tỷ lệ|số|năng suất|doanh thu|thu nhập|kim ngạch) ")
_SOFT = pattern(r"^ ?, ?| (?:và|với|của|tại|trên|cho) |^(?:và|với) ")


def clause_start(shadow: str, used: int, verb: int, *, joined: bool) -> tuple[int, bool]:
    """Where the clause that holds a value begins, and whether a bracket opens it.

    `used`: the text before it belongs to earlier figures. `verb`: where the words before the value begin. The clause
    begins after the last strong mark; without one, and `joined` to a figure before, after the joint.

    >>> text = "thu nội địa; đàn lợn (gồm: nái, thịt) đạt "
    >>> text[clause_start(text, 0, 38, joined=False)[0] :]
    ' đàn lợn (gồm: nái, thịt) đạt '
    """
    start = max(used, verb - REACH)
    bracket, closed = False, start
    for mark in _STRONG.finditer(shadow, start, verb):
        if mark.start() < closed:
            continue
        if mark.group() == "(" and (close := shadow.find(")", mark.end(), verb)) >= 0:
            closed = close + 1
            continue
        start, bracket = mark.end(), bracket or mark.group() == "("
    if start == used and joined and not _HEADED.match(shadow, start) and (soft := _SOFT.search(shadow[start:verb])):
        start += soft.end()
    return start, bracket


def parts_end(shadow: str, sentence: tuple[int, int], used: int, head: int, *, bracket: bool) -> int | None:
    """How far the parts reach that begin before the value at `head`; None when none begin there.

    A bracket: to where it closes. "…, trong đó: A tăng 3%; B tăng 2%": to the end of the sentence. "trong đó" without
    a colon, or when the whole is itself an item of a list: to the next semicolon.
    """
    begin, end = sentence
    near = min(end, head + REACH)
    if bracket:
        close = shadow.find(")", head, near)
        return close if close >= 0 else end
    opened = PART.search(shadow, max(used, head - REACH), head)
    if opened is None or shadow.find(")", opened.end(), head) >= 0:
        return None
    listed = shadow.rfind(";", max(begin, opened.start() - REACH), opened.start()) >= 0
    if not listed and shadow.startswith((":", " :"), opened.end()):
        return end
    semicolon = shadow.find(";", head, near)
    return semicolon if semicolon >= 0 else end


def after_setting(shadow: str, at: int, until: int, end: int) -> int:
    """Past the words of a number that was left out: its brackets, the rest of "trong 11 nhóm hàng hóa chính,".

    `at`: where the number and its unit end. `until`: where the next value begins. `end`: of the sentence.
    """
    if shadow.startswith(" (", at):
        close = shadow.find(")", at, min(end, at + REACH))
        return close + 1 if close >= 0 else min(end, at + REACH)
    if has := _HAS.search(shadow, at, until):
        return has.start()  # "trong 11 nhóm hàng tiêu dùng chính có (9 nhóm …"
    comma = shadow.find(",", at, min(until, at + REACH))
    return comma if comma >= 0 and not _STRONG.search(shadow, at, comma) else at
