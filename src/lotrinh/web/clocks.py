"""The clocks that the site knows, by kind (settings.NOTICE_CLOCKS): what notices and calendars are made from."""

from __future__ import annotations

from collections.abc import Mapping

from lotrinh.living.difficulties.clocks import clocks as difficulty_clocks
from lotrinh.living.following.clocks import confirmation_clocks, task_clocks
from lotrinh.living.notices.values import Clocks
from lotrinh.living.portal.clocks import clocks as questions
from lotrinh.living.reporting.clocks import clocks as reports

CLOCKS: Mapping[str, Clocks] = {
    "task": task_clocks,
    "confirmation": confirmation_clocks,
    "difficulty": difficulty_clocks,
    "request": reports,
    "question": questions,
}
