"""The clocks that the site knows, by kind (settings.NOTICE_CLOCKS): what notices and calendars are made from."""

from __future__ import annotations

from collections.abc import Mapping

from lotrinh.living.notices.values import Clocks

CLOCKS: Mapping[str, Clocks] = {}
