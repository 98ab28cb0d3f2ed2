"""What became public as an Atom feed (RFC 4287).

Reads: portal.changes. Writes: XML.
"""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from django.urls import reverse

from lotrinh.core.xml_text import xml_text
from lotrinh.living.plans.models import Plan
from lotrinh.living.portal import changes
from lotrinh.living.words import Words

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 50
TITLE = Words("Lộ Trình: điều mới được công bố", "Lộ Trình: newly published")
register_namespace("", ATOM)


def feed(site: str, plan: Plan | None = None) -> bytes:
    """The feed of all plans, or of one."""
    events = changes.events(plan=plan, most=ENTRIES)
    at = f"{site}{reverse('opendata:plan_feed', args=[plan.slug]) if plan else reverse('opendata:feed')}"
    home = f"{site}{reverse('portal:plan', args=[plan.slug]) if plan else reverse('portal:start')}"
    root = Element(f"{{{ATOM}}}feed")
    _text(root, "id", at)
    _text(root, "title", f"{TITLE}: {plan.short}" if plan else str(TITLE))
    _text(root, "updated", _moment(events[0].at if events else datetime(2000, 1, 1, tzinfo=UTC)))
    SubElement(root, f"{{{ATOM}}}link", {"rel": "self", "href": at})
    SubElement(root, f"{{{ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": home})
    _text(SubElement(root, f"{{{ATOM}}}author"), "name", "Lộ Trình")
    for event in events:
        entry = SubElement(root, f"{{{ATOM}}}entry")
        _text(entry, "id", f"{site}{reverse('opendata:feed')}#{event.id}")
        _text(entry, "title", f"{changes.KINDS[event.kind]}: {event.title}")
        _text(entry, "updated", _moment(event.at))
        SubElement(entry, f"{{{ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": f"{site}{event.url}"})
        _text(entry, "summary", event.about)
    told: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return told


def _text(above: Element, name: str, told: str) -> None:
    SubElement(above, f"{{{ATOM}}}{name}").text = xml_text(told)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
