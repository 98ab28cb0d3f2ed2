"""Pages and addresses of the review: who may, what they show, with and without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from lotrinh.living.plans.addresses import plan_url
from lotrinh.living.plans.models import Plan
from lotrinh.living.review import services
from lotrinh.living.review.models import Review, ReviewState, Standing
from tests.living.cast import Cast
from tests.living.documents.samples import PLAN, REPORT, read
from tests.living.review.helpers import at, opened, published, reported
from tests.living.review.visiting import page, url

JSON = {"HTTP_ACCEPT": "application/json"}


def test_everybody_inside_reads_and_only_the_focal_agency_decides(client: Client, cast: Cast) -> None:
    review = opened(cast)
    proposal = at(review, "65%")
    reading = [url("reviews"), url("review", review.pk), url("examples", review.pk)]
    acting = [
        url("open", review.document_id),
        url("accept_all", review.pk),
        url("undo", review.pk),
        url("add", review.pk),
        url("publish", review.pk),
        url("withdraw", review.pk),
        *(url(name, review.pk, proposal.pk) for name in ("edit", "merge", "split")),
        *(url("decide", review.pk, proposal.pk, act) for act in ("chap-nhan", "bo", "mo-lai")),
    ]
    assert {client.get(one).status_code for one in reading} == {302}
    assert {client.post(one).status_code for one in acting} == {302}
    for who in (cast.administrator, cast.leader, cast.reporter, cast.viewer):
        client.force_login(who)
        assert {client.get(one).status_code for one in reading} == {200}
        assert {client.post(one).status_code for one in acting} == {403}
        shown = page(client, url("review", review.pk))
        assert "formaction" not in shown
        assert "review.js" not in shown
    assert not review.decisions.exists()
    assert Review.objects.get().state == ReviewState.OPEN


def test_acts_are_posts_and_guarded_against_forgery(cast: Cast) -> None:
    review = opened(cast)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.focal)
    address = url("decide", review.pk, at(review, "65%").pk, "chap-nhan")
    assert strict.get(address).status_code == 405
    assert strict.post(address, {"version": 1}).status_code == 403


def test_opening_by_the_form(focal: Client) -> None:
    document = read()
    assert "Kế hoạch mới" in page(focal, url("open", document.pk))
    answer = focal.post(url("open", document.pk), {"purpose": "plan"})
    assert answer.headers["Location"] == url("review", Review.objects.get().pk)


def test_a_report_needs_its_plan(focal: Client, cast: Cast) -> None:
    published(cast)
    answer = focal.post(url("open", read(PLAN + "x").pk), {"purpose": "report"})
    assert "Chọn kế hoạch mà văn bản này nói đến" in answer.content.decode()


def test_the_page_shows_text_cards_doubts_and_progress(focal: Client, cast: Cast) -> None:
    review = opened(cast)
    shown = page(focal, url("review", review.pk))
    assert shown.count('class="card ') == 6
    assert "<b>0</b>/6 mục đã xem" in shown
    assert "Chấp nhận 5 mục không có điểm nghi ngờ" in shown
    assert 'class="m target' in shown
    assert 'class="m citation' in shown
    assert shown.count('tabindex="-1" aria-current="true"') == 1
    assert "Sở Tài chính" in shown


def test_the_only_plan_is_chosen_beforehand(focal: Client, cast: Cast) -> None:
    plan = published(cast)
    document = read(REPORT, "bao-cao.txt")
    assert f'value="{plan.pk}" selected' in page(focal, url("open", document.pk))
    focal.post(url("open", document.pk), {"purpose": "plan", "plan": plan.pk})
    assert Review.objects.latest("pk").plan is None  # a new plan is about no other


def test_filters_by_kind_doubt_and_standing(focal: Client, cast: Cast) -> None:
    review = opened(cast)
    services.accept(at(review, "65%"), version=1, by=cast.focal)
    base = url("review", review.pk)
    counts = {
        query: page(focal, f"{base}?{query}").count('class="card ')
        for query in ("loai=task", "ly-do=co", "ly-do=one_dot_group", "tinh-trang=accepted", "tinh-trang=trung", "x=<>")
    }
    assert list(counts.values()) == [3, 1, 1, 1, 0, 6]


def test_a_mark_leads_to_its_card_whatever_the_filter(focal: Client, cast: Cast) -> None:
    review = opened(cast)
    base = url("review", review.pk)
    for query in ("loai=task", "ly-do=co", "tinh-trang=accepted"):
        for mark in set(re.findall(r'<a class="m [^"]*"[^>]* href="([^"]+)"', page(focal, f"{base}?{query}"))):
            path, _, card = mark.replace("&amp;", "&").partition("#")
            if card.startswith("de-xuat-"):
                assert f'id="{card}"' in page(focal, path), mark


def test_without_javascript_accepting_leads_to_the_next_item(focal: Client, cast: Cast) -> None:
    review = opened(cast)
    first, second = review.proposals.all()[:2]
    answer = focal.post(url("decide", review.pk, first.pk, "chap-nhan") + "?loai=target", {"version": 1})
    assert answer.headers["Location"] == f"/ra-soat/{review.pk}/?loai=target&o={second.pk}#de-xuat-{second.pk}"


def test_with_javascript_the_card_comes_back_and_the_next_is_named(focal: Client, cast: Cast) -> None:
    review = opened(cast)
    first, second = review.proposals.all()[:2]
    told = focal.post(url("decide", review.pk, first.pk, "chap-nhan"), {"version": 1}, **JSON).json()
    assert (told["card"], told["next"], told["standing"]) == (first.pk, second.pk, "accepted")
    assert f'id="de-xuat-{first.pk}"' in told["html"]
    assert "<b>1</b>/6" in told["progress"]


def test_the_last_decision_says_that_all_is_done(focal: Client, cast: Cast) -> None:
    review = opened(cast)
    services.accept_all(review, by=cast.focal)
    told = focal.post(url("decide", review.pk, at(review, "12.000").pk, "bo"), {"version": 1}, **JSON).json()
    assert told["next"] is None
    assert "button primary" in told["progress"]


@pytest.mark.parametrize("script", [True, False])
def test_a_conflict_shows_both_and_asks(focal: Client, cast: Cast, script: bool) -> None:
    review = opened(cast)
    proposal = at(review, "65%")
    services.reject(proposal, version=1, by=cast.leader)
    data = {"version": 1, "indicator": "Độ che phủ", "change": "level", "comparator": "eq", "low": "66,5", "unit": "%"}
    data |= {"due": "2030", "start": proposal.start, "end": proposal.end}
    answer = focal.post(url("edit", review.pk, proposal.pk), data, **(JSON if script else {}))
    assert answer.status_code == 409
    shown = answer.json()["conflict"] if script else answer.content.decode()
    assert "Vi Lãnh Đạo đã bỏ mục này" in shown
    assert "65%, năm 2030" in shown
    assert "66,5%, năm 2030" in shown
    assert 'name="version" value="2"' in shown
    assert 'name="low" value="66,5"' in shown
    proposal.refresh_from_db()
    assert proposal.standing == Standing.REJECTED
    focal.post(url("edit", review.pk, proposal.pk), {**data, "version": 2})  # the person decides to write the own one
    proposal.refresh_from_db()
    assert (proposal.standing, proposal.slots["low"]) == (Standing.ACCEPTED, 66.5)


def test_counters_follow_each_decision(focal: Client, cast: Cast) -> None:
    review = opened(cast)
    one = at(review, "dự toán hằng năm")
    told = focal.post(url("decide", review.pk, one.pk, "chap-nhan"), {"version": 1}, **JSON).json()
    left = review.proposals.filter(standing=Standing.OPEN, reasons=[]).count()
    assert told["easy"] == f"Chấp nhận {left} mục không có điểm nghi ngờ"
    assert "Chấp nhận <b>1</b>" in told["chips"]


def test_merging_splitting_and_undoing_by_their_addresses(focal: Client, cast: Cast) -> None:
    review = opened(cast)
    one = at(review, "dự toán hằng năm")
    told = focal.post(url("merge", review.pk, one.pk), {"version": 1}, **JSON).json()
    made = review.proposals.latest("pk")
    assert told["go"] == f"/ra-soat/{review.pk}/?o={made.pk}"
    assert "▍" in page(focal, url("split", review.pk, made.pk))
    focal.post(url("split", review.pk, made.pk), {"version": 1, "at": PLAN.index("2. Sở Y tế")})
    assert review.proposals.exclude(standing="replaced").count() == 6
    focal.post(url("undo", review.pk))
    focal.post(url("undo", review.pk))
    assert review.proposals.count() == 6
    assert set(review.proposals.values_list("standing", flat=True)) == {Standing.OPEN}
    last = at(review, "đầu nguồn")
    answer = focal.post(url("merge", review.pk, last.pk), {"version": 1}, **JSON)
    assert "Không có mục nào cùng loại đứng sau" in answer.json()["refused"]


def test_the_cursor_returns_to_what_undoing_restored(focal: Client, cast: Cast) -> None:
    review = opened(cast)
    one = at(review, "đề án vốn")
    assert one.pk != review.proposals.all()[0].pk
    focal.post(url("merge", review.pk, one.pk), {"version": 1}, **JSON)
    told = focal.post(url("undo", review.pk), **JSON).json()
    assert told["go"] == f"/ra-soat/{review.pk}/?o={one.pk}"
    assert f'id="de-xuat-{one.pk}" data-id="{one.pk}" data-standing="open" tabindex="-1" aria-current="true"' in page(
        focal, told["go"]
    )


def test_adding_from_a_selection_and_from_pasted_words(focal: Client, cast: Cast) -> None:
    review = opened(cast)
    start = PLAN.index("Tỷ lệ che phủ")
    address = f"{url('add', review.pk)}?kind=target&tu={start}&den={start + 40}"
    assert "Tỷ lệ che phủ rừng đến năm 2030 đạt 65%" in page(focal, address)
    found = focal.post(url("add", review.pk), {"kind": "task", "quote": "Kiểm tra nguồn nước đầu nguồn"}, **JSON)
    assert 'name="due_kind"' in found.json()["form"]
    missing = focal.post(url("add", review.pk), {"kind": "task", "quote": "không có câu này"}, **JSON)
    assert "Không tìm thấy đoạn này" in missing.json()["form"]
    data = {"kind": "task", "start": start, "end": start + 40, "lead": "Sở Y tế\nSở Tài chính", "due_kind": "none"}
    focal.post(url("add", review.pk), data)
    made = review.proposals.latest("pk")
    assert (made.standing, made.slots["lead"], made.read) == (Standing.ACCEPTED, ["Sở Y tế", "Sở Tài chính"], None)
    assert focal.get(url("add", review.pk) + "?kind=result").status_code == 404


def test_an_item_of_another_review_is_not_reached(focal: Client, cast: Cast) -> None:
    review, other = opened(cast), opened(cast, PLAN + "\nThêm.")
    foreign = at(other, "65%")
    assert focal.post(url("decide", review.pk, foreign.pk, "chap-nhan"), {"version": 1}).status_code == 404
    assert focal.post(url("decide", other.pk, foreign.pk, "xoa"), {"version": 1}).status_code == 404
    assert focal.post(url("decide", other.pk, foreign.pk, "chap-nhan"), {"version": "1; drop"}).status_code == 404
    foreign.refresh_from_db()
    assert foreign.version == 1


def test_publishing_lists_what_is_open_then_makes_the_plan(focal: Client, cast: Cast) -> None:
    review = opened(cast)
    waiting = page(focal, url("publish", review.pk))
    assert "Còn 6 mục chưa xem" in waiting
    focal.post(url("accept_all", review.pk))
    doubtful = at(review, "12.000")
    services.accept(doubtful, version=1, by=cast.focal)
    form = page(focal, url("publish", review.pk))
    assert 'value="Kế hoạch 45/KH-UBND"' in form
    assert 'value="12/02/2024"' in form
    data = {"short": "Kế hoạch 45", "title": "Trồng rừng", "kind": "long", "year_from": "2024", "year_to": "2020"}
    wrong = focal.post(url("publish", review.pk), {**data, "effective_on": "12/02/2024"})
    assert "Năm cuối phải sau năm đầu" in wrong.content.decode()
    focal.post(
        url("publish", review.pk), {**data, "year_to": "2030", "effective_on": "12/02/2024", "public": "on", "by": 1}
    )
    plan = Plan.objects.get()
    assert (plan.short, plan.year_to, plan.document) == ("Kế hoạch 45", 2030, review.document)
    assert focal.get(url("publish", review.pk)).status_code == 302
    assert "đã vào kế hoạch" in page(focal, url("review", review.pk))


@pytest.mark.parametrize("purpose", ["report", "amendment"])
def test_publishing_what_is_published_leads_to_its_plan(focal: Client, cast: Cast, purpose: str) -> None:
    if purpose == "report":
        review = reported(cast)
    else:
        text = PLAN.replace("45/KH-UBND", "99/QĐ-UBND").replace("65%", "68%").replace("năm 2024", "năm 2025")
        review = services.open_review(read(text, "sua-doi.txt"), purpose, published(cast), cast.focal)
    for proposal in review.proposals.all():
        services.accept(proposal, version=1, by=cast.focal)
    data = {"effective_on": "12/02/2025", "note": ""}
    answers = [focal.post(url("publish", review.pk), data) for _ in range(2)]
    review.refresh_from_db()
    assert review.plan is not None
    assert [answer.headers["Location"] for answer in answers] == [plan_url(review.plan)] * 2


def test_the_second_of_two_presses_at_once_leads_to_the_plan(
    focal: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = reported(cast)
    for proposal in review.proposals.all():
        services.accept(proposal, version=1, by=cast.focal)
    real = services.publish

    def overtaken(*args: Any, **fields: Any) -> Plan:
        real(review, cast.focal)  # the first press ends while the second is on its way
        return real(*args, **fields)

    monkeypatch.setattr(services, "publish", overtaken)
    answer = focal.post(url("publish", review.pk))
    review.refresh_from_db()
    assert review.plan is not None
    assert answer.headers["Location"] == plan_url(review.plan)


def test_stored_markup_stays_text(focal: Client, cast: Cast) -> None:
    evil = PLAN.replace("Tỷ lệ che phủ rừng", "Tỷ lệ <script>alert(1)</script> che phủ rừng")
    review = opened(cast, evil)
    for proposal in review.proposals.all():
        slots = (
            {**proposal.slots, "lead": ["<img src=x onerror=alert(1)>"]} if proposal.kind == "task" else proposal.slots
        )
        services.edit(proposal, slots, version=1, by=cast.focal)
    pages = [url("review", review.pk), url("publish", review.pk)]
    pages += [url("edit", review.pk, proposal.pk) for proposal in review.proposals.all()]
    pages += [url("split", review.pk, proposal.pk) for proposal in review.proposals.all()]
    for address in pages:
        shown = page(focal, address)
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


def test_costs_do_not_grow_with_proposals(focal: Client, cast: Cast, django_assert_max_num_queries: Any) -> None:
    more = "".join(f"- Xây dựng đề án số {n} trước ngày 30/6/2027.\n" for n in range(80))
    review = opened(cast, PLAN + more)
    assert review.proposals.count() > 80
    with django_assert_max_num_queries(8):
        page(focal, url("review", review.pk))
    with django_assert_max_num_queries(7):
        page(focal, url("reviews"))
    with django_assert_max_num_queries(22):
        focal.post(url("decide", review.pk, at(review, "65%").pk, "chap-nhan"), {"version": 1}, **JSON)


def test_a_report_costs_no_query_a_figure(focal: Client, cast: Cast, django_assert_max_num_queries: Any) -> None:
    review = reported(cast)
    with django_assert_max_num_queries(14):
        page(focal, url("review", review.pk))


def test_a_long_review_comes_in_parts_and_goes_on_to_the_next(focal: Client, cast: Cast) -> None:
    filler = "".join(f"\nĐoạn {n}: {'cây rừng ' * 60}.\n" for n in range(250))
    review = opened(cast, PLAN + filler + "\n3. Sở Giáo dục và Đào tạo\n- Dạy trồng rừng trong năm 2027.\n")
    first = page(focal, url("review", review.pk))
    assert "Mục sau nằm ở phần sau" in first
    assert "Dạy trồng rừng" not in first
    last = at(review, "Dạy trồng rừng")
    assert "Dạy trồng rừng" in page(focal, f"{url('review', review.pk)}?o={last.pk}")
