"""Headers as statistics offices shorten them: "Ư.TH T2/2025", "2T/2024", "KH2025", "2T-2025/2T-2024".

Reads: a header (shadow text). Writes: the header spelled out, as the patterns of columns know it.
"""

from __future__ import annotations

import re

from lotrinh.extraction.language.patterns import pattern, spelled

_MAY_BE_SHORT = re.compile(r"[tkư]\.?h|[0-9] ?t(?!\w)|(?<!\w)t\.? ?[0-9]")
_OF_TWO = pattern(  # "2T-2025/2T-2024", "T2/2025 / T1/2025", "4T-2025/KH2025"
    r"(?:th )?[0-9]{0,2}t[0-9]{0,2} ?[-./] ?(?P<year>20[0-9]{2}) ?/ ?"
    r"(?:(?:th )?[0-9]{0,2}t[0-9]{0,2} ?[-./] ?(?P<former>20[0-9]{2})|(?P<plan>kh) ?(?:20[0-9]{2})?)"
)
_SHORT = [
    (pattern(short), spelled(long))
    for short, long in (
        (r"(?<!\w)ư(?:ớc)?\.? ?th(?!\w)", "ước thực hiện"),
        (r"(?<!\w)k\.? ?h(?!\w) ?(?=20[0-9]{2})|(?<!\w)kh(?=20[0-9]{2})", "kế hoạch năm "),
        (r"(?<!\w)k\.h(?!\w)", "kế hoạch"),
        (r"(?<!\w)th(?:ực hiện)? (?=20[0-9]{2})", "thực hiện năm "),
        (r"(?<!\w)t\.? ?([0-9]{1,2})(?![0-9])", r"tháng \1"),
        (r"(?<!\w)([0-9]{1,2}) ?t ?[-./]? ?(?=20[0-9]{2})", r"\1 tháng năm "),
        (r"(?<!\w)([0-9]{1,2}) ?t(?!\w)", r"\1 tháng"),
    )
]
_AGAINST_PLAN, _AGAINST_MONTH, _AGAINST_YEAR = map(spelled, ("so kế hoạch", "so tháng trước", "so cùng kỳ"))


def spelled_out(header: str) -> str:
    """`header` without abbreviations; itself when it holds none.

    >>> spelled_out("2t-2025/2t-2024 (%)"), spelled_out("th 2025"), spelled_out("t2-2025/t1-2025")
    ('so cùng kỳ (%)', 'thực hiện năm 2025', 'so tháng trước')
    """
    if _MAY_BE_SHORT.search(header) is None:
        return header
    header = _OF_TWO.sub(_against, header)
    for short, long in _SHORT:
        header = short.sub(long, header)
    return header


def _against(ratio: re.Match[str]) -> str:
    if ratio["plan"]:
        return _AGAINST_PLAN
    return _AGAINST_MONTH if ratio["year"] == ratio["former"] else _AGAINST_YEAR
