"""A difficulty from raise to decision to close: steps, owners, clocks, actions, journal."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from lotrinh.living.difficulties import services
from lotrinh.living.difficulties.clocks import clocks
from lotrinh.living.difficulties.models import Difficulty, Outcome
from lotrinh.living.difficulties.services import Work
from lotrinh.living.difficulties.transitions import Refused
from lotrinh.living.journal.models import Event
from lotrinh.living.notices.roster import load_roster
from lotrinh.living.notices.telling import tellings
from lotrinh.living.people.models import Role
from lotrinh.living.plans.conflicts import Conflict
from lotrinh.living.plans.services import mark_done
from lotrinh.living.workdays.queries import calendar_for
from tests.living.cast import Cast
from tests.living.plans.cases import published

DAY = date(2026, 2, 11)  # a Wednesday; Tết is free from the 14th to the 22nd


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args: DAY)


def now(one: Difficulty) -> Difficulty:
    return Difficulty.objects.get(pk=one.pk)


def proposed(cast: Cast, one: Difficulty) -> Difficulty:
    one = services.take(one, "land", cast.focal, one.version)
    options = ["Giao 2.000 m² đất công", "Thuê nhà tạm"]
    return services.propose(one, options, 1, "Hai cách", cast.focal, one.version)


def decided(cast: Cast, one: Difficulty, works: list[Work] | None = None) -> Difficulty:
    option = one.options.get(order=1)
    services.decide(
        one, option=option, text="Giao đất", number="12/QĐ-UBND", issued_on=DAY, owner=cast.health,
        due=date(2026, 3, 31), by=cast.leader, seen=one.version, works=works or [],
    )  # fmt: skip
    return now(one)


def test_from_raise_to_close(cast: Cast, raised: Difficulty) -> None:
    assert (raised.state, raised.owner, raised.due) == ("raised", cast.finance, date(2026, 2, 23))  # over Tết
    one = proposed(cast, raised)
    assert (one.state, one.owner, one.due) == ("proposed", cast.province, date(2026, 2, 27))
    assert [(option.text[:4], option.recommended) for option in one.options.all()] == [("Giao", False), ("Thuê", True)]
    one = decided(cast, one)
    assert (one.state, one.owner, one.due) == ("decided", cast.health, date(2026, 3, 31))
    [action] = one.actions.all()
    with pytest.raises(Refused, match="Còn 1 việc"):
        services.close(one, Outcome.SOLVED, "xong", cast.focal, one.version)
    services.finish(action, DAY, "Biên bản bàn giao 3", cast.reporter)
    one = now(one)
    assert (one.state, one.owner) == ("carried_out", cast.finance)
    one = services.close(one, Outcome.SOLVED, "Đã bàn giao đất", cast.focal, one.version)
    assert (one.state, one.owner, one.due, one.outcome) == ("closed", None, None, "solved")
    assert [step.move for step in one.steps.all()] == ["raise", "take", "propose", "decide", "carry_out", "close"]
    acts = list(Event.objects.order_by("number").values_list("act", flat=True))
    assert acts.count("difficulty.moved") == 5
    assert "difficulty.decided" in acts


def test_several_actions_of_several_agencies(cast: Cast, raised: Difficulty) -> None:
    works = [Work("Đo đất", cast.education, date(2026, 3, 5)), Work("Bàn giao", cast.health, date(2026, 3, 20))]
    one = decided(cast, proposed(cast, raised), works)
    first, second = one.actions.all()
    services.finish(first, DAY, "Bản đồ", cast.other_reporter)
    assert now(one).state == "decided"
    with pytest.raises(Refused, match="đã ghi xong"):
        services.finish(first, DAY, "lần nữa", cast.other_reporter)
    services.finish(second, DAY, "Biên bản", cast.reporter)
    assert now(one).state == "carried_out"


def test_an_action_that_is_a_task_is_done_with_it(cast: Cast, raised: Difficulty) -> None:
    plan = published(cast.focal)
    task = plan.tasks.first()
    assert task is not None
    one = decided(cast, proposed(cast, raised), [Work(task.text, cast.health, date(2026, 3, 5), task)])
    assert services.carry_out_finished() == 0
    mark_done(task, DAY, "Báo cáo 3/BC-SYT", cast.focal, None)
    assert list(clocks(DAY, date(2026, 12, 31))) == []  # nobody owes it any more
    assert services.carry_out_finished() == 1
    assert (now(one).state, now(one).owner, one.steps.last().by) == ("carried_out", cast.finance, None)
    assert services.carry_out_finished() == 0


def test_returned_and_sent_again(cast: Cast, raised: Difficulty) -> None:
    one = services.move(raised, "return", "Chưa nêu diện tích", cast.focal, raised.version)
    assert (one.state, one.owner, one.steps.last().text) == ("returned", cast.health, "Chưa nêu diện tích")
    one = services.move(one, "resend", "Đã thêm", cast.reporter, one.version, text="Thiếu 2.000 m²")
    assert (one.state, one.owner, one.text) == ("raised", cast.finance, "Thiếu 2.000 m²")


def test_asking_for_more_retires_the_options(cast: Cast, raised: Difficulty) -> None:
    one = proposed(cast, raised)
    one = services.move(one, "ask_more", "Chưa có kinh phí", cast.leader, one.version)
    assert (one.state, one.owner) == ("handling", cast.finance)
    one = services.propose(one, ["Giao đất, vốn 2027"], 0, "Một cách", cast.focal, one.version)
    assert [option.text for option in one.options.filter(retired=False)] == ["Giao đất, vốn 2027"]
    assert one.options.count() == 3


def test_merging_keeps_both_and_what_was_merged_before(cast: Cast, raised: Difficulty) -> None:
    def another(title: str) -> Difficulty:
        return services.raise_difficulty(title=title, text="x", kind="land", agency=cast.education, by=cast.focal)

    second, third = another("Chưa có mặt bằng xây trường"), another("Thiếu đất")
    services.merge(third, second, "cùng khu đất", cast.focal, third.version)
    services.merge(second, raised, "", cast.focal, second.version)
    assert {one.title for one in raised.merged.all()} == {"Chưa có mặt bằng xây trường", "Thiếu đất"}
    assert now(second).state == "merged"
    with pytest.raises(Refused, match="chính nó"):
        services.merge(raised, raised, "", cast.focal, raised.version)
    with pytest.raises(Refused, match="đã kết thúc"):
        services.merge(raised, second, "", cast.focal, raised.version)


def test_two_people_at_one_difficulty(cast: Cast, raised: Difficulty) -> None:
    services.take(raised, "land", cast.focal, raised.version)
    with pytest.raises(Conflict, match="Hoàng Tổng Hợp đã: tiếp nhận"):
        services.move(raised, "withdraw", "Đã tự giải quyết", cast.reporter, 1)


def test_settled_by_the_focal_agency_and_reopened(cast: Cast, raised: Difficulty) -> None:
    one = services.close(raised, Outcome.SOLVED, "Đã hướng dẫn", cast.focal, raised.version)
    assert (one.state, one.closing) == ("closed", "Đã hướng dẫn")
    one = services.move(one, "reopen", "Chưa xong", cast.focal, one.version)
    assert (one.state, one.owner) == ("handling", cast.finance)


def test_nobody_to_send_it_to_is_said(cast: Cast) -> None:
    Role.objects.filter(kind="focal").delete()
    with pytest.raises(Refused, match="đầu mối"):
        services.raise_difficulty(title="x", text="x", kind="land", agency=cast.health, by=cast.reporter)


def test_every_step_has_a_clock_that_presses_its_owner(cast: Cast, raised: Difficulty) -> None:
    [clock] = clocks(DAY, date(2026, 12, 31))
    assert (clock.agencies, clock.due, clock.receiver) == ({cast.finance.pk}, date(2026, 2, 23), cast.finance.pk)
    one = decided(cast, proposed(cast, raised), [Work("Đo đất", cast.education, date(2026, 3, 5))])
    [clock] = clocks(DAY, date(2026, 12, 31))
    assert (clock.agencies, clock.due) == ({cast.education.pk}, date(2026, 3, 5))
    services.finish(one.actions.get(), DAY, "Bản đồ", cast.other_reporter)
    one = now(one)
    services.close(one, Outcome.SOLVED, "xong", cast.focal, one.version)
    assert list(clocks(DAY, date(2026, 12, 31))) == []


def test_it_escalates_when_the_clock_runs_out(cast: Cast, raised: Difficulty) -> None:
    told = tellings(list(clocks(DAY, date(2026, 12, 31))), load_roster(), DAY, date(2026, 3, 1), calendar_for())
    rows = [(row.day, row.rule, row.people) for row in told if not row.rule.endswith("week")]
    assert rows == [
        (date(2026, 2, 11), "begins", (cast.focal.pk,)),
        (date(2026, 2, 13), "before-1", (cast.focal.pk,)),
        (date(2026, 2, 23), "on-the-day", (cast.focal.pk,)),
        (date(2026, 2, 24), "after-1", (cast.focal.pk,)),
        (date(2026, 2, 25), "escalate-receiver", (cast.focal.pk,)),
        (date(2026, 2, 26), "escalate-difficulty", (cast.leader.pk,)),
    ]
