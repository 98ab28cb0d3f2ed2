"""Vietnamese first: the language of the page is the one chosen on the site."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

import lotrinh
from lotrinh.living.journal.models import Event
from lotrinh.living.journal.wording import sentence
from lotrinh.living.words import Words
from lotrinh.web.templatetags.words import t
from tests.living.web.addresses import addresses
from tests.living.web.world import World, places


def test_a_browser_in_english_gets_vietnamese_until_its_reader_chooses(client: Client, db: None) -> None:
    assert 'lang="vi"' in client.get("/", headers={"accept-language": "en-US,en"}).text
    client.post("/ngon-ngu/", {"language": "en", "next": "/"})
    assert 'lang="en"' in client.get("/").text


def test_a_language_that_does_not_exist_is_passed_over(client: Client, db: None) -> None:
    client.cookies["lang"] = "fr'><script>"
    assert 'lang="vi"' in client.get("/").text


def test_every_page_can_be_read_in_english(world: World) -> None:
    """A number that chooses between two words must reach its text as a number."""
    pages = 0
    for user in (None, world.cast.focal, world.cast.reporter, world.cast.administrator):
        client = Client()
        client.cookies["lang"] = "en"
        if user is not None:
            client.force_login(user)
        for address in addresses():
            with transaction.atomic():
                answer = client.get(reverse(address.name, kwargs=places(world, world.public, address, 0)))
                if answer.streaming:
                    b"".join(answer)  # the client closes the file when it was read
                transaction.set_rollback(True)
            assert answer.status_code < 500, address.name
            pages += answer.status_code == 200 and b'<html lang="en"' in getattr(answer, "content", b"")
    assert pages > 150


COUNTED = (
    "accounts", "agencies", "cells", "codes", "communes", "days", "difficulties", "documents", "fields", "figures",
    "files", "indicators", "items", "lines", "matters", "minutes", "months", "notices", "people", "periods", "places",
    "plans", "questions", "records", "reports", "roles", "rows", "targets", "tasks", "units", "versions", "years",
)  # fmt: skip
ALWAYS_SEVERAL = re.compile(rf"\{{[a-z]\w*\}} (?:[a-z]+ )?(?:{'|'.join(COUNTED)})\b")
PACKAGE = Path(lotrinh.__file__).parent


def texts() -> Iterator[str]:
    """Every English text of the site and of the commands, as it is written."""
    for app in ("living", "web", "cli"):
        for path in sorted((PACKAGE / app).rglob("*.*")):
            if path.suffix == ".html":
                yield from re.findall(r"""\{% t (?:"[^"]*"|'[^']*') ("[^"]*"|'[^']*')""", path.read_text("utf-8"))
            elif path.suffix == ".toml":
                yield from re.findall(r"""\ben = ("[^"]*")""", path.read_text("utf-8"))
            elif path.suffix == ".py":
                for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                    if isinstance(node, ast.Call) and ast.unparse(node.func) == "Words" and len(node.args) == 2:
                        yield ast.unparse(node.args[1])


def test_no_number_is_followed_by_several_things_only() -> None:
    found = [text for text in texts() if ALWAYS_SEVERAL.search(text)]
    assert not found, found


def test_one_thing_and_several_are_told_differently() -> None:
    vi, en = "{n} tệp trong {file}", "{n:file|files} in {file}"
    with override("en"):
        assert t(vi, en, n=1, file="<b>") == "1 file in &lt;b&gt;"
        assert t(vi, en, n=1200, file="a") == "1,200 files in a"
        assert Words(vi, en).format(n=0, file="a") == "0 files in a"
        read = Event(act="document.read", subject_name="kh", data={"targets": 1, "tasks": 0, "results": 2})
        assert sentence(read) == "read the document <b>kh</b>: 1 target, 0 tasks, 2 figures"
    assert t(vi, en, n=1200, file="a") == "1.200 tệp trong a"
