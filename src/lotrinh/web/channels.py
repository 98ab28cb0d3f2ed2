"""The channels by which digests go out (settings.NOTICE_CHANNELS). An installation that has its own names its table."""

from __future__ import annotations

from collections.abc import Mapping

from lotrinh.living.notices.channels import EMAIL, Channel

CHANNELS: Mapping[str, Channel] = {"email": EMAIL}
