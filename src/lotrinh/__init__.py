"""Lộ Trình reads Vietnamese government plans and results reports and judges progress."""

__version__ = "0.1.0"
