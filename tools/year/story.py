"""The calendar of the year: what happens on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from lotrinh.living.notices.services import tell
from lotrinh.living.reporting.opening import open_due
from lotrinh.living.workdays.queries import calendar_for
from tools.year.province import World

Act = Callable[[], None]
DAY = timedelta(days=1)


class Diary:
    """What is to happen, by day. Acts may put further acts into days that are still to come."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.calendar = calendar_for()
        self._days: dict[date, list[Act]] = defaultdict(list)
        self._watched: set[date] = set()

    def on(self, day: date, act: Act) -> None:
        """Do it on a day, after what is there already."""
        self._days[day].append(act)

    def after(self, day: date, count: int) -> date:
        """So many working days after a day."""
        return self.calendar.add_working_days(day, count)

    def watch(self, first: date, last: date) -> None:
        """Let the program tell people of their clocks every day between two days; else it does so every Monday."""
        self._watched |= {first + DAY * offset for offset in range((last - first).days + 1)}

    def run(self, until: date) -> None:
        """Live through the days from today on."""
        day = self.world.today
        while day <= until:
            self._live(day)
            day += DAY

    def _live(self, day: date) -> None:
        clock = self.world.clock
        clock.go_to(day, 7)
        if day.day in (1, 16) and (opened := open_due(day)):
            self.world.act("mở kỳ", f"Chương trình mở {opened} kỳ báo cáo.")
        tells = (day in self._watched or day.weekday() == 0) and self.calendar.is_working(day)
        if tells and (told := tell(day)):
            self.world.act("nhắc việc", f"Chương trình nhắc {told} việc.")
        clock.go_to(day, 9)
        while self._days[day]:
            self._days[day].pop(0)()
