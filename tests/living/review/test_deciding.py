"""Decisions: what they change, who was faster, how they are undone."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from lotrinh.living.journal.models import Event
from lotrinh.living.review import services
from lotrinh.living.review.models import Kind, Proposal, Purpose, ReviewState, Standing
from lotrinh.living.review.states import state_of
from tests.living.cast import Cast
from tests.living.documents.samples import PLAN, read
from tests.living.review.helpers import at, opened, reported


def standings(review: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for proposal in review.proposals.all():
        found[proposal.standing] = found.get(proposal.standing, 0) + 1
    return found


def test_facts_become_open_proposals_in_the_order_of_the_text(cast: Cast) -> None:
    review = opened(cast)
    found = list(review.proposals.all())
    assert [p.kind for p in found] == ["target"] * 3 + ["task"] * 3
    assert [p.order for p in found] == [1, 2, 3, 4, 5, 6]
    assert all(p.standing == Standing.OPEN and p.slots == p.read for p in found)
    assert [bool(p.reasons) for p in found] == [False, True, False, False, False, False]
    assert "start" not in found[0].slots
    assert Event.objects.filter(act="review.opened", actor=cast.focal).exists()


def test_a_report_gives_figures_only(cast: Cast) -> None:
    assert {p.kind for p in reported(cast).proposals.all()} == {Kind.RESULT}


def test_opening_twice_is_one_review(cast: Cast) -> None:
    review = opened(cast)
    assert services.open_review(review.document, Purpose.PLAN, None, cast.focal) == review


def test_an_unread_document_and_a_report_without_plan_are_refused(cast: Cast) -> None:
    from lotrinh.living.documents.services import store

    with pytest.raises(services.Refused):
        services.open_review(store(b"abc", "a.txt", None), Purpose.PLAN, None, cast.focal)
    with pytest.raises(services.Refused):
        services.open_review(read(), Purpose.REPORT, None, cast.focal)


def test_copies_of_a_passage_are_folded_away_and_kept(cast: Cast) -> None:
    twice = PLAN.split("I. MỤC TIÊU")[1].split("II. NHIỆM VỤ")[0]
    long = "\n".join(f"{n}. Chỉ tiêu {n} đến năm 2030 đạt {n + 20}% số hộ trồng rừng trong tỉnh." for n in range(4, 16))
    review = opened(cast, PLAN.replace(twice, twice + long + "\n\nI. MỤC TIÊU" + twice + long + "\n"))
    copies = review.proposals.filter(duplicate=True)
    if copies:  # the reader's rule for copies decides; here only that they do not count
        services.accept_all(review, by=cast.focal)
        assert set(copies.values_list("standing", flat=True)) == {Standing.OPEN}


def test_accepting_rejecting_reopening(cast: Cast) -> None:
    review = opened(cast)
    proposal = at(review, "65%")
    proposal = services.accept(proposal, version=1, by=cast.focal)
    assert (proposal.standing, proposal.version) == (Standing.ACCEPTED, 2)
    proposal = services.reject(proposal, version=2, by=cast.focal)
    proposal = services.reopen(proposal, version=3, by=cast.focal)
    assert (proposal.standing, proposal.version) == (Standing.OPEN, 4)
    assert list(review.decisions.values_list("act", flat=True)) == ["reopen", "reject", "accept"]


def test_of_two_people_the_second_sees_what_the_first_did(cast: Cast) -> None:
    proposal = at(opened(cast), "65%")
    services.reject(proposal, version=1, by=cast.leader)
    with pytest.raises(services.Conflict) as conflict:
        services.accept(proposal, version=1, by=cast.focal)
    assert conflict.value.proposal.standing == Standing.REJECTED
    assert conflict.value.last is not None
    assert conflict.value.last.by == cast.leader
    proposal.refresh_from_db()
    assert proposal.standing == Standing.REJECTED


def test_editing_accepts_and_keeps_what_was_read(cast: Cast) -> None:
    proposal = at(opened(cast), "65%")
    changed = services.edit(proposal, {**proposal.slots, "low": 66, "high": 66}, version=1, by=cast.focal)
    changed.refresh_from_db()
    assert (changed.standing, changed.slots["low"], changed.corrected) == (Standing.ACCEPTED, 66, True)
    assert changed.read is not None
    assert changed.read["low"] == 65


@pytest.mark.parametrize(
    "wrong",
    [{"low": 9, "high": 3, "comparator": "range"}, {"low": "nhiều"}, {"due": ["2030"]}, {"comparator": "khoảng"}],
    ids=str,
)
def test_slots_beyond_the_contract_are_refused_and_nothing_changes(cast: Cast, wrong: dict[str, Any]) -> None:
    proposal = at(opened(cast), "65%")
    with pytest.raises(ValueError, match=r"\w"), transaction.atomic():
        services.edit(proposal, {**proposal.slots, **wrong}, version=1, by=cast.focal)
    proposal.refresh_from_db()
    assert (proposal.version, proposal.slots) == (1, proposal.read)


def test_unknown_slots_do_not_enter(cast: Cast) -> None:
    proposal = at(opened(cast), "65%")
    changed = services.edit(proposal, {**proposal.slots, "rule": "x", "evil": 1}, version=1, by=cast.focal)
    assert not {"rule", "evil", "start"} & set(changed.slots)


def test_merging_makes_one_open_item_of_two(cast: Cast) -> None:
    review = opened(cast)
    one, other = at(review, "dự toán hằng năm"), at(review, "đầu nguồn")
    made = services.merge(other, one, version=1, other_version=1, by=cast.focal)
    assert (made.start, made.end, made.standing) == (one.start, other.end, Standing.OPEN)
    assert made.slots["lead"] == ["Sở Tài chính", "Sở Y tế"]
    assert standings(review) == {Standing.OPEN: 5, Standing.REPLACED: 2}
    assert set(made.made_from.all()) == {one, other}


def test_kinds_are_not_mixed_and_an_item_is_not_merged_with_itself(cast: Cast) -> None:
    review = opened(cast)
    target, task = at(review, "65%"), at(review, "đầu nguồn")
    for other in (task, target):
        with pytest.raises(services.Refused):
            services.merge(target, other, version=1, other_version=1, by=cast.focal)


def test_splitting_reads_each_half_again(cast: Cast) -> None:
    text = PLAN.replace(
        "- Hướng dẫn các cơ quan lập dự toán hằng năm.",
        "- Hướng dẫn lập dự toán hằng năm; tổng kết việc trồng rừng trước ngày 30/9/2027.",
    )
    review = opened(cast, text)
    whole = at(review, "Hướng dẫn lập dự toán")
    first, second = services.split(whole, text.index("; tổng kết") + 1, version=1, by=cast.focal)
    assert text[first.start : first.end].endswith("hằng năm")
    assert text[second.start : second.end].startswith("tổng kết")
    assert second.slots["due"] == "2027-09-30"
    assert first.slots["lead"] == second.slots["lead"] == ["Sở Tài chính"]


@pytest.mark.parametrize("place", [0, 10_000, -1])
def test_a_cut_outside_the_text_is_refused(cast: Cast, place: int) -> None:
    with pytest.raises(services.Refused):
        services.split(at(opened(cast), "65%"), place, version=1, by=cast.focal)


def test_what_a_person_adds_is_accepted_and_has_no_reading(cast: Cast) -> None:
    review = opened(cast)
    start = PLAN.index("trồng rừng đến năm 2030")
    made = services.add(
        review, Kind.TARGET, start, start + 23, {"indicator": "Trồng rừng", "change": "event"}, by=cast.focal
    )
    assert (made.standing, made.read, made.slots["indicator"]) == (Standing.ACCEPTED, None, "Trồng rừng")
    with pytest.raises(services.Refused):
        services.add(review, Kind.TARGET, 5, 999_999, {"indicator": "x", "change": "event"}, by=cast.focal)
    with pytest.raises(services.Refused):
        services.add(review, Kind.RESULT, 5, 9, {"indicator": "x", "change": "level"}, by=cast.focal)


def test_accepting_all_leaves_doubts_open(cast: Cast) -> None:
    review = opened(cast)
    assert services.accept_all(review, by=cast.focal) == 5
    assert standings(review) == {Standing.ACCEPTED: 5, Standing.OPEN: 1}
    assert services.accept_all(review, by=cast.focal) == 0


def test_every_step_can_be_undone_back_to_the_beginning(cast: Cast) -> None:
    review = opened(cast)
    before = {p.pk: {**state_of(p), "version": 0} for p in review.proposals.all()}
    first = services.accept(at(review, "65%"), version=1, by=cast.focal)
    services.edit(first, {**first.slots, "low": 66, "high": 66}, version=2, by=cast.focal)
    one, other = at(review, "dự toán hằng năm"), at(review, "đầu nguồn")
    services.merge(one, other, version=1, other_version=1, by=cast.focal)
    services.add(review, Kind.TASK, 5, 20, {"lead": ["Sở Y tế"]}, by=cast.focal)
    services.accept_all(review, by=cast.focal)
    for _ in range(5):
        services.undo(review, by=cast.focal)
    assert {p.pk: {**state_of(p), "version": 0} for p in review.proposals.all()} == before
    with pytest.raises(services.Refused):
        services.undo(review, by=cast.focal)
    assert Event.objects.filter(act="review.undone").count() == 5


def test_a_step_on_which_somebody_built_is_not_undone(cast: Cast) -> None:
    review = opened(cast)
    proposal = services.accept(at(review, "65%"), version=1, by=cast.focal)
    services.reject(proposal, version=2, by=cast.leader)
    with pytest.raises(services.Conflict):
        services.undo(review, by=cast.focal)
    proposal.refresh_from_db()
    assert proposal.standing == Standing.REJECTED


def test_accepting_all_is_not_undone_under_what_somebody_corrected_since(cast: Cast) -> None:
    review = opened(cast)
    services.accept_all(review, by=cast.focal)
    proposal = at(review, "65%")
    services.edit(proposal, {**proposal.slots, "low": 66, "high": 66}, version=2, by=cast.leader)
    with pytest.raises(services.Conflict):
        services.undo(review, by=cast.focal)
    assert at(review, "65%").slots["low"] == 66


def test_undoing_takes_back_only_ones_own_steps(cast: Cast) -> None:
    review = opened(cast)
    services.accept(at(review, "65%"), version=1, by=cast.focal)
    services.accept(at(review, "đầu nguồn"), version=1, by=cast.leader)
    services.undo(review, by=cast.focal)
    assert at(review, "đầu nguồn").standing == Standing.ACCEPTED
    assert at(review, "65%").standing == Standing.OPEN


def test_parts_follow_their_whole_through_a_merge(cast: Cast) -> None:
    review = opened(cast)
    one, other, part = review.proposals.filter(kind=Kind.TARGET)
    Proposal.objects.filter(pk=part.pk).update(parent=other)
    made = services.merge(one, other, version=1, other_version=1, by=cast.focal)
    part.refresh_from_db()
    assert part.parent == made
    services.undo(review, by=cast.focal)
    part.refresh_from_db()
    assert part.parent == other


def test_a_closed_review_is_not_changed(cast: Cast) -> None:
    review = opened(cast)
    services.withdraw(review, cast.focal)
    review.refresh_from_db()
    assert review.state == ReviewState.WITHDRAWN
    with pytest.raises(services.Refused):
        services.accept(at(review, "65%"), version=1, by=cast.focal)
    assert services.open_review(review.document, Purpose.PLAN, None, cast.focal) != review
