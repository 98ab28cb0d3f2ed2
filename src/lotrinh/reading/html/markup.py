"""HTML source to tags and text, with offsets, in one pass.

`html.parser` searches to the end of the file again and again when comments or tags are left open,
which a hostile page can make quadratic. Here every character is looked at a bounded number of times:
what is left open runs to the end of the file, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

# Possessive throughout: a failed match gives nothing back, so the time is linear.
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+)>""")
_OPENS_TAG = re.compile(r"</?[a-zA-Z]")
_ATTRIBUTE = re.compile(r"""([^\s/>="']++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?+""")
# Elements whose content is no text of the page.
_RAW = {name: re.compile(rf"</{name}[\s/>]", re.IGNORECASE) for name in ("script", "style", "template", "svg", "math")}
_LONG_REFERENCE = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}+;?")


class Token(NamedTuple):
    """A start tag ("start"), an end tag ("end") or text ("text", with character references resolved).

    `name` is the tag's, in lower case; `value` the text or the attributes as written; `at` the offset.
    """

    kind: str
    name: str
    value: str
    at: int


def tokens(source: str) -> Iterator[Token]:
    """Tags and text of `source` in order; comments, declarations, scripts and styles are left out."""
    at, size = 0, len(source)
    while at < size:
        opening = source.find("<", at)
        if opening < 0:
            opening = size
        if opening > at:
            yield Token("text", "", characters(source[at:opening]), at)
        at = opening
        if source.startswith(("<!", "<?"), at):
            at = _past_declaration(source, at)
        elif tag := _TAG.match(source, at):
            name = tag[2].lower()
            yield Token("end" if tag[1] else "start", name, tag[3], at)
            at = tag.end()
            if name in _RAW and not tag[1] and not tag[3].endswith("/"):
                closing = _RAW[name].search(source, at)
                at = closing.start() if closing else size
        elif _OPENS_TAG.match(source, at):
            yield Token("text", "", characters(source[at:]), at)  # a tag that never ends
            return
        elif at < size:
            yield Token("text", "", "<", at)
            at += 1


def attributes(written: str) -> dict[str, str]:
    """Attributes of a start tag, names in lower case, the first of equal names.

    >>> attributes(" colspan=2 CLASS='a b' hidden")
    {'colspan': '2', 'class': 'a b', 'hidden': ''}
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), characters(double or single or bare))
    return found


def characters(text: str) -> str:
    """`text` with its character references resolved.

    >>> characters("K&#7871; ho&#x1EA1;ch &amp; d&acirc;n &#99999999999;")
    'Kế hoạch & dân �'
    """
    if "&" not in text:
        return text
    return unescape(_LONG_REFERENCE.sub("\N{REPLACEMENT CHARACTER}", text))


def _past_declaration(source: str, at: int) -> int:
    if source.startswith("<!--", at):
        end = source.find("-->", at + 4)
        return end + 3 if end >= 0 else len(source)
    end = source.find(">", at)
    return end + 1 if end >= 0 else len(source)
