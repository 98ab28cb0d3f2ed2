"""`run.py bench --evening`: 500 workbooks of 40 lines, twenty at a time, each looked at and then put in.

For each: the page of the report (its token), the upload (the dry run is shown: the time that counts), the button that
puts everything in. Afterwards the database is asked: every figure there once, none lost, none doubled. Every tenth file
is sent twice, as impatient people do.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from tools.bench.served import served
from tools.places import ROOT

UPLOADS, AT_ONCE, BAR = 500, 20, 2.0  # bar: seconds within which 95 of 100 dry runs are shown
STORED = ROOT / "benchmarks" / "evening.json"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_VERSION = re.compile(r'name="version" value="(\d+)"')


@dataclass
class Told:
    """Seconds of each dry run and of each putting in; what went wrong."""

    dry: list[float] = field(default_factory=list)
    put: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass
class Sender:
    """Somebody's browser, as far as it is needed: one session, its CSRF cookie."""

    there: tuple[str, int]
    session: str
    token: str = ""

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, str, str]:
        """One request without following: status, where it leads, the page."""
        connection = HTTPConnection(*self.there, timeout=120)
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={self.token}", "Accept": "text/html"}
        if body:
            headers |= {"Content-Type": kind, "Origin": f"http://{self.there[0]}:{self.there[1]}"}
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            page = answer.read().decode("utf-8", "replace")
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                if cookie.startswith("csrftoken="):
                    self.token = cookie.partition("=")[2].partition(";")[0]
            return answer.status, answer.headers.get("Location", ""), page
        finally:
            connection.close()


def multipart(token: str, name: str, content: bytes) -> tuple[bytes, str]:
    """A form with a file."""
    mark = "lotrinh-bench"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'.encode(),
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\r\n\r\n".encode(),
        content,
        f"\r\n--{mark}--\r\n".encode(),
    ]
    return b"".join(parts), f"multipart/form-data; boundary={mark}"


def send(there: tuple[str, int], one: Any, told: Told, *, twice: bool) -> None:
    """One workbook: looked at, then put in."""
    sender = Sender(there, one.cookie)
    status, _, page = sender.ask("GET", f"/bao-cao/{one.request}/")
    token = _TOKEN.search(page)
    if status != 200 or token is None:
        return _wrong(told, f"report {status}")
    body, kind = multipart(token[1], one.name, one.content)
    for _ in range(2 if twice else 1):
        began = monotonic()
        status, where, page = sender.ask("POST", f"/bao-cao/{one.request}/excel/", body, kind)
        if status != 302 or "/bao-cao/bang/" not in where:
            return _wrong(told, f"upload {status} {where}")
        status, _, page = sender.ask("GET", where)
        took = monotonic() - began
        if status != 200:
            return _wrong(told, f"dry run {status}")
        with told.lock:
            told.dry.append(took)
    token, version = _TOKEN.search(page), _VERSION.search(page)
    if token is None or version is None:
        return _wrong(told, "dry run without its form")
    began = monotonic()
    form = urlencode({"csrfmiddlewaretoken": token[1], "version": version[1], "do": "sure"}).encode()
    status, where, page = sender.ask("POST", f"{where}ghi/", form, "application/x-www-form-urlencoded")
    with told.lock:
        told.put.append(monotonic() - began)
    return None if status == 302 else _wrong(told, f"put in {status}")


def _wrong(told: Told, what: str) -> None:
    with told.lock:
        told.wrong[what] += 1


def evening(there: tuple[str, int], waiting: list[Any]) -> tuple[Told, float]:
    """Everybody sends, twenty at a time; what came of it, and the seconds."""
    told, began = Told(), monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda pair: send(there, pair[1], told, twice=pair[0] % 10 == 0), enumerate(waiting)))
    return told, monotonic() - began


def checked(waiting: list[Any]) -> Iterator[str]:
    """What the database holds against what was sent, in words; nothing when all is in order."""
    from lotrinh.living.journal.verification import verify
    from lotrinh.living.reporting.models import Entry, Upload

    held = {(row, request): value for request, row, value in Entry.objects.values_list("request", "row", "value")}
    sent = {(figure.row_id, one.request): figure.value for one in waiting for figure in one.figures}
    lost = sum(key not in held for key in sent)
    other = sum(held.get(key) != value for key, value in sent.items()) - lost
    beyond = len(held) - len(sent) + lost
    doubled = Upload.objects.filter(state=Upload.State.APPLIED).count() - len(waiting)
    for what, count in (("lost", lost), ("other figures", other), ("too many", beyond), ("uploads doubled", doubled)):
        if count:
            yield f"{count} {what}"
    verdict = verify()
    if not verdict.whole:
        yield str(verdict)


def main() -> int:
    """Load, serve, send, check; with `--save` keep the figures."""
    count = int(os.environ.get("LOTRINH_UPLOADS", UPLOADS))
    home = Path(tempfile.mkdtemp(prefix="lotrinh-evening-"))
    from lotrinh.web.operations.setup import open_home, prepare

    open_home(home)
    prepare(lambda _: None)
    from tools.bench.evening import province

    requests = province.load()
    waiting = province.sendings(requests, count)
    from django.db import connection

    vendor = connection.vendor
    with served(8300) as address:
        told, seconds = evening(address, waiting)
    wrong = [*(f"{number} x {what}" for what, number in told.wrong.items()), *checked(waiting)]
    dry, put = sorted(told.dry) or [0.0], sorted(told.put) or [0.0]
    figures = {
        "database": vendor, "uploads": len(waiting), "at once": AT_ONCE, "seconds": round(seconds, 1),
        "dry run median s": round(median(dry), 3), "dry run p95 s": round(dry[int(0.95 * (len(dry) - 1))], 3),
        "put in median s": round(median(put), 3), "put in p95 s": round(put[int(0.95 * (len(put) - 1))], 3),
        "wrong": wrong, "load average at the end": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
    }  # fmt: skip
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    if "--save" in sys.argv:
        STORED.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
