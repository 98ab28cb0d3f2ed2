"""Filters of figures."""
