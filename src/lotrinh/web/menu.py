"""The menu: one table of entries, of which a person sees those behind whose door they may go."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from lotrinh.living.access.rules import Person, may_somewhere
from lotrinh.living.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu: its address by name, the act of its door, its words; `more`: wanted less often."""

    name: str
    act: str
    words: Words
    more: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as a page shows it; `here`: the page shown is this one or lies below it."""

    url: str
    words: Words
    here: bool
    more: bool = False


HOME = Entry("home", "site.read", Words("Việc của tôi", "My work"))
VISITOR_HOME = Entry("home", "site.read", Words("Trang đầu", "Start"))
MOST = 9
"""As many stand in a row; beyond it those wanted less often are folded."""
ENTRIES = (
    Entry("plans:list", "plan.read", Words("Kế hoạch", "Plans")),
    Entry("following:mine", "internal.read", Words("Nhiệm vụ", "Tasks")),
    Entry("difficulties:board", "internal.read", Words("Khó khăn", "Difficulties")),
    Entry("documents:documents", "plan.read", Words("Văn bản", "Documents")),
    Entry("review:reviews", "review.decide", Words("Rà soát", "Review")),
    Entry("observations:home", "plan.read", Words("Số liệu", "Figures")),
    Entry("reporting:mine", "report.read", Words("Báo cáo", "Reports")),
    Entry("gathering:periods", "gathering.read", Words("Tổng hợp", "Gathering")),
    Entry("official:reports", "internal.read", Words("Báo cáo Word", "Word reports"), more=True),
    Entry("people:agencies", "plan.read", Words("Cơ quan", "Agencies"), more=True),
    Entry("portal:start", "portal.read", Words("Cổng công khai", "Public portal"), more=True),
    Entry("exchange:home", "exchange.use", Words("Trao đổi", "Exchange"), more=True),
    Entry("journal:list", "internal.read", Words("Nhật ký", "Journal"), more=True),
    Entry("jobs:jobs", "internal.read", Words("Việc chạy", "Jobs"), more=True),
    Entry("accounts", "people.manage", Words("Tài khoản", "Accounts"), more=True),
)


def menu_for(person: Person, path: str) -> tuple[Shown, ...]:
    """What `person` sees; of the entries above the page at `path` the longest is marked."""
    entries = (HOME if person.signed_in else VISITOR_HOME, *(e for e in ENTRIES if may_somewhere(person, e.act)))
    found = [(entry, reverse(entry.name)) for entry in entries]
    above = [url for _, url in found if (path.startswith(url) if url != "/" else path == "/")]
    here = max(above, key=len, default="")
    folded = len(found) > MOST
    return tuple(Shown(url, entry.words, url == here, folded and entry.more) for entry, url in found)
