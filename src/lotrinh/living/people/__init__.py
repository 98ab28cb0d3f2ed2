"""Agencies, people, roles."""
