"""Kill -9 at any moment: `python -m tools.killing [--times 50]`.

Each round starts the site on a copy of a prepared home, lets a person upload, review and publish two documents over
HTTP as a browser would (trying again when the server is away), and meanwhile kills the server, one of its processes,
the worker, or everything, at random moments. Afterwards nothing accepted may be lost, no act may be half done, each
document must have been read once, and the journal must be whole. Prints one line a round; exit code 1 at a fault.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests

from tools.places import ROOT

PASSWORD = "mat-khau-thu-nghiem"  # noqa: S105 - of a home that lives for one round
PATIENCE = 90.0  # seconds that a person tries one step of the story again
STEPS = 5

PLAN = (
    "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN\nSố: {number}/KH-UBND\nLạng Sơn, ngày 26 tháng 01 năm 2023\nKẾ HOẠCH\nphát triển\n"
    "II. CHỈ TIÊU ĐẾN NĂM 2030\n- Tỷ lệ che phủ rừng đạt 67%.\n- Tỷ lệ lao động qua đào tạo đạt 76%.\n"
    "III. NHIỆM VỤ\n1. Sở Y tế: Xây dựng đề án phát triển y tế cơ sở, hoàn thành trước ngày 30/6/2025.\n"
)
REPORT = (
    "BÁO CÁO\nKết quả năm 2024\n- Tỷ lệ lao động qua đào tạo đạt 64%, tăng 2% so với năm 2023.\n"
    "- Tỷ lệ che phủ rừng đạt 6{number}%, tăng 1% so với năm 2023.\n"
)


class Site:
    """The site as a process of its own; `port` stays the same over restarts."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, quietly."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lotrinh", "serve", "--home", str(self.home), "--port", str(self.port)],
            cwd=self.home, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=(self.home / "server.log").open("ab"),
        )  # fmt: skip

    def children(self) -> list[tuple[int, str]]:
        """(pid, "server" or "worker") of everything that runs for this home: supervisor's children and theirs."""
        assert self.process is not None
        tree = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
        rows = [line.split(None, 2) for line in tree.splitlines()[1:]]
        ours, found = {str(self.process.pid)}, []
        for pid, parent, command in rows:
            if parent in ours:
                ours.add(pid)
                found.append((int(pid), "worker" if "child worker" in command else "server"))
        return found

    def kill(self, what: str) -> None:
        """Kill -9: "server", "worker", "all" (and start again, as a service manager would)."""
        victims = [pid for pid, kind in self.children() if what in (kind, "all")]
        if what == "all" and self.process is not None:
            self.process.kill()
            self.process.wait()
        for pid in victims:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if what == "all":
            self.start()

    def stop(self) -> None:
        """End it in order."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)


def environment() -> dict[str, str]:
    """That of a shell: nothing of another home."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LOTRINH_", "DJANGO_"))}
    return kept | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}


