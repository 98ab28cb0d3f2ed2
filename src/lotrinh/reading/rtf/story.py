"""Rich Text as it is read, word by word: what holds in which group, and where its text goes.

Reads: tokens. Writes: paragraphs (`rtf.paragraphs`), fonts and styles (`rtf.tables`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lotrinh.reading.errors import ReadingError
from lotrinh.reading.limits import Limits
from lotrinh.reading.rtf import words
from lotrinh.reading.rtf.fonts import WESTERN, Font, code_page
from lotrinh.reading.rtf.paragraphs import Paragraphs, RowState
from lotrinh.reading.rtf.tables import FontTable, StyleTable
from lotrinh.reading.rtf.tokens import Token
from lotrinh.reading.symbols import symbol

_DEEPEST = 1_000  # groups inside groups; Word writes thirty at most
_TEXTS = frozenset(("body", "note", "box"))
_WIDEST = 0x7FFFF  # twips


@dataclass(slots=True)
class State:
    """What a group inherits from the one around it and loses when it closes.

    `target` says where text goes: body, note, box, label, fonts, styles, info, title, author or silent.
    """

    target: str = "body"
    font: int = 0
    hidden: bool = False
    deleted: bool = False
    raised: bool = False
    skips: int = 1  # characters that stand behind a \u for programs that do not know it


class Story:
    """Reads the tokens of one file."""

    def __init__(self, limits: Limits) -> None:
        self.codec = WESTERN
        self.fonts = FontTable()
        self.styles = StyleTable()
        self.paragraphs = Paragraphs(limits, self.styles)
        self.information = dict.fromkeys(words.INFORMATION, "")
        self.state = State()
        self.default_font = 0
        self._stack: list[State] = []
        self._optional = False
        self._skip = 0
        self._pending = bytearray()
        self._pending_font = Font(WESTERN)

    def take(self, token: Token) -> None:
        """Read on by one token. Raises ReadingError: too_deep, too_many_characters, too_many_parts."""
        match token.kind:
            case "{":
                self._open()
            case "}":
                self._close()
            case "word":
                self._word(token.value, token.number)
            case "bytes":
                self._bytes(bytes.fromhex(token.value.replace("\\'", "")))
            case "sign":
                self._sign(token.value)
            case _:
                self._text(token.value)

    def finish(self) -> None:
        """Write what is still waiting."""
        self._flush()

    def _open(self) -> None:
        self._flush()
        self._skip = 0
        if len(self._stack) >= _DEEPEST:
            raise ReadingError("too_deep", format="RTF")
        self._stack.append(self.state)
        self.state = replace(self.state)

    def _close(self) -> None:
        self._flush()
        self._skip = 0
        self._optional = False
        if self._stack:
            inner, self.state = self.state, self._stack.pop()
            if inner.target in ("note", "box") and inner.target != self.state.target:
                self.paragraphs.end_story()

    def _enter(self, word: str) -> bool:
        """Whether `word` names a destination, which the group then writes to."""
        state = self.state
        optional, self._optional = self._optional, False
        if state.target == "silent":
            return True
        if word in words.SILENT or (optional and word not in words.READ_THOUGH_OPTIONAL):
            state.target = "silent"
        elif word in words.TARGETS:
            state.target = words.TARGETS[word]
        elif word in words.INFORMATION and state.target == "info":
            state.target = word
        elif word == "footnote":
            state.target = "note" if state.target in _TEXTS and self.paragraphs.begin_note() else "silent"
            state.raised = False
        elif word in words.TEXT_BOXES:
            state.target = "box" if state.target == "body" and self.paragraphs.begin_box() else "silent"
        else:
            return False
        return True

    def _word(self, word: str, number: int | None) -> None:
        if self._skip:
            self._skip -= 1
        elif word == "u" and number is not None:
            self._unicode(number)
        else:
            self._flush()
            if self._enter(word):
                return
            if word in words.CHARACTERS:
                self._put(words.CHARACTERS[word])
            elif action := _ACTIONS.get(word):
                action(self, number)

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._optional = True
        elif self._skip:
            self._skip -= 1
        else:
            self._flush()
            if sign in words.PARAGRAPH_SIGNS:
                _end_paragraph(self, None)
            elif sign in words.SIGNS:
                self._put(words.SIGNS[sign])

    def _unicode(self, number: int) -> None:
        self._flush()
        code = number + 0x10000 if number < 0 else number
        if 0 < code < 0x110000:
            font = self._font()
            self._put(symbol(code) if font.symbols and code >= 0xF000 else chr(code), font.encoding)
        self._skip = self.state.skips

    def _text(self, text: str) -> None:
        if text.isascii() and not self._skip and not self._font().symbols:
            self._flush()
            self._put(text, self._font().encoding)
        else:
            self._bytes(text.encode("latin-1", "replace"))

    def _bytes(self, data: bytes) -> None:
        if self._skip:
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
        if self.state.target == "silent" or not data:
            return
        font = self._font()
        if font != self._pending_font:
            self._flush()
            self._pending_font = font
        self._pending += data  # a letter may take two bytes, written one by one

    def _flush(self) -> None:
        if not self._pending:
            return
        data, self._pending = bytes(self._pending), bytearray()
        font = self._pending_font
        if font.symbols:
            self._put("".join(symbol(0xF000 + byte) for byte in data))
        else:
            self._put(data.decode(font.codec, "replace"), font.encoding)

    def _font(self) -> Font:
        return self.fonts.font(self.state.font, self.codec)

    def _put(self, text: str, encoding: str = "") -> None:
        state = self.state
        if state.target in _TEXTS:
            if not (state.hidden or state.deleted):
                self.paragraphs.put(text, encoding, high=state.raised)
        elif state.target == "label":
            self.paragraphs.put_label(text, encoding)
        elif state.target == "fonts":
            self.fonts.text(text)
        elif state.target == "styles":
            self.styles.text(text)
        elif state.target in self.information:
            self.information[state.target] = (self.information[state.target] + text)[:400]


_Action = Callable[[Story, int | None], None]


def _end_paragraph(story: Story, _: int | None) -> None:
    if story.state.target in _TEXTS:
        story.paragraphs.end()


def _plain(story: Story, _: int | None) -> None:
    story.state = State(story.state.target, story.default_font, skips=story.state.skips)


def _font(story: Story, number: int | None) -> None:
    if story.state.target == "fonts":
        story.fonts.begin(number or 0)
    else:
        story.state.font = number or 0


def _charset(story: Story, number: int | None) -> None:
    story.fonts.charset(number or 0)


def _style(story: Story, number: int | None) -> None:
    if story.state.target == "styles":
        story.styles.begin(number or 0)
    elif story.state.target in _TEXTS:
        story.paragraphs.standing.style = number or 0


def _outline(story: Story, number: int | None) -> None:
    if story.state.target == "styles":
        story.styles.outline(number or 0)
    elif story.state.target in _TEXTS:
        story.paragraphs.standing.outline = number or 0


def _depth(story: Story, number: int | None) -> None:
    if story.state.target in _TEXTS:
        story.paragraphs.standing.depth = max(0, min(1 if number is None else number, 50))


def _pard(story: Story, _: int | None) -> None:
    if story.state.target in _TEXTS:
        story.paragraphs.begin_paragraph()


def _in_body(act: Callable[[Paragraphs], None]) -> _Action:
    def run(story: Story, _: int | None) -> None:
        if story.state.target == "body":
            act(story.paragraphs)

    return run


def _switch(name: str, *, on: bool = True) -> _Action:
    def run(story: Story, number: int | None) -> None:
        setattr(story.state, name, on and number != 0)

    return run


def _merge(name: str) -> _Action:
    def run(story: Story, _: int | None) -> None:
        setattr(story.paragraphs.row, name, True)

    return run


def _new_row(story: Story, _: int | None) -> None:
    story.paragraphs.row = RowState()


def _edge(story: Story, number: int | None) -> None:
    story.paragraphs.row.cell(max(-_WIDEST, min(number or 0, _WIDEST)))


def _left(story: Story, number: int | None) -> None:
    story.paragraphs.row.left = max(-_WIDEST, min(number or 0, _WIDEST))


def _code_page(story: Story, number: int | None) -> None:
    story.codec = code_page(number)


def _default_font(story: Story, number: int | None) -> None:
    story.default_font = story.state.font = number or 0


def _skips(story: Story, number: int | None) -> None:
    story.state.skips = max(0, min(1 if number is None else number, 8))


_ACTIONS: dict[str, _Action] = {
    "par": _end_paragraph, "sect": _end_paragraph, "pard": _pard, "plain": _plain,
    "f": _font, "fcharset": _charset, "s": _style, "outlinelevel": _outline,
    "deff": _default_font, "ansicpg": _code_page, "uc": _skips,
    "v": _switch("hidden"), "deleted": _switch("deleted"),
    "super": _switch("raised"), "nosupersub": _switch("raised", on=False),
    "intbl": _depth, "itap": _depth,
    "trowd": _new_row, "cellx": _edge, "trleft": _left,
    "clmrg": _merge("joins_left"), "clvmgf": _merge("begins_down"), "clvmrg": _merge("joins_above"),
    "cell": _in_body(lambda paragraphs: paragraphs.end_cell(1)),
    "row": _in_body(lambda paragraphs: paragraphs.end_row(1)),
    "nestcell": _in_body(Paragraphs.end_cell),
    "nestrow": _in_body(Paragraphs.end_row),
}  # fmt: skip
