"""The menu: one table of entries, of which a person sees those behind whose door they may go."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from lotrinh.living.access.rules import Person, may_somewhere
from lotrinh.living.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu: its address by name, the act of its door, its words."""

    name: str
    act: str
    words: Words


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as a page shows it; `here`: the page shown is this one or lies below it."""

    url: str
    words: Words
    here: bool


HOME = Entry("home", "site.read", Words("Việc của tôi", "My work"))
VISITOR_HOME = Entry("home", "site.read", Words("Trang đầu", "Start"))
ENTRIES = (
    Entry("plans:list", "plan.read", Words("Kế hoạch", "Plans")),
    Entry("following:mine", "internal.read", Words("Nhiệm vụ", "Tasks")),
    Entry("difficulties:board", "internal.read", Words("Khó khăn", "Difficulties")),
    Entry("documents:documents", "plan.read", Words("Văn bản", "Documents")),
    Entry("review:reviews", "review.decide", Words("Rà soát", "Review")),
    Entry("observations:home", "plan.read", Words("Số liệu", "Figures")),
    Entry("reporting:mine", "report.read", Words("Báo cáo", "Reports")),
    Entry("gathering:periods", "gathering.read", Words("Tổng hợp", "Gathering")),
    Entry("official:reports", "internal.read", Words("Báo cáo Word", "Word reports")),
    Entry("people:agencies", "plan.read", Words("Cơ quan", "Agencies")),
    Entry("portal:start", "portal.read", Words("Cổng công khai", "Public portal")),
    Entry("exchange:home", "exchange.use", Words("Trao đổi", "Exchange")),
    Entry("journal:list", "internal.read", Words("Nhật ký", "Journal")),
    Entry("jobs:jobs", "internal.read", Words("Việc chạy", "Jobs")),
    Entry("accounts", "people.manage", Words("Tài khoản", "Accounts")),
)


def menu_for(person: Person, path: str) -> tuple[Shown, ...]:
    """What `person` sees; of the entries above the page at `path` the longest is marked."""
    entries = (HOME if person.signed_in else VISITOR_HOME, *(e for e in ENTRIES if may_somewhere(person, e.act)))
    found = [(entry, reverse(entry.name)) for entry in entries]
    above = [url for _, url in found if (path.startswith(url) if url != "/" else path == "/")]
    here = max(above, key=len, default="")
    return tuple(Shown(url, entry.words, url == here) for entry, url in found)
