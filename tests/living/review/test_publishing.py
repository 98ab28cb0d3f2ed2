"""From a review into a plan: all or nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lotrinh.living.documents.models import Document
from lotrinh.living.journal.models import Event
from lotrinh.living.observations.models import Observation
from lotrinh.living.plans.models import Plan, Target, Task
from lotrinh.living.review import gold, publishing, queries, services
from lotrinh.living.review.models import Purpose, ReviewState, Standing
from lotrinh.living.review.publish_forms import PlanForm
from tests.living.cast import Cast
from tests.living.documents.samples import PLAN, read
from tests.living.review.helpers import at, opened, published, reported

SHARED = Path(os.environ.get("LOTRINH_SHARED", Path(__file__).resolve().parents[4] / "shared"))


def test_open_items_keep_a_review_from_being_published(cast: Cast) -> None:
    review = opened(cast)
    services.accept_all(review, by=cast.focal)
    with pytest.raises(services.StillOpen) as still:
        services.publish(review, cast.focal, short="Kế hoạch")
    assert [p.slots["low"] for p in still.value.proposals] == [12000]
    assert not Plan.objects.exists()


def test_nothing_accepted_is_no_plan(cast: Cast) -> None:
    review = opened(cast)
    for proposal in review.proposals.all():
        services.reject(proposal, version=1, by=cast.focal)
    with pytest.raises(services.Refused):
        services.publish(review, cast.focal, short="Kế hoạch")


def test_what_was_accepted_enters_the_plan_and_nothing_else(cast: Cast) -> None:
    review = opened(cast)
    services.reject(at(review, "đầu nguồn"), version=1, by=cast.focal)
    doubtful = at(review, "12.000")
    services.accept_all(review, by=cast.focal)
    services.edit(doubtful, {**doubtful.slots, "low": 13000}, version=1, by=cast.focal)
    plan = services.publish(review, cast.focal, short="Kế hoạch 45/KH-UBND", effective_on=date(2024, 2, 12))
    review.refresh_from_db()
    assert (review.state, review.plan) == (ReviewState.PUBLISHED, plan)
    assert Target.objects.filter(plan=plan).count() == 3
    assert Task.objects.filter(plan=plan).count() == 2
    assert sorted(p.published_as.partition(":")[0] for p in review.proposals.all()) == [
        "",
        *["target"] * 3,
        "task",
        "task",
    ]
    assert Target.objects.get(indicator__folded__contains="rung trong moi").revisions.get().low == 13000
    assert Document.objects.get().public
    assert Event.objects.filter(act="review.published", plan_id=plan.pk).exists()


def test_a_fault_while_publishing_undoes_everything(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    review = opened(cast)
    for proposal in review.proposals.all():
        services.accept(proposal, version=1, by=cast.focal)

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(publishing, "index", broken)  # the last thing that is done
    with pytest.raises(RuntimeError):
        services.publish(review, cast.focal, short="Kế hoạch")
    review.refresh_from_db()
    assert review.state == ReviewState.OPEN
    assert not Plan.objects.exists()
    assert not Document.objects.get().public


def test_publishing_twice_is_refused(cast: Cast) -> None:
    plan = published(cast)
    with pytest.raises(services.Refused):
        services.publish(plan.reviews.get(), cast.focal, short="Kế hoạch")
    assert Plan.objects.count() == 1


def test_figures_of_a_report_go_to_the_plans_indicators(cast: Cast) -> None:
    review = reported(cast)
    for proposal in review.proposals.all():
        services.accept(proposal, version=1, by=cast.focal)
    services.publish(review, cast.focal)
    cover = Observation.objects.get(indicator__folded__contains="che phu")
    assert (cover.value, cover.period, cover.indicator.targets.count()) == (64.1, "2024", 1)
    assert all(p.published_as.startswith("observation:") for p in review.proposals.all())


def test_a_figure_that_speaks_of_no_target_gets_an_indicator_of_its_own(cast: Cast) -> None:
    review = reported(cast)
    for proposal in review.proposals.all():
        name = proposal.slots["indicator"] + " của huyện"
        slots = {**proposal.slots, "indicator": name, "indicator_id": "none"}
        services.edit(proposal, slots, version=1, by=cast.focal)
    services.publish(review, cast.focal)
    assert Observation.objects.count() == 2
    assert not Observation.objects.filter(indicator__targets__plan=review.plan).exists()


def test_an_amendment_is_a_new_version(cast: Cast) -> None:
    plan = published(cast)
    text = PLAN.replace("45/KH-UBND", "99/QĐ-UBND").replace("65%", "68%").replace("năm 2024", "năm 2025")
    review = services.open_review(read(text, "sua-doi.txt"), Purpose.AMENDMENT, plan, cast.focal)
    target = at(review, "68%")
    assert target.slots["amends"] == Target.objects.get(plan=plan, indicator__folded__contains="che phu").pk
    assert not target.corrected
    [card] = queries.cards(review, [target])
    assert (card.speaks_to, card.likely) == ("Tỷ lệ che phủ rừng: 65%, năm 2030", True)
    services.accept(target, version=1, by=cast.focal)
    for proposal in review.proposals.filter(standing=Standing.OPEN):
        services.reject(proposal, version=1, by=cast.focal)
    assert services.publish(review, cast.focal, effective_on=date(2025, 2, 12), note="") == plan
    assert plan.versions.count() == 2
    cover = Target.objects.get(plan=plan, indicator__folded__contains="che phu")
    assert sorted(r.low or 0 for r in cover.revisions.all()) == [65, 68]


def test_corrections_are_kept_as_examples(cast: Cast) -> None:
    review = opened(cast)
    first = at(review, "65%")
    services.edit(first, {**first.slots, "low": 66, "high": 66}, version=1, by=cast.focal)
    services.reject(at(review, "120 triệu"), version=1, by=cast.focal)
    records = [json.loads(line) for line in gold.lines(review)]
    assert records[0]["type"] == "document"
    assert records[0]["number"] == "45/KH-UBND"
    [target] = [record for record in records if record["type"] == "target"]
    assert (target["low"], target["corrected"], target["quote"]) == (
        66,
        True,
        "Tỷ lệ che phủ rừng đến năm 2030 đạt 65%",
    )
    assert [record["type"] for record in records].count("citation") == 2


@pytest.mark.skipif(not (SHARED / "tools" / "score.py").exists(), reason="the shared scorer is not here")
def test_the_scorer_takes_the_examples(cast: Cast, tmp_path: Path) -> None:
    review = opened(cast)
    for proposal in review.proposals.all():
        services.accept(proposal, version=1, by=cast.focal)
    gold_file, read_file, out = (tmp_path / name for name in ("gold.jsonl", "read.json", "score.json"))
    gold_file.write_text("".join(gold.lines(review)), encoding="utf-8")
    read_file.write_text(json.dumps(review.document.facts), encoding="utf-8")
    command = [sys.executable, str(SHARED / "tools" / "score.py"), str(gold_file), str(read_file), "--json", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    scores = json.loads(out.read_text(encoding="utf-8"))
    assert [scores[kind]["tuple_f1"] for kind in ("target", "task", "citation")] == [1, 1, 1]


def test_a_second_plan_of_one_number_and_day_is_asked_about(cast: Cast) -> None:
    published(cast)
    again = opened(cast, PLAN + "\nGhi chú: bản đăng lại.")
    data = {"short": "KH 45", "title": "t", "kind": "long", "effective_on": "12/02/2024"}
    unasked = PlanForm(data, review=again)
    assert not unasked.is_valid()
    assert "Kế hoạch 45/KH-UBND" in str(unasked.fields["again"].label)
    confirmed = PlanForm({**data, "again": "on"}, review=again)
    assert confirmed.is_valid()
    assert "again" not in confirmed.fields_for_service()
