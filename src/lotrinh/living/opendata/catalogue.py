"""The catalogue of what can be downloaded, in the vocabulary of DCAT-AP 3.0 as JSON-LD.

Reads: published plans. Writes: a JSON-LD document. Two queries.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from lotrinh.living.opendata.tables import TABLES
from lotrinh.living.plans.models import Plan
from lotrinh.living.portal import publicity
from lotrinh.living.words import Words

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
MEDIA = {
    "csv": ("text/csv", "CSV"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    "json": ("application/json", "JSON"),
}
_IANA = "https://www.iana.org/assignments/media-types/"
_FILE = "http://publications.europa.eu/resource/authority/file-type/"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/VIE"
_YEARLY = "http://publications.europa.eu/resource/authority/frequency/IRREG"


def catalogue(site: str) -> dict[str, Any]:
    """The whole catalogue. `site`: its address without a slash at the end."""
    plans = list(publicity.public_plans().order_by("id"))
    at = f"{site}{reverse('opendata:catalogue')}"
    return {
        "@context": CONTEXT,
        "@id": at,
        "@type": "dcat:Catalog",
        "dct:title": _texts(Words("Dữ liệu mở về kế hoạch và kết quả", "Open data on plans and results")),
        "dct:description": _texts(
            Words(
                "Mục tiêu, số liệu, nhiệm vụ của các kế hoạch đã công bố, mỗi số kèm nguồn và loại số liệu.",
                "Targets, figures and tasks of published plans, each figure with its source and vintage.",
            )
        ),
        "dct:publisher": _publisher(plans[0] if plans else None, site),
        "dct:language": {"@id": _LANGUAGE},
        "dct:license": {"@id": LICENCE},
        "foaf:homepage": {"@id": f"{site}{reverse('opendata:home')}"},
        "dct:modified": {"@type": "xsd:date", "@value": timezone.localdate().isoformat()},
        "dcat:dataset": [_dataset(plan, table, site) for plan in plans for table in TABLES],
        "dcat:service": [_service(site)],
    }


def _texts(words: Words) -> list[dict[str, str]]:
    return [{"@language": "vi", "@value": words.vi}, {"@language": "en", "@value": words.en}]


def _publisher(plan: Plan | None, site: str) -> dict[str, Any]:
    name = plan.focal.name if plan and plan.focal else (plan.document.issuer if plan and plan.document.public else "")
    return {"@id": f"{site}/#publisher", "@type": "foaf:Agent", "foaf:name": name or "Lộ Trình"}


def _dataset(plan: Plan, table: str, site: str) -> dict[str, Any]:
    words = TABLES[table].words
    at = f"{site}{reverse('portal:plan', args=[plan.slug])}#{table}"
    told: dict[str, Any] = {
        "@id": at,
        "@type": "dcat:Dataset",
        "dct:identifier": f"{plan.slug}/{table}",
        "dct:title": _texts(Words(f"{plan.short}: {words.vi}", f"{plan.short}: {words.en}")),
        "dct:description": _texts(Words(plan.title or plan.short, plan.title or plan.short)),
        "dct:publisher": {"@id": f"{site}/#publisher"},
        "dct:language": {"@id": _LANGUAGE},
        "dct:accrualPeriodicity": {"@id": _YEARLY},
        "dcat:landingPage": {"@id": f"{site}{reverse('portal:plan', args=[plan.slug])}"},
        "dcat:keyword": [plan.short, words.vi, words.en],
        "dcat:distribution": [_distribution(plan, table, kind, site) for kind in MEDIA],
    }
    if plan.year_from and plan.year_to:
        told["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@type": "xsd:date", "@value": date(plan.year_from, 1, 1).isoformat()},
            "dcat:endDate": {"@type": "xsd:date", "@value": date(plan.year_to, 12, 31).isoformat()},
        }
    if plan.area:
        told["dct:spatial"] = {"@type": "dct:Location", "dct:identifier": plan.area.code, "dct:title": plan.area.name}
    return told


def _distribution(plan: Plan, table: str, kind: str, site: str) -> dict[str, Any]:
    media, name = MEDIA[kind]
    at = f"{site}{reverse('opendata:bulk', args=[plan.slug, table, kind])}"
    return {
        "@id": at,
        "@type": "dcat:Distribution",
        "dct:title": f"{plan.short}, {name}",
        "dcat:accessURL": {"@id": f"{site}{reverse('portal:plan', args=[plan.slug])}"},
        "dcat:downloadURL": {"@id": at},
        "dcat:mediaType": {"@id": _IANA + media},
        "dct:format": {"@id": _FILE + name},
        "dct:license": {"@id": LICENCE},
    }


def _service(site: str) -> dict[str, Any]:
    at = f"{site}{reverse('api-v1:openapi')}"
    return {
        "@id": f"{at}#service",
        "@type": "dcat:DataService",
        "dct:title": _texts(Words("Giao diện lập trình, phiên bản 1", "API, version 1")),
        "dcat:endpointURL": {"@id": f"{site}/api/v1/"},
        "dcat:endpointDescription": {"@id": at},
        "dct:license": {"@id": LICENCE},
    }
