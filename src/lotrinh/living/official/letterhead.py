"""The letterhead and the signature of a report: who issues, number, place and day, who signs, who receives."""

from __future__ import annotations

from datetime import date

import msgspec

from lotrinh.living.official.layout import day_told, kinds, number_told


class Letterhead(msgspec.Struct, frozen=True):
    """What a person can change on the form. `symbol`: "BC-UBND"; `power`: the lines above the signer."""

    governing: str
    issuer: str
    number: str
    symbol: str
    place: str
    day: date
    summary: str
    power: tuple[str, ...]
    signer: str
    receivers: tuple[str, ...]
    to: str = ""

    def context(self, kind: str) -> dict[str, object]:
        """The places of the template."""
        return {
            "chu_quan": _kept_together(self.governing),
            "co_quan": _kept_together(self.issuer),
            "so_ky_hieu": number_told(self.number, self.symbol),
            "noi_ngay": day_told(self.place, self.day.year, self.day.month, self.day.day),
            "ten_loai": kinds()[kind]["kind"],
            "trich_yeu": self.summary,
            "quyen_ky": [line.upper() for line in self.power],
            "nguoi_ky": self.signer,
            "noi_nhan": list(self.receivers),
        }


def _kept_together(name: str) -> str:
    """Capitals; a long name of a committee is broken before its place, never inside it."""
    head, committee, place = name.upper().partition("ỦY BAN NHÂN DÂN ")
    return head + committee + place.replace(" ", "\u00a0") if committee else name.upper()


def proposed(kind: str, issuer: str, governing: str, place: str, day: date, summary: str) -> Letterhead:
    """What the form is filled with for an agency: a department under its province, or the province itself."""
    symbol = "-".join(part for part in (kinds()[kind]["symbol"], abbreviation(issuer)) if part)
    committee = issuer.lower().startswith("ủy ban nhân dân")
    power = (f"TM. {issuer}", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") if committee else ("GIÁM ĐỐC",)
    return Letterhead(
        governing="" if committee else governing,
        issuer=issuer,
        number="",
        symbol=symbol,
        place=place,
        day=day,
        summary=summary,
        power=power,
        signer="",
        receivers=("- Như trên;" if kind == "reminder" else f"- {governing or issuer} (báo cáo);", "- Lưu: VT, TH."),
    )


def abbreviation(issuer: str) -> str:
    """The letters of an agency in a document's symbol.

    >>> abbreviation("Ủy ban nhân dân tỉnh Lạng Sơn"), abbreviation("Sở Tài chính"), abbreviation("Sở Y tế")
    ('UBND', 'STC', 'SYT')
    >>> abbreviation("Sở Nông nghiệp và Môi trường")
    'SNNMT'
    """
    folded = issuer.lower()
    if folded.startswith("ủy ban nhân dân"):
        return "UBND"
    words = [word for word in issuer.split() if word.lower() not in ("và", "tỉnh", "thành", "phố")]
    return "".join(word[0].upper() for word in words)
