"""Agencies: where the name of an agency stands in a text, and where it ends."""

from lotrinh.extraction.agencies.beginnings import BEGINNINGS
from lotrinh.extraction.agencies.finding import Agency, agencies_at, agencies_in, agency_at, find_agencies, names
from lotrinh.extraction.agencies.words import UPPER

__all__ = ["BEGINNINGS", "UPPER", "Agency", "agencies_at", "agencies_in", "agency_at", "find_agencies", "names"]
