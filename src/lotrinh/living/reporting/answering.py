"""Who answers on a day for what was laid on an agency: itself, or whom reorganisations made its successor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lotrinh.living.people.models import Agency
from lotrinh.living.people.succession import Reorganisations, carried


def answering(agency: Agency, on: date, known: Reorganisations, about: str = "") -> Iterator[tuple[Agency, str]]:
    """The agencies that answer on a day, each with the ground ("" for the agency itself); none before it was set up.

    `about`: what it is about, by which the successor of a function is found; `known`: load_reorganisations.
    """
    if agency.valid_from is not None and agency.valid_from > on:
        return
    if agency.valid_to is None or agency.valid_to >= on:
        yield agency, ""
        return
    for answer in carried(agency, agency.valid_to, on, about, known):
        if answer.agency is not None:
            yield answer.agency, " → ".join(answer.through) + (f" ({answer.ground})" if answer.ground else "")


def successor(agency: Agency, on: date, known: Reorganisations) -> Agency:
    """The first that answers; the agency itself where nobody is known."""
    return next((one for one, _ in answering(agency, on, known)), agency)


def holds(begins: date | None, ends: date | None, day: date) -> bool:
    """Whether a day lies between two, either of which may be open."""
    return (begins is None or begins <= day) and (ends is None or ends >= day)
