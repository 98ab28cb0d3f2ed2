"""The queue: each job once, whoever dies; stopping, failing, trying again."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from lotrinh.living.jobs import services, worker
from lotrinh.living.jobs.handle import LEASE, Cancelled, Handle, Interrupted, JobProblem, Lost
from lotrinh.living.jobs.models import Job, State
from lotrinh.living.journal.models import Event
from lotrinh.living.words import Words
from tests.living.cast import Cast

SAYING = Words("Đang làm", "Working")


def handle_of(job: Job) -> Handle:
    return Handle(job.pk, job.attempts, job.arguments)


def held() -> tuple[Job, Handle]:
    job = services.claim()
    assert job is not None
    return job, handle_of(job)


def test_jobs_are_taken_in_order_and_only_once(db: None) -> None:
    first, second = (services.ask("x", {"n": n}, None) for n in (1, 2))
    taken = [services.claim(), services.claim(), services.claim()]
    assert [job and job.pk for job in taken] == [first.pk, second.pk, None]


def test_a_job_of_a_dead_worker_is_taken_up_again_and_counts_once(db: None) -> None:
    services.ask("x", {}, None)
    dead, old = held()
    assert services.claim() is None  # its lease still runs
    again = services.claim(timezone.now() + LEASE + timedelta(seconds=1))
    assert again is not None
    assert (again.pk, again.attempts) == (dead.pk, 2)
    outcomes: list[str] = []
    with pytest.raises(Lost), old.finishing({}):  # the worker was not dead but slow: it wakes up too late
        outcomes.append("old")
    with pytest.raises(Lost):
        handle_of(dead).step(SAYING)
    with handle_of(again).finishing({"url": "/x/"}):
        outcomes.append("new")
    assert outcomes == ["new"]
    assert Job.objects.get().state == State.DONE
    assert services.claim(timezone.now() + timedelta(days=1)) is None


def test_an_outcome_that_fails_does_not_end_the_job(db: None) -> None:
    services.ask("x", {}, None)
    _, handle = held()

    def broken() -> None:
        with handle.finishing({}):
            Event.objects.create(
                number=1, at=timezone.now(), act="x", actor_name="", subject_kind="", subject_id="", subject_name=""
            )
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert not Event.objects.exists()
    assert Job.objects.get().state == State.RUNNING


def test_work_that_breaks_off_three_times_is_given_up_with_a_sentence(db: None) -> None:
    services.ask("x", {}, None)
    at = timezone.now()
    for _ in range(services.ATTEMPTS):
        assert services.claim(at) is not None
        at += LEASE + timedelta(seconds=1)
    assert services.claim(at) is None
    job = Job.objects.get()
    assert job.state == State.FAILED
    assert job.problem is not None
    assert "3 lần" in job.problem["vi"]


def test_stopping_a_waiting_job_ends_it_and_a_running_one_at_its_next_step(cast: Cast) -> None:
    waiting = services.ask("x", {}, cast.focal)
    assert services.cancel(waiting, cast.focal).state == State.CANCELLED
    running = services.ask("x", {}, cast.focal)
    job, handle = held()
    handle.step(SAYING, 1, 4)
    assert services.cancel(job, cast.focal).state == State.RUNNING
    with pytest.raises(Cancelled):
        handle.step(Words("Đang làm tiếp", "Going on"), 2, 4)
    with pytest.raises(Cancelled), handle.finishing({}):
        raise AssertionError("an outcome after the stop")
    services.end_cancelled(job)
    running.refresh_from_db()
    assert running.state == State.CANCELLED
    assert Event.objects.filter(act="job.stopped").count() == 2


def test_progress_prolongs_the_lease(db: None) -> None:
    services.ask("x", {}, None)
    job, handle = held()
    Job.objects.update(lease_until=timezone.now())
    handle.step(SAYING, 3, 9)
    job.refresh_from_db()
    assert (job.done, job.total, job.step["en"]) == (3, 9, "Working")
    assert job.lease_until is not None
    assert job.lease_until > timezone.now() + LEASE / 2


def run_with(table: dict[str, Any]) -> Job:
    services.ask("x", {}, None)
    worker.run_waiting(table)
    return Job.objects.get()


def test_a_problem_of_the_work_is_told_and_a_fault_is_not_shown_raw(db: None) -> None:
    def refuses(handle: Handle) -> None:
        raise JobProblem(Words("Tệp rỗng.", "Empty."), again=False)

    def breaks(handle: Handle) -> None:
        raise ZeroDivisionError("secret path")

    refused = run_with({"x": refuses})
    assert (refused.state, refused.problem) == (State.FAILED, {"vi": "Tệp rỗng.", "en": "Empty.", "again": False})
    assert not services.can_run_again(refused)
    Job.objects.all().delete()
    broken = run_with({"x": breaks})
    assert "secret" not in str(broken.problem)
    assert services.can_run_again(broken)


def test_asking_again_starts_over(cast: Cast) -> None:
    Job.objects.create(kind="x", state=State.FAILED, attempts=3, problem={"vi": "", "en": "", "again": True})
    job = services.again(Job.objects.get(), cast.focal)
    assert (job.state, job.attempts, job.problem) == (State.WAITING, 0, None)


def test_a_worker_that_must_end_gives_its_job_back_uncounted(db: None) -> None:
    services.ask("x", {}, None)
    job = services.claim()
    assert job is not None
    stop = threading.Event()
    stop.set()
    with pytest.raises(Interrupted):
        Handle(job.pk, job.attempts, {}, stop.is_set).step(SAYING)
    worker.do(job, {"x": lambda handle: handle.step(SAYING)}, stop)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.WAITING, 0)


@pytest.mark.django_db(transaction=True)
def test_the_worker_outlives_a_database_that_went_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "AFTER_TROUBLE", 0.0)
    monkeypatch.setattr(worker.connections, "close_all", lambda: None)  # the test's own database lives in them
    stop, tries = threading.Event(), []

    def work(handle: Handle) -> None:
        tries.append(handle.attempt)
        if len(tries) == 1:
            raise OperationalError("server closed the connection unexpectedly")
        with handle.finishing({}):
            stop.set()

    services.ask("x", {}, None)
    worker.run(stop, {"x": work})
    assert tries == [1, 2]
    assert Job.objects.get().state == State.DONE


def test_old_ended_jobs_are_forgotten_and_others_stay(db: None) -> None:
    old = timezone.now() - services.KEPT - timedelta(days=1)
    Job.objects.create(kind="x", state=State.DONE, ended_at=old)
    kept = Job.objects.create(kind="x", state=State.DONE, ended_at=timezone.now())
    waiting = services.ask("x", {}, None)
    assert services.sweep() == 1
    assert set(Job.objects.all()) == {kept, waiting}


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_never_take_the_same_job() -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]
        pytest.skip("a database in memory belongs to one thread")
    for _ in range(20):
        services.ask("x", {}, None)
    taken: list[int] = []

    def take() -> None:
        try:
            while (job := services.claim()) is not None:
                taken.append(job.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 20
