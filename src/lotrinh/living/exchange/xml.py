"""Reading XML of strangers: no document type, no entities, no nesting or size without bound.

Python's parser expands entities that a file declares; a file of a kilobyte could so fill the memory. None of our
formats declares any, so a file with a document type is refused as soon as its declaration begins.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

MOST_BYTES = 96 * 1024 * 1024
MOST_DEPTH = 40
MOST_ELEMENTS = 50_000


class BadXml(Exception):  # noqa: N818  (what the caller is told, not a fault)
    """The file is no XML that we take; the message says why."""


class _Bounded:
    """Builds the tree and counts. `parser` calls the methods."""

    def __init__(self) -> None:
        self.tree = TreeBuilder()
        self._depth = self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Refuse what is nested or repeated beyond reason."""
        self._depth += 1
        self._count += 1
        if self._depth > MOST_DEPTH or self._count > MOST_ELEMENTS:
            raise BadXml("nested too deep or too many elements")
        self.tree.start(_name(tag), {_name(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        """One level up."""
        self._depth -= 1
        self.tree.end(_name(tag))


def _name(told: str) -> str:
    """The name of the parser (space}local) as that of the tree ({space}local)."""
    return f"{{{told}" if "}" in told else told


def parse(content: bytes) -> Element:
    """The root of a document. Raises BadXml."""
    if len(content) > MOST_BYTES:
        raise BadXml("too large")
    parser, built = ParserCreate(namespace_separator="}"), _Bounded()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refused
    parser.EntityDeclHandler = _refused
    parser.StartElementHandler = built.start
    parser.EndElementHandler = built.end
    parser.CharacterDataHandler = built.tree.data
    try:
        parser.Parse(content, True)
        root = built.tree.close()
    except (ExpatError, SyntaxError, ValueError, LookupError, AssertionError) as error:
        raise BadXml("not well-formed XML") from error
    return root


def _refused(*_: object) -> None:
    raise BadXml("a document type or an entity is declared")


def local(tag: str) -> str:
    """The name without its namespace.

    >>> local("{http://www.mic.gov.vn/TBT/QCVN_102_2016}From")
    'From'
    """
    return tag.rpartition("}")[2]


def child(above: Element | None, name: str) -> Element | None:
    """The first element of a name below, whatever its namespace: senders do not agree on prefixes."""
    return None if above is None else next((one for one in above if local(one.tag) == name), None)


def children(above: Element | None, name: str) -> list[Element]:
    """All elements of a name below."""
    return [] if above is None else [one for one in above if local(one.tag) == name]


def text(above: Element | None, *names: str) -> str:
    """The text at the end of a path; "" where there is none."""
    for name in names:
        above = child(above, name)
    return (above.text or "").strip() if above is not None else ""
