"""Calendar words: years, months and quarters as printed, sources of the patterns of dates and periods."""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow

# Months by their words; "giêng" and "chạp" are the first and the last.
MONTHS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười một": 11, "mười hai": 12, "mười": 10, "chạp": 12,
}  # fmt: skip
DIGITS = "0123456789"
YEAR = r"(?:18|19|20|21)[0-9]{2}(?![0-9])"
MONTH_DIGITS = r"(?:0?[1-9]|1[0-2])(?![0-9])"
# "tháng năm 2025" is not May: the word belongs to the year.
MONTH = rf"(?:{MONTH_DIGITS}|(?:{'|'.join(MONTHS)})(?!\w)(?<!năm(?= [0-9]{{4}})))"
# As the shadow spells it: it moves the tone mark of "quý" too.
QUARTER = f"(?:{shadow('quý')}|quí)"
# After "năm" without a number: "năm học", "năm tới", "năm 5" speak of another year, or of none.
NO_OTHER_YEAR = rf"(?!\w)(?! (?:học|tới|qua|nay|sau|trước|{shadow('ngoái')}|thứ|tiếp|đó|[0-9]))"
# The end of an expression must not be the middle of a document's number ("12/2024/NĐ-CP").
END = r"(?![0-9]|/\w)"


def month_number(printed: str) -> int:
    """The number of a month printed in digits or as a word.

    >>> month_number("06"), month_number("chín")
    (6, 9)
    """
    return int(printed) if printed.isdecimal() else MONTHS[printed]
