"""Building the index of the search again from everything that the apps have: after an upgrade or a restored backup."""

from __future__ import annotations

from lotrinh.living.documents.models import Document
from lotrinh.living.documents.services import index as index_document
from lotrinh.living.people.search import index_agencies
from lotrinh.living.places.search import index_areas
from lotrinh.living.plans.finding import index_plan
from lotrinh.living.plans.models import Plan
from lotrinh.living.search.services import rebuild


def rebuild_index() -> int:
    """Throw the index away and fill it again, in one transaction; returns how many things can be found."""
    return rebuild((_documents, _plans, index_agencies, index_areas))


def _plans() -> None:
    for plan in Plan.objects.order_by("pk").iterator(chunk_size=50):
        index_plan(plan)


def _documents() -> None:
    for document in Document.objects.defer("facts", "blocks").order_by("pk").iterator(chunk_size=20):
        index_document(document)
