"""The zip container of a Word file, and the namespace of its elements."""

from __future__ import annotations

from lotrinh.reading.container import Container

__all__ = ["Container", "W"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
