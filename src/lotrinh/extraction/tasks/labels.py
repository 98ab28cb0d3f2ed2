"""Labels: lines like "Cơ quan chủ trì: …", "Thời gian hoàn thành: …", each with what it tells and its value.

Reads: `Source`, `Context`. Writes: `Label`s. Words are data: `data/task_words.toml`.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source
from lotrinh.extraction.tasks.task_context import Context, Standing

_WORDS = lexicon("task_words")
_LABELS = _WORDS["labels"]
_KIND = {shadow(label): kind for kind, listed in _LABELS.items() for label in listed}
_BODY = "(?:cơ quan|đơn vị|bộ phận)(?:, (?:cơ quan|đơn vị|tổ chức))?"
_OFFICES = ["chủ trì", "chính", "được giao", "thực hiện", "đầu mối", "tham mưu", "chịu trách nhiệm", "soạn thảo"]
_OFFICE = rf"(?:{any_of([*_OFFICES, 'triển khai', 'phối hợp', 'cùng', 'tham gia'])})"
_TOLD = rf"(?:({any_of(_KIND)})|({_BODY}(?:,? (?:và )?{_OFFICE}){{1,4}}))(?: ?\([^)]{{0,60}}\))? ?"
_LABEL = re.compile(rf"{_TOLD}: ?")
# "2. Cơ quan chủ trì" above the bullets that name them, but not "IV. Tổ chức thực hiện"
_ALONE = re.compile(rf"(?=cơ quan|đơn vị|bộ phận|thời gian|thời hạn|tiến độ|sản phẩm){_TOLD}\.?")
_FIRST_LETTERS = frozenset(label[0] for label in (*_KIND, shadow("cơ quan"), shadow("đơn vị"), shadow("bộ phận")))
_BULLETS = frozenset({"bullet", "letter", "item"})
_MOST_VALUES = 8
_WITHIN = 70  # characters of a line in which the colon of its label stands
_INLINE = pattern(r"(?:\.|;|,) (?=chủ trì|cơ quan|đơn vị|bộ phận|tổ chức|giao)")
_NEXT = pattern(r" ?[;.,] (?=\w)")


class Label(msgspec.Struct, frozen=True):
    """A labelled line: `kind`, and where its value stands; `listed`: one of several lines of values."""

    kind: str
    line: int
    start: int
    end: int
    listed: bool = False


def labels_of(source: Source, context: Context) -> dict[int, Label]:
    """The labelled lines of the document, by line."""
    text = source.prose.shadow
    labels: dict[int, Label] = {}
    for line, marker, standing in zip(source.prose.lines, source.outline.markers, context.standing, strict=True):
        if standing is Standing.OUTSIDE:
            continue
        start = marker.body if marker else line.start
        if text[start : start + 1] not in _FIRST_LETTERS:
            continue
        found = _LABEL.match(text, start, line.end) if ":" in text[start : start + _WITHIN] else None
        found = found or _heading(source, line, start)
        if found is not None:
            labels[line.index] = Label(_kind(found), line.index, found.end(), line.end)
    return labels


def _heading(source: Source, line: Line, start: int) -> re.Match[str] | None:
    """The label that is all of a numbered line, above the lines of its values or another such label."""
    markers = source.outline.markers
    if markers[line.index] is None or line.end - start > _WITHIN or line.index + 1 >= len(markers):
        return None
    following, below = markers[line.index + 1], source.prose.lines[line.index + 1]
    if following is None and not source.prose.text[below.start].isupper():
        return None
    if following is not None and following.kind not in _BULLETS:
        return None
    return _ALONE.fullmatch(source.prose.shadow, start, line.end)


def _kind(label: re.Match[str]) -> str:
    """What a label tells; "Đơn vị chủ trì tham mưu thực hiện" and its like are known by their words."""
    if label[1]:
        return str(_KIND[label[1]])
    helps = ("phối hợp", "tham gia", "cùng")
    return "partner" if "chủ trì" not in label[2] and any(word in label[2] for word in helps) else "lead"


def group_from(source: Source, labels: dict[int, Label], first: int) -> tuple[list[Label], int]:
    """The labelled lines that follow each other from `first` on, and the last line they fill."""
    group: list[Label] = []
    index = first
    lines = source.prose.lines
    last = first
    while index < len(lines) and index - last <= 1:
        label = labels.get(index)
        if label is not None and label.kind == "content":
            break
        if label is not None:
            group.append(label)
            last = index
        elif group and group[-1].start >= group[-1].end and index - group[-1].line <= _MOST_VALUES:
            marker = source.outline.markers[index]
            body = marker.body if marker else lines[index].start
            if marker is None and index - group[-1].line > 1:
                break
            if marker is not None and marker.kind not in _BULLETS:
                break
            group.insert(-1, Label(group[-1].kind, index, body, lines[index].end, listed=True))
            last = index
        index += 1
    return group, last


def inline_label(prose: Prose, line: Line, start: int) -> tuple[int, Label] | None:
    """Where the labels that end a line begin, and the first: "Rà soát quy chế. Đơn vị chủ trì: Sở X; …"."""
    if ":" not in prose.shadow[start : line.end]:
        return None
    for mark in _INLINE.finditer(prose.shadow, start, line.end):
        found = _LABEL.match(prose.shadow, mark.end(), line.end)
        if found is not None and _kind(found) == "lead":
            return mark.start(), Label("lead", line.index, found.end(), line.end)
    return None


def parts_of_label(prose: Prose, label: Label) -> list[Label]:
    """The labels of one line: "Chủ trì: Sở X; phối hợp: các huyện, thành phố; thời gian: Quý II"."""
    parts, text = [label], prose.shadow
    for mark in _NEXT.finditer(text, label.start, label.end):
        if found := _LABEL.match(text, mark.end(), label.end):
            parts[-1] = msgspec.structs.replace(parts[-1], end=mark.start())
            parts.append(Label(_kind(found), label.line, found.end(), label.end))
    return parts
