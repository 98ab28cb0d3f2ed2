"""One period from its cut-off to its locking: reports come, are returned, contradicted, accepted; then it is locked."""

from __future__ import annotations

import json
from datetime import date
from functools import partial

from lotrinh.core.period import Period as Span
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.gathering.board import board_of
from lotrinh.living.gathering.locking import lock
from lotrinh.living.gathering.models import Snapshot
from lotrinh.living.gathering.queries import gathered
from lotrinh.living.gathering.snapshots import recompute
from lotrinh.living.observations.records import Told
from lotrinh.living.observations.services import enter
from lotrinh.living.reporting.entering import Figure, save
from lotrinh.living.reporting.filling import form_of
from lotrinh.living.reporting.lines import Line
from lotrinh.living.reporting.models import Entry, Period, Regime, Request, State, Step
from tools.year.figures import value_of
from tools.year.scripts import GAP, MONTH_GAP, UNCLEAR, Script
from tools.year.sending import accept, fill, fresh, give_back, let_write, moved, named, send, waiting, writer_of
from tools.year.story import Diary

ENOUGH = 4  # working days after the deadline on which the focal agency holds figures against each other
WAYS = ("form", "workbook", "form")


class Round:
    """One period as it is played."""

    def __init__(self, diary: Diary, regime: Regime, name: str, cut_off: date, script: Script) -> None:
        self.diary, self.world, self.script = diary, diary.world, script
        self.regime, self.name, self.cut_off = regime, name, cut_off
        self.quarter = regime.frequency == "quarter"
        self.due = diary.after(cut_off, 5)
        self.locked_on = diary.after(self.due, GAP if self.quarter else MONTH_GAP)

    def plan(self) -> None:
        """Put the days of the period into the diary."""
        after, on = self.diary.after, self.diary.on
        on(after(self.cut_off, 1), self.begin)
        if self.quarter:
            on(after(self.cut_off, 2), self.communes_send)
            on(after(self.cut_off, 4), self.communes_end)
            self.diary.watch(self.cut_off, self.locked_on)
        on(self.due, self.departments_send)
        for days in sorted({*self.script.late.values()}):
            on(after(self.due, days), partial(self.late_send, days))
        on(after(self.due, 1), self.return_some)
        on(after(self.due, 2), self.resend)
        on(after(self.due, ENOUGH), self.compare)
        on(after(self.due, ENOUGH + 1), self.accept_all)
        on(after(self.due, ENOUGH + 3), self.accept_all)
        on(self.locked_on, self.lock)
        if self.script.revised:
            on(after(self.locked_on, 10), self.revise)

    @property
    def period(self) -> Period:
        """The row as it is now."""
        return Period.objects.select_related("regime__plan", "regime__receiver").get(
            regime=self.regime, period=self.name
        )

    def requests(self, order: int | None = None) -> list[Request]:
        """Its reports in a fixed order; of communes (`order` 1 of two levels), or of departments."""
        rows = self.period.requests.select_related("agency", "level", "delegated_to", "receiver").order_by(
            "agency__name"
        )
        last = self.regime.levels.last()
        assert last is not None
        of_last = [one for one in rows if one.level_id == last.pk]
        return of_last if order is None else [one for one in rows if one.level_id != last.pk]

    def of(self, name: str) -> Request:
        """The report of the agency of that name."""
        return next(one for one in self.requests() if one.agency.name == name)

    def begin(self) -> None:
        """Before anybody writes: a proxy, a figure that was told elsewhere."""
        wanted = {one.pk for one in self.world.offices}
        if self.cut_off < date(2025, 3, 1):
            self.world.telling.check(
                f"{self.title}: mỗi cơ quan cũ một báo cáo", {one.agency_id for one in self.requests()}, wanted
            )
        else:
            self.world.telling.check(
                f"{self.title}: chỉ cơ quan đang hoạt động phải báo cáo",
                [one.agency.name for one in self.requests() if one.agency.valid_to], [],
            )  # fmt: skip
        if self.script.proxy[0]:
            let_write(self.world, self.of(self.script.proxy[0]), self.world.office(self.script.proxy[1]))
        if self.script.earlier:
            self._tell_earlier(self.of(self.script.earlier))

    @property
    def title(self) -> str:
        """ "Quý III/2025"."""
        told = period_told(Span.parse(self.name))
        return told[:1].upper() + told[1:]

    def _tell_earlier(self, request: Request) -> None:
        """The agency enters another figure of the period by hand, before its report."""
        line, value = self._doubtful(request)
        told = Told(
            line.row.indicator, Span.parse(self.name), value, line.unit, self.world.today, area=line.area,
            agency=request.agency, scope=line.row.scope,
        )  # fmt: skip
        enter(told, writer_of(self.world, request), expected=line.held.pk if line.held else None)
        self.world.act("nhập số", f"{request.agency.name} nhập tay «{line.row.indicator.name}» của kỳ.")

    def _doubtful(self, request: Request) -> tuple[Line, float]:
        """The line of which another figure was told before, and that figure."""
        form = form_of(fresh(request))
        line = next(one for one in form.lines if one.row.change == "level" and one.unit and not one.row.own_area)
        value = value_of(line, form)
        return line, round(min(value * 0.9, value - 0.6), 1)  # no rounding explains it: "6" and "5,8" may be the same

    def communes_send(self) -> None:
        """Communes report for their own places; some late, some never."""
        rows = self.requests(1)
        missing, late = self.script.missing_communes, self.script.late_communes
        for place, request in enumerate(rows[: len(rows) - missing - late]):
            send(self.world, fill(self.world, request, WAYS[place % 2]))

    def communes_end(self) -> None:
        """Late ones come; the department returns one, gets it again, accepts all."""
        rows = self.requests(1)
        missing, late = self.script.missing_communes, self.script.late_communes
        for request in rows[len(rows) - missing - late : len(rows) - missing]:
            send(self.world, fill(self.world, request, "form"))
        for request in rows[:1]:
            give_back(self.world, request, UNCLEAR)
            send(self.world, fill(self.world, request, "form"))
        for request in rows[: len(rows) - missing]:
            accept(self.world, request)

    def departments_send(self) -> None:
        """On the last day all that are neither late nor silent."""
        for place, request in enumerate(self.requests()):
            name = request.agency.name
            if name in self.script.late or name in self.script.never:
                continue
            way = "word" if name in self.script.word and self.quarter else WAYS[place % 3]
            send(self.world, fill(self.world, request, way, self.script.wrong.get(name)))

    def late_send(self, days: int) -> None:
        """Those that come so many days late; after the others were accepted they are accepted at once."""
        for name, count in self.script.late.items():
            if count == days:
                request = send(self.world, fill(self.world, self.of(name), "form"))
                if days > ENOUGH:
                    accept(self.world, request)

    def return_some(self) -> None:
        """The receiver returns some with a reason."""
        for name in sorted(self.script.returned):
            give_back(self.world, self.of(name), UNCLEAR)

    def resend(self) -> None:
        """They look again and send again; one that came back late in February is sent by its successor in March."""
        for name in sorted(self.script.returned):
            request = self.of(name)
            if request.agency.valid_to is None or request.agency.valid_to < self.world.today:
                send(self.world, fill(self.world, request, "form", self.script.wrong.get(name)))
            else:
                self.diary.on(date(2025, 3, 3), self.resend)

    def compare(self) -> None:
        """What contradicts is found, and nothing else; who is wrong gets the report back and mends it."""
        found = gathered(self.period).contradictions()
        told = sorted(
            (one.rule, one.new.indicator, *sorted({one.new.who, one.other.who} if one.other else {one.new.who}))
            for one in found
        )
        wanted = sorted((rule, name, *sorted({who, other} - {""})) for rule, who, other, name in self.script.planted)
        self.world.telling.check(f"{self.title}: mâu thuẫn tìm thấy đúng như đã cài", told, wanted)
        if not self.quarter:
            return
        wrong = {*self.script.wrong, *({self.script.earlier} - {""})}
        for name in sorted(wrong):
            give_back(self.world, self.of(name), f"Số liệu mâu thuẫn ({', '.join(sorted({one[0] for one in told}))}).")
        for name in sorted(wrong):
            send(self.world, self._mended(name))
        left = [(one.rule, one.new.who, one.new.indicator) for one in gathered(self.period).contradictions()]
        self.world.telling.check(f"{self.title}: sửa xong thì hết mâu thuẫn", left, [])

    def _mended(self, name: str) -> Request:
        request = fill(self.world, self.of(name), "form")
        if name != self.script.earlier:
            return request
        line, value = self._doubtful(request)
        figure = Figure(line.row.pk, value, explanation="Theo số đã nhập tay, đã đối chiếu.")
        return save(request, [figure], None, writer_of(self.world, request), request.version)

    def accept_all(self) -> None:
        """The focal agency accepts what lies with it."""
        for request in waiting(self.period):
            accept(self.world, request)

    def lock(self) -> None:
        """Lock it; what never came stays missing."""
        board = board_of(self.period, self.world.today)
        late = Step.objects.filter(request__period=self.period, late=True).count()
        wanted = len(self.script.late) + (self.script.late_communes if self.quarter else 0)
        self.world.telling.check(f"{self.title}: số báo cáo gửi muộn", late, wanted)
        never = {one.request.agency.name for one in board.missing if one.request.level.name != "Cấp xã"}
        self.world.telling.check(f"{self.title}: cơ quan không gửi", never, set(self.script.never))
        snapshot = lock(self.period, self.world.focal, self.period.version)
        self.world.act(
            "khóa", f"Khóa {named(board.lines[0].request)}: {board.accepted.count}/{board.accepted.of} báo cáo."
        )
        self._same(snapshot)

    def _same(self, snapshot: Snapshot) -> None:
        self.world.telling.check(
            f"{self.title}: bản chốt {snapshot.number} tính lại đúng từng byte",
            (recompute(snapshot).same, recompute(snapshot).parts), (True, ()),
        )  # fmt: skip

    def revise(self) -> None:
        """A figure is revised after locking: opened again, corrected, accepted, locked a second time."""
        request, focal = fresh(self.of(self.script.revised)), self.world.focal
        moved(self.world, request, "reopen", focal, "mở lại", "Cơ quan đính chính một số liệu sau khi khóa.")
        request = fresh(request)
        entry = Entry.objects.filter(request=request, value__gt=0).order_by("row__order").first()
        assert entry is not None
        assert entry.value is not None
        value = round(entry.value * 0.99, 1)
        figure = Figure(entry.row_id, value, explanation="Đính chính sau khi đối chiếu với thống kê.")
        save(request, [figure], None, writer_of(self.world, request), request.version)
        accept(self.world, send(self.world, request))
        snapshot = lock(self.period, focal, self.period.version, "Đính chính số liệu sau khi khóa.")
        self.world.act("khóa", f"Khóa lại {named(request)}: bản chốt {snapshot.number}.")
        self.world.telling.check(f"{self.title}: số bản chốt sau đính chính", self.period.snapshots.count(), 2)
        for one in self.period.snapshots.order_by("number"):
            self._same(one)
        self.world.telling.check(
            f"{self.title}: số đính chính ở bản chốt 2, số cũ còn ở bản chốt 1",
            [_value_in(one, entry) for one in self.period.snapshots.order_by("number")], [entry.value, value],
        )  # fmt: skip
        self.world.telling.check(
            f"{self.title}: báo cáo mở lại đã khóa lại", Request.objects.get(pk=request.pk).state, State.LOCKED
        )


def _value_in(snapshot: Snapshot, entry: Entry) -> float:
    """What a snapshot holds for the line of an entry."""
    row, agency = entry.row, entry.request.agency_id
    wanted = (row.indicator_id, row.scope, agency)
    figures = json.loads(snapshot.content)["figures"]
    return next(float(one["value"]) for one in figures if (one["indicator"], one["scope"], one["agency"]) == wanted)
