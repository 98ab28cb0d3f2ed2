"""Whose report it is: in which parts a person may act on it. Pure, over what the caller has loaded."""

from __future__ import annotations

from lotrinh.living.access.rules import Person, may, rules
from lotrinh.living.people.models import Agency
from lotrinh.living.reporting.models import Request

READ, WRITE, RECEIVE, GATHER, EDIT = "report.read", "report.write", "report.receive", "report.gather", "regime.edit"


def writers(request: Request) -> set[int]:
    """The agencies whose people write the report: that which owes it, and that to which it is delegated.

    Successors need no entry: a person's roles cover the agencies that theirs succeeded.
    """
    return {request.agency_id} | ({request.delegated_to_id} if request.delegated_to_id else set())


def may_read(person: Person, request: Request) -> bool:
    """Whether the person may read the report: those inside, its reporters and its receivers."""
    return may(person, READ, writers(request) | {request.receiver_id})


def parts_of(person: Person, request: Request) -> frozenset[str]:
    """The parts of data/transitions.toml that the person has in the report: "reporter", "receiver", "focal"."""
    found = set()
    if may(person, WRITE, writers(request)):
        found.add("reporter")
    if may(person, RECEIVE, [request.receiver_id]):
        found.add("receiver")
    if may(person, GATHER):
        found.add("focal")
    return frozenset(found)


def in_whose_name(person: Person, request: Request, who: str) -> Agency:
    """The agency in whose name the person moves the report: of a delegated one the agency that writes it."""
    if who == "focal":
        return request.period.regime.receiver
    if who != "reporter":
        return request.receiver
    delegate = request.delegated_to
    return delegate if delegate is not None and not may(person, WRITE, [request.agency_id]) else request.agency


def covered(person: Person, act: str) -> frozenset[int]:
    """The agencies for whose work the person may do `act`: the own ones and those that they succeeded."""
    own = rules()[act].own
    return frozenset().union(*(holding.agencies for holding in person.holdings if holding.role in own))
