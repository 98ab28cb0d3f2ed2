"""Packets of reports as JSON, a profile under the kinds of QCVN 125:2021/BTTTT (data/packets.toml).

Reads: indicators and figures, or the bytes of a packet. Writes: bytes, or a table for the dry run of figures.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lotrinh.living.exchange.edxml import Party
from lotrinh.living.observations.exports import HEADERS, cells_of
from lotrinh.living.observations.grids import Grid
from lotrinh.living.observations.models import Observation
from lotrinh.living.plans.models import Accumulation, Direction, Indicator
from lotrinh.living.refusals import Refusal
from lotrinh.living.words import Words

STANDARD, PROFILE = "QCVN 125:2021/BTTTT", "lotrinh/1"
FIGURES, INDICATORS = "so-lieu", "chi-tieu"
MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 2_000
_COLUMNS = (
    "ma", "chi_tieu", "don_vi", "dia_ban", "pham_vi", "ky", "loai_so_lieu", "dang", "gia_tri", "co_quan", "thuoc_do",
    "ghi_chu",
)  # fmt: skip


class BadPacket(Refusal):
    """The file is no packet that is taken in here; `words` says why."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a packet. `bound`: by what its name or meaning is bound."""

    name: str
    ours: str
    bound: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of packet. `status`: exchanged | exported | mapped."""

    id: str
    words: Words
    status: str
    record: str
    fields: Sequence[Field]


@cache
def kinds() -> dict[str, Kind]:
    """The table, by kind."""
    table = tomllib.loads((files("lotrinh.living.exchange") / "data" / "packets.toml").read_text(encoding="utf-8"))
    return {
        one["id"]: Kind(
            one["id"], Words(one["vi"], one["en"]), one["status"], one["record"],
            tuple(Field(part["name"], part["ours"], part["bound"]) for part in one["fields"]),
        )
        for one in table["packet"]
    }  # fmt: skip


@dataclass(frozen=True)
class Packet:
    """A packet that came: its kind, who sent it, its rows."""

    kind: str
    id: str
    sender: Party
    rows: Sequence[Mapping[str, Any]]


def packed(kind: str, sender: Party, at: datetime, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A packet. Its id follows from its content, so that the same packet sent twice is known as one."""
    data = json.dumps(list(rows), ensure_ascii=False, sort_keys=True)
    told = {
        "tieu_chuan": STANDARD,
        "ho_so": PROFILE,
        "loai": kind,
        "ma_goi": str(uuid5(NAMESPACE_URL, f"{kind}|{sender.code}|{data}")),
        "ben_gui": {"ma": sender.code, "ten": sender.name},
        "thoi_diem": at.isoformat(timespec="seconds"),
        "du_lieu": list(rows),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def indicator_rows(indicators: Iterable[Indicator]) -> list[dict[str, Any]]:
    """Indicators as rows of a packet."""
    return [
        {
            "ma": row.pk, "ten": row.name, "don_vi": row.unit, "chieu": row.direction, "cong_don": row.accumulation,
            "cach_tinh": row.method,
        }
        for row in indicators
    ]  # fmt: skip


def figure_rows(figures: Iterable[Observation]) -> list[dict[str, Any]]:
    """Figures as rows of a packet; values as a table prints them, so that they are read back the same."""
    return [dict(zip(_COLUMNS, cells_of(row), strict=False)) for row in figures]


def unpacked(content: bytes) -> Packet:
    """What a file says. Raises BadPacket."""
    if len(content) > MOST_BYTES:
        raise BadPacket(Words("Gói lớn hơn 8 MB. Hãy tách gói.", "The packet is larger than 8 MB. Split it."))
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadPacket(_NOT_A_PACKET) from error
    rows = told.get("du_lieu") if isinstance(told, dict) else None
    if not isinstance(told, dict) or told.get("tieu_chuan") != STANDARD or not isinstance(rows, list):
        raise BadPacket(_NOT_A_PACKET)
    if told.get("ho_so") != PROFILE:
        raise BadPacket(
            Words(
                f"Gói theo hồ sơ khác; ở đây đọc hồ sơ {PROFILE}.",
                f"The packet follows another profile; this place reads {PROFILE}.",
            )
        )
    kind = told.get("loai")
    if not isinstance(kind, str) or kind not in kinds() or kinds()[kind].status != "exchanged":
        raise BadPacket(Words("Loại gói này chưa được nhận ở đây.", "Packets of this kind are not taken in here yet."))
    if len(rows) > MOST_ROWS or not all(isinstance(row, dict) for row in rows):
        raise BadPacket(Words("Gói có quá 2.000 dòng hoặc dòng sai dạng.", "More than 2,000 rows, or malformed rows."))
    said = told.get("ben_gui")
    sender: dict[str, Any] = said if isinstance(said, dict) else {}
    party = Party(str(sender.get("ma", ""))[:60], str(sender.get("ten", ""))[:200])
    return Packet(kind, str(told.get("ma_goi", ""))[:60], party, rows)


_NOT_A_PACKET = Words(
    "Tệp không phải là gói báo cáo theo QCVN 125 (hồ sơ JSON).",
    "The file is no report packet by QCVN 125 (JSON profile).",
)


def grid_of(packet: Packet) -> Grid:
    """The figures of a packet as a table: it then goes the way of every table, with its dry run."""
    header: list[Any] = list(HEADERS[: len(_COLUMNS)])
    return Grid([header, *([_cell(row.get(name)) for name in _COLUMNS] for row in packet.rows)], {}, packet.id)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)[:1_000]


@dataclass(frozen=True, slots=True)
class Told:
    """An indicator of a packet beside the one of its name and unit here. `differs`: names of the fields."""

    name: str
    unit: str
    direction: str
    accumulation: str
    method: str
    here: Indicator | None
    differs: Sequence[str] = ()


def indicators_told(packet: Packet, known: Mapping[tuple[str, str], Indicator], key: Any) -> list[Told]:
    """The rows of a packet, each beside what is here. `key`: (name, unit) → how it is known here."""
    told = []
    for row in packet.rows:
        name, unit = " ".join(str(row.get("ten") or "").split())[:300], str(row.get("don_vi") or "").strip()[:80]
        if not name:
            continue
        direction = str(row.get("chieu") or "")
        accumulation = str(row.get("cong_don") or "")
        one = Told(
            name, unit, direction if direction in Direction.values else "",
            accumulation if accumulation in Accumulation.values else Accumulation.LATEST.value,
            str(row.get("cach_tinh") or "")[:4_000], known.get(key(name, unit)),
        )  # fmt: skip
        told.append(one if one.here is None else _compared(one, one.here))
    return told


def _compared(one: Told, here: Indicator) -> Told:
    pairs = {"direction": (one.direction, here.direction), "accumulation": (one.accumulation, here.accumulation)}
    differs = tuple(name for name, (said, held) in pairs.items() if said and said != held)
    return Told(one.name, one.unit, one.direction, one.accumulation, one.method, here, differs)
