"""Visitors: connections that ask for page after page, each with a pause, and how long they waited.

Plain asyncio streams with kept-alive connections, so that the visitors take little of the two processors that the
server needs. Bounded in number and time.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waits:
    """How long one kind of page took, in milliseconds."""

    requests: int
    failures: int
    median: float
    p95: float
    longest: float


async def _get(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, host: str, cookie: str) -> int:
    """One request on an open connection; the status. The whole body is read."""
    told = f"Cookie: {cookie}\r\n" if cookie else ""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{told}\r\n".encode("ascii"))
    await writer.drain()
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
    if "content-length" in headers:
        await reader.readexactly(int(headers["content-length"]))
    elif headers.get("transfer-encoding") == "chunked":
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return int(lines[0].split()[1])


async def visit(
    address: tuple[str, int],
    pages: Mapping[str, Sequence[str]],
    cookies: Sequence[str],
    length: float,
    pause: float,
    seldom: Collection[str] = (),
) -> dict[str, dict[str, Waits]]:
    """One visitor for each cookie ("": without an account), all at once for `length` seconds, each with a pause.

    Kinds in `seldom` are asked for a quarter as often as each of the others.
    Group ("visitors", "accounts") → kind of page → waits; the kind "all" is every page together.
    """
    waits: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    failures: dict[tuple[str, str], int] = defaultdict(int)
    until = time.monotonic() + length
    kinds, weights = list(pages), [1 if kind in seldom else 4 for kind in pages]
    host = f"{address[0]}:{address[1]}"

    async def one(number: int, cookie: str) -> None:
        chance, group = random.Random(number), "accounts" if cookie else "visitors"
        reader, writer = await asyncio.open_connection(*address)
        await asyncio.sleep(chance.random() * pause)
        while time.monotonic() < until:
            [kind] = chance.choices(kinds, weights)
            began = time.monotonic()
            try:
                status = await _get(reader, writer, chance.choice(pages[kind]), host, cookie)
            except (OSError, asyncio.IncompleteReadError):
                failures[group, kind] += 1
                reader, writer = await asyncio.open_connection(*address)
                continue
            waits[group][kind].append(1000 * (time.monotonic() - began))
            failures[group, kind] += status != 200
            if pause:
                await asyncio.sleep(pause * (0.5 + chance.random()))
        writer.close()

    await asyncio.gather(*(one(number, cookie) for number, cookie in enumerate(cookies)))
    for group, own in waits.items():
        own["all"] = [wait for times in list(own.values()) for wait in times]
        failures[group, "all"] = sum(failures[group, kind] for kind in own)
    return {
        group: {kind: _summary(times, failures[group, kind]) for kind, times in own.items()}
        for group, own in waits.items()
    }


def _summary(times: list[float], failures: int) -> Waits:
    ordered = sorted(times)
    return Waits(
        len(ordered),
        failures,
        round(ordered[len(ordered) // 2], 1),
        round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 1),
        round(ordered[-1], 1),
    )