class Visitor:
    """A person at a browser, who tries again when nothing answers."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.session = requests.Session()

    def again(self, act: Callable[[], Any]) -> Any:
        """What `act` gives, tried until it does not fail for want of a server."""
        until = time.monotonic() + PATIENCE  # of each step anew: a busy machine is slow at all of them
        while True:
            try:
                return act()
            except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError, Away):
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def get(self, path: str) -> requests.Response:
        """A page."""
        return self._checked(self.session.get(self.base + path, timeout=20))

    def post(self, path: str, data: dict[str, Any], **files: Any) -> requests.Response:
        """A form, with its token."""
        token = self.session.cookies.get("csrftoken", "")
        fields = data | {"csrfmiddlewaretoken": token}
        headers = {"Referer": self.base + path}
        return self._checked(self.session.post(self.base + path, fields, headers=headers, timeout=20, **files))

    def _checked(self, response: requests.Response) -> requests.Response:
        if response.status_code >= 500:
            raise Away(response.status_code)
        return response

    def sign_in(self, name: str) -> None:
        """Sign in."""
        self.get("/tai-khoan/dang-nhap/")
        if "sessionid" not in self.session.cookies:
            self.post("/tai-khoan/dang-nhap/", {"login": name, "password": PASSWORD})
        if "sessionid" not in self.session.cookies:
            raise Away(401)


class Away(Exception):  # noqa: N818 - a state of the server
    """The server is there but could not answer."""


def story(visitor: Visitor, number: int) -> dict[str, int]:
    """Upload, review and publish a plan, then a report; ids of what the server said it had accepted."""
    visitor.again(lambda: visitor.sign_in("tonghop"))
    told: dict[str, int] = {}
    told["plan_document"] = _upload(visitor, f"kh-{number}.txt", PLAN.format(number=number))
    told["plan_review"] = _publish(visitor, told["plan_document"], {"purpose": "plan"})
    told["report_document"] = _upload(visitor, f"bc-{number}.txt", REPORT.format(number=number % 10))
    told["report_review"] = _publish(visitor, told["report_document"], {"purpose": "report", "plan": "*"})
    return told


def _upload(visitor: Visitor, name: str, text: str) -> int:
    """Upload until the document is there and read; the same content again is the same document."""

    def once() -> int:
        visitor.get("/van-ban/tai-len/")
        visitor.post("/van-ban/tai-len/", {"text": ""}, files={"file": (name, text.encode())})
        pages = re.findall(r'href="/van-ban/(\d+)/"', visitor.get("/van-ban/").text)
        for pk in dict.fromkeys(pages):
            page = visitor.get(f"/van-ban/{pk}/").text
            if name in page and f"/ra-soat/mo/{pk}/" in page:
                return int(pk)
        raise Away(0)

    return int(visitor.again(once))


def _publish(visitor: Visitor, document: int, purpose: dict[str, str]) -> int:
    """Open the review, accept everything, publish; each step looks first whether it is done already."""

    def once() -> int:
        page = visitor.get(f"/ra-soat/mo/{document}/").text
        fields = dict(purpose)
        if "plan" in fields:
            fields["plan"] = re.findall(r'<option value="(\d+)"', page)[-1]
        opened = visitor.post(f"/ra-soat/mo/{document}/", fields)
        found = re.search(r"/ra-soat/(\d+)/", opened.url)
        if found is None:
            raise Away(0)
        review = int(found.group(1))
        visitor.post(f"/ra-soat/{review}/chap-nhan-het/", {})
        _accept_rest(visitor, review)
        form = visitor.get(f"/ra-soat/{review}/cong-bo/").text
        visitor.post(f"/ra-soat/{review}/cong-bo/", _filled(form))
        if f"/ra-soat/{review}/" not in visitor.get("/ra-soat/?tinh-trang=published").text:
            raise Away(0)
        return review

    return int(visitor.again(once))


def _accept_rest(visitor: Visitor, review: int) -> None:
    for _ in range(60):
        page = visitor.get(f"/ra-soat/{review}/?tinh-trang=open").text
        waiting = re.search(rf'formaction="(/ra-soat/{review}/\d+/chap-nhan/)[^>]*value="(\d+)"', page)
        if waiting is None:
            return
        visitor.post(waiting.group(1), {"version": waiting.group(2)})


def _filled(form: str) -> dict[str, str]:
    """What a browser sends of a form as it stands: inputs, chosen options, texts."""
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        unchecked = 'type="checkbox"' in tag and "checked" not in tag
        if name and not unchecked and 'type="search"' not in tag:
            fields[name.group(1)] = value.group(1) if value else "on"
    for name_, body in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        fields[name_] = chosen.group(1) if chosen else ""
    for name_, body in re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        fields[name_] = body.strip()
    return fields


CHECKS = r"""
import json, sys
from lotrinh.web.operations.setup import open_home
open_home(None)
from django.db.models import Count
from lotrinh.living.documents.models import Document
from lotrinh.living.jobs.models import Job
from lotrinh.living.journal.models import Event
from lotrinh.living.journal.verification import verify
from lotrinh.living.observations.models import Observation
from lotrinh.living.plans.models import Assessment, Plan, Target, Task
from lotrinh.living.review.models import Proposal, Review
told = json.loads(sys.argv[1])
faults = []
def want(what, is_so):
    if not is_so: faults.append(what)
want("journal is whole", verify().whole)
for key in ("plan_document", "report_document"):
    d = Document.objects.get(pk=told[key])
    want(key + " is read", d.facts is not None and d.text)
    want(key + " has its file", d.file.storage.exists(d.file.name))
    want(key + " journalled once", Event.objects.filter(act="document.uploaded", subject_id=str(d.pk)).count() == 1)
