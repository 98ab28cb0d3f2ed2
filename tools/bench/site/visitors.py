"""Visitors: connections that ask for page after page, each with a pause, and how long they waited.

Plain asyncio streams with kept-alive connections, so that the visitors take little of the two processors that the
server needs. Bounded in number and time.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
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
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n".encode("ascii"))
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
    visitors: int,
    length: float,
    pause: float,
    cookie: str = "",
) -> dict[str, Waits]:
    """`visitors` at once for `length` seconds, each with a pause of about `pause` seconds. Kind of page → waits."""
    waits: dict[str, list[float]] = defaultdict(list)
    failures: dict[str, int] = defaultdict(int)
    until = time.monotonic() + length
    host = f"{address[0]}:{address[1]}"

    async def one(number: int) -> None:
        chance = random.Random(number)
        reader, writer = await asyncio.open_connection(*address)
        await asyncio.sleep(chance.random() * pause)
        while time.monotonic() < until:
            kind = chance.choice(list(pages))
            began = time.monotonic()
            try:
                status = await _get(reader, writer, chance.choice(pages[kind]), host, cookie)
            except (OSError, asyncio.IncompleteReadError):
                failures[kind] += 1
                reader, writer = await asyncio.open_connection(*address)
                continue
            waits[kind].append(1000 * (time.monotonic() - began))
            failures[kind] += status != 200
            if pause:
                await asyncio.sleep(pause * (0.5 + chance.random()))
        writer.close()

    await asyncio.gather(*(one(number) for number in range(visitors)))
    return {kind: _summary(times, failures[kind]) for kind, times in waits.items()}


def _summary(times: list[float], failures: int) -> Waits:
    ordered = sorted(times)
    return Waits(
        len(ordered),
        failures,
        round(ordered[len(ordered) // 2], 1),
        round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 1),
        round(ordered[-1], 1),
    )
