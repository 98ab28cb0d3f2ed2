"""How the days of an area or an agency are said."""

from __future__ import annotations

from datetime import date

from lotrinh.living.words import spoken


def days_of(begins: date | None, ends: date | None) -> dict[str, str]:
    """Between which days something exists, in both languages; empty where no end is known.

    >>> days_of(None, date(2025, 6, 30))
    {'vi': 'đến 30/06/2025', 'en': 'until 30/06/2025'}
    >>> days_of(date(2025, 7, 1), None)["vi"]
    'từ 01/07/2025'
    >>> days_of(date(2025, 7, 1), date(2026, 4, 29))["en"]
    '01/07/2025 to 29/04/2026'
    """
    first, last = (f"{day:%d/%m/%Y}" if day else "" for day in (begins, ends))
    if first and last:
        return {"vi": f"từ {first} đến {last}", "en": f"{first} to {last}"}
    if first:
        return {"vi": f"từ {first}", "en": f"since {first}"}
    return {"vi": f"đến {last}", "en": f"until {last}"} if last else {"vi": "", "en": ""}


def days_said(begins: date | None, ends: date | None) -> str:
    """The same in the reader's language."""
    return spoken(days_of(begins, ends))