want("two documents", Document.objects.count() == 2)
want("two reviews", Review.objects.count() == 2 and Review.objects.filter(state="published").count() == 2)
want("one plan", Plan.objects.count() == 1)
want("two targets", Target.objects.count() == 2)
want("one task", Task.objects.count() == 1)
want("two figures", Observation.objects.filter(superseded_by=None).count() == 2)
want("each target is judged", Assessment.objects.count() == 2)
want("every accepted proposal is published", not Proposal.objects.filter(standing="accepted", published_as="").exists())
want("published once in the journal", Event.objects.filter(act="review.published").count() == 2)
want("no job hangs", not Job.objects.filter(state__in=("waiting", "running")).exists())
want("no job failed", not Job.objects.filter(state="failed").exists())
print(json.dumps(faults, ensure_ascii=False))
"""


def prepare(home: Path) -> None:
    """Tables, the data of Vietnam and one person."""
    subprocess.run([sys.executable, "-m", "lotrinh", "init", "--home", str(home)], env=environment(), check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    make = (
        "from lotrinh.web.operations.setup import open_home; open_home(None)\n"
        "from datetime import date\n"
        "from lotrinh.living.people.models import *\n"
        f"user = User.objects.create_user('tonghop', password={PASSWORD!r}, full_name='Tổng Hợp')\n"
        "at = Agency.objects.filter(name='Sở Tài chính', valid_to=None).first()\n"
        "Role.objects.create(user=user, kind='focal', agency=at, valid_from=date(2025, 3, 1))\n"
    )
    subprocess.run([sys.executable, "-c", make], env=environment() | {"LOTRINH_HOME": str(home)}, check=True)


def round_of(number: int, prepared: Path, chance: random.Random, *, spare: bool) -> list[str]:
    """One round; what was wrong."""
    from lotrinh.web.operations.serving import free_port

    home = Path(tempfile.mkdtemp(prefix="lotrinh-kill-"))
    shutil.copytree(prepared, home, dirs_exist_ok=True)
    site = Site(home, free_port("127.0.0.1", 8400))
    outcome: dict[str, int] = {}
    problem: list[str] = []
    kills: list[str] = []

    def person() -> None:
        try:
            outcome.update(story(Visitor(site.port), number))
        except Exception as trouble:  # told below: whatever stops the person is a fault
            problem.append(f"{type(trouble).__name__}: {trouble}")

    site.start()
    thread = threading.Thread(target=person, daemon=True)
    thread.start()
    try:
        time.sleep(chance.uniform(0.5, 3.0))
        for _ in range(chance.randint(2, 4)):
            what = chance.choice(("server", "worker", "all"))
            if thread.is_alive() and not spare:
                kills.append(what)
                site.kill(what)
            time.sleep(chance.uniform(0.3, 4.0))
        thread.join(STEPS * PATIENCE + 30)
        if problem or not outcome:
            log = (home / "server.log").read_text(encoding="utf-8", errors="replace").strip().splitlines()
            return [*(problem or ["the person was never served"]), *log[-3:]]
        time.sleep(0.5)
        checked = subprocess.run([sys.executable, "-c", CHECKS, json.dumps(outcome)], check=False, text=True,
                                 env=environment() | {"LOTRINH_HOME": str(home)}, capture_output=True)  # fmt: skip
        if checked.returncode:
            return [checked.stderr.strip()[-400:]]
        return list(json.loads(checked.stdout.strip().splitlines()[-1]))
    finally:
        site.stop()
        print(f"{number}: killed {', '.join(kills) or 'nothing'}", end="; ")
        shutil.rmtree(home, ignore_errors=True)


def main() -> int:
    """Run the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--spare", action="store_true", help="kill nothing: whether the story itself works")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    bad = 0
    with tempfile.TemporaryDirectory(prefix="lotrinh-kill-") as folder:
        prepare(Path(folder))
        for number in range(1, options.times + 1):
            began = time.monotonic()
            faults = round_of(number, Path(folder), chance, spare=options.spare)
            bad += bool(faults)
            print(f"{time.monotonic() - began:.0f} s; {'; '.join(faults) if faults else 'in order'}", flush=True)
    print(f"{options.times - bad} of {options.times} rounds in order")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
