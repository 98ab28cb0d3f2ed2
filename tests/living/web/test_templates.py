"""What templates may hold: words in both languages only, no script, style or handler written into a page."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.base import Lexer, TokenType
from django.utils.text import smart_split

import lotrinh

PACKAGE = Path(lotrinh.__file__).parent
TEMPLATES = sorted(path for app in ("web", "living") for path in (PACKAGE / app).rglob("templates/**/*.*"))
SAID = re.compile(r"[^\W\d_]{2,}")  # a word
NAMES = {
    "Lộ",
    "Trình",
    "English",
    "Tiếng",
    "Việt",
    "Excel",
    "Word",
    "CSV",
    "JSON",
    "PDF",
    "PNG",
    "SVG",
    "Atom",
    "IATI",
    "SDMX",
    "DCAT",
    "AP",
    "LD",
    "Ctrl",
    "Enter",
    "Esc",
}  # said alike in both languages
SPOKEN = {"alt", "title", "placeholder", "aria-label", "aria-description", "label", "data-label", "content", "summary"}
PLACE = re.compile(r"\{(\w*)[^{}]*\}")
SAME = re.compile(r"[\W\d_]*|Excel|CSV|JSON|PDF|Word|GeoJSON|.*Lộ Trình.*", re.DOTALL)
ids = [str(path.relative_to(PACKAGE)) for path in TEMPLATES]


def tokens(path: Path) -> list[tuple[TokenType, str]]:
    return [(token.token_type, token.contents) for token in Lexer(path.read_text(encoding="utf-8")).tokenize()]


def markup(path: Path) -> str:
    """The template without its tags."""
    return " ".join(text if kind == TokenType.TEXT else "" for kind, text in tokens(path))


def told(path: Path) -> list[list[str]]:
    """The literals of each {% t … %}."""
    tags = [list(smart_split(text)) for kind, text in tokens(path) if kind == TokenType.BLOCK and text.startswith("t ")]
    return [[ast.literal_eval(bit) for bit in bits[1:] if bit[0] in "\"'"] for bits in tags]


class Bare(HTMLParser):
    """Words that stand in the markup itself."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += SAID.findall(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            return
        for name, value in attrs:
            if name in SPOKEN and value:
                self.words += SAID.findall(value)


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_words_stand_in_both_languages(path: Path) -> None:
    for words in told(path):
        if not words:  # a piece that is given its words by who includes it
            continue
        assert len(words) == 2, words
        vi, en = words
        assert vi.strip() and en.strip()
        assert vi != en or SAME.fullmatch(vi), vi
        assert set(PLACE.findall(vi)) == set(PLACE.findall(en)), (vi, en)


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.suffix == ".html"], ids=str)
def test_no_word_stands_outside_the_tag(path: Path) -> None:
    parser = Bare()
    parser.feed(markup(path))
    assert not set(parser.words) - NAMES


FORBIDDEN = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=)|<iframe|<object|<embed", re.IGNORECASE
)


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.suffix in (".html", ".svg")], ids=str)
def test_nothing_is_written_into_a_page_that_the_policy_forbids(path: Path) -> None:
    assert FORBIDDEN.findall(markup(path)) == []
    assert not re.search(r"safeseq|autoescape off", path.read_text(encoding="utf-8"))


def test_nothing_marks_text_as_safe_but_where_it_was_escaped() -> None:
    """`|safe` stands once: the help of a field, which is ours."""
    users = [str(path.relative_to(PACKAGE)) for path in TEMPLATES if "|safe" in path.read_text(encoding="utf-8")]
    assert users == ["web/templates/web/field_notes.html"]


def test_no_page_asks_another_host() -> None:
    for path in [*TEMPLATES, *(path for app in ("web", "living") for path in (PACKAGE / app).rglob("static/**/*"))]:
        if path.suffix in (".html", ".js", ".css"):
            found = re.findall(r"(?:https?:)?//[\w.-]+\.\w+", path.read_text(encoding="utf-8"))
            assert not [host for host in found if "www.w3.org" not in host], path


def test_every_file_that_a_page_names_is_there() -> None:
    """The server finds static files by a list made at its start: a page that names a missing one fails."""
    named = {
        bits[1].strip("\"'")
        for path in TEMPLATES
        for kind, text in tokens(path)
        if kind == TokenType.BLOCK and (bits := list(smart_split(text)))[0] == "static"
    }
    assert "web/face.css" in named
    assert not {name for name in named if finders.find(name) is None}


MODULES = sorted(path for app in ("web", "living") for path in (PACKAGE / app).rglob("*.py"))


def words_of(path: Path) -> list[tuple[str, str]]:
    """The pairs of Words(…) whose texts are written there."""
    pairs = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Words":
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            if len(texts) == 2:
                pairs.append((str(texts[0]), str(texts[1])))
    return pairs


@pytest.mark.parametrize("path", [path for path in MODULES if words_of(path)], ids=str)
def test_words_of_the_code_stand_in_both_languages(path: Path) -> None:
    for vi, en in words_of(path):
        assert bool(vi.strip()) == bool(en.strip()), (vi, en)
        assert set(PLACE.findall(vi)) == set(PLACE.findall(en)), (vi, en)
        assert not re.search(r"(?<![A-Z])!", vi + en), (vi, en)
