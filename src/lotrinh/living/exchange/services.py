"""What comes in by exchange becomes a document, a batch of figures, an indicator; each with its row in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.access.rules import Person
from lotrinh.living.documents import services as documents
from lotrinh.living.documents.models import Document
from lotrinh.living.documents.reading import RefusedFile
from lotrinh.living.exchange import edxml, packets
from lotrinh.living.journal.services import record
from lotrinh.living.observations.batches import check_table
from lotrinh.living.observations.models import Batch, Vintage
from lotrinh.living.observations.queries import current_of_plan
from lotrinh.living.people.models import User
from lotrinh.living.plans.models import Indicator, Plan
from lotrinh.living.words import Words


@dataclass(frozen=True)
class Received:
    """A letter that came: its files as documents, and those that could not be read."""

    letter: edxml.Letter
    documents: Sequence[Document]
    refused: Sequence[Words]


def receive(content: bytes, name: str, by: User) -> Received:
    """Take a letter in: each of its files is stored and read like an upload. Raises xml.BadXml.

    `name`: of the letter's own file; its documents say that they came in it.
    """
    letter = edxml.read(content)
    taken: list[Document] = []
    refused: list[Words] = []
    for file in letter.attachments:
        try:
            document, _ = documents.take_in(file.content, file.name, by, came_in=documents.clean_name(name))
        except RefusedFile as problem:
            refused.append(problem.words)
        else:
            taken.append(document)
    with transaction.atomic():
        for document in taken:
            record(
                "exchange.received", by, document, sender=letter.sender.name or letter.sender.code,
                code=letter.code, message=letter.id, answers=[one.code for one in letter.answers],
            )  # fmt: skip
    return Received(letter, taken, refused)


@transaction.atomic
def send(letter: edxml.Letter, document: Document, by: User) -> bytes:
    """The letter as a file to be handed to the exchange; the journal says that it was made."""
    told = edxml.write(letter)
    receivers = ", ".join(party.name or party.code for party in letter.receivers)
    record("exchange.sent", by, document, receiver=receivers, code=letter.code, message=letter.id)
    return told


def take_figures(packet: packets.Packet, plan: Plan, person: Person, by: User) -> Batch:
    """The figures of a packet as a dry run; nothing is written until somebody says so."""
    name = f"{packets.STANDARD}: {packet.sender.name or packet.sender.code}".strip(": ")
    return check_table(
        plan=plan, kind=Batch.Kind.CSV, name=name, grid=packets.grid_of(packet), vintage=Vintage.REPORTED,
        person=person, by=by,
    )  # fmt: skip


def indicators_of(packet: packets.Packet) -> list[packets.Told]:
    """The indicators of a packet beside those that are here. One query."""
    names = {fold(str(row.get("ten") or "")) for row in packet.rows}
    known = {(one.folded, one.unit): one for one in Indicator.objects.filter(folded__in=names)}
    return packets.indicators_told(packet, known, _key)


def _key(name: str, unit: str) -> tuple[str, str]:
    return fold(name)[:300], unit


@transaction.atomic
def add_indicators(packet: packets.Packet, by: User) -> list[Indicator]:
    """Make the indicators of a packet that are not here; those that are stay as people settled them."""
    made: dict[tuple[str, str], Indicator] = {}
    for one in indicators_of(packet):
        key = _key(one.name, one.unit)
        if one.here is not None or key in made:
            continue
        made[key] = Indicator.objects.create(
            name=one.name, folded=key[0], unit=one.unit, direction=one.direction, direction_by="text",
            accumulation=one.accumulation, method=one.method,
        )  # fmt: skip
        record("exchange.indicator_added", by, made[key], sender=packet.sender.name or packet.sender.code)
    return list(made.values())


def figures_packed(plan: Plan, sender: edxml.Party) -> bytes:
    """The current figures of a plan as a packet."""
    rows = packets.figure_rows(current_of_plan(plan))
    return packets.packed(packets.FIGURES, sender, timezone.localtime(), rows)


def indicators_packed(plan: Plan, sender: edxml.Party) -> bytes:
    """The indicators of a plan as a packet."""
    found = Indicator.objects.filter(targets__plan=plan).distinct().order_by("id")
    return packets.packed(packets.INDICATORS, sender, timezone.localtime(), packets.indicator_rows(found))
