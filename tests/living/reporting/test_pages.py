"""Pages of reports as people use them: without JavaScript, and by the live checks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.plans.models import Indicator
from lotrinh.living.reporting.entering import Figure, save
from lotrinh.living.reporting.models import Entry, FormRow, Request, State, Upload
from lotrinh.living.reporting.moving import move
from tests.living.cast import Cast
from tests.living.reporting.visiting import get, health, post, typed
from tests.living.reporting.world import OUTLINE, Province, make_province
from tests.living.visiting import signed_in

JSON = {"HTTP_ACCEPT": "application/json"}


def test_what_i_owe_tells_first_what_came_back_with_its_reason(province: Province) -> None:
    cast = province.cast
    request = save(health(province), [Figure(province.beds.pk, 30.0)], None, cast.reporter, 1)
    request = move(request, "submit", cast.reporter, version=request.version)
    told = get(cast.reporter, "reporting:mine")
    assert "Không còn báo cáo nào phải gửi" in told
    assert "Số giường" not in get(cast.other_reporter, "reporting:mine")
    waiting = get(cast.focal, "reporting:mine")
    assert reverse("reporting:request", args=[request.pk]) in waiting
    move(request, "return", cast.focal, "Thiếu tuyến xã.", version=request.version)
    told = get(cast.reporter, "reporting:mine")
    assert "Thiếu tuyến xã." in told
    assert "1 bị trả lại" in told
    assert "Thiếu tuyến xã." in get(cast.reporter, "reporting:request", request.pk)


def test_typing_saving_and_sending_without_javascript(province: Province) -> None:
    cast, request = province.cast, health(province)
    page = get(cast.reporter, "reporting:request", request.pk)
    assert f'name="v-{province.beds.pk}"' in page
    answer = post(cast.reporter, "reporting:write", request.pk, data=typed(request, province.beds, "1.234,5"))
    assert answer.status_code == 302
    assert Entry.objects.get().value == 1234.5
    request.refresh_from_db()
    data = {**typed(request, province.beds, "35,5"), "t-0": "Đã làm.", "then": "submit"}
    answer = post(cast.reporter, "reporting:write", request.pk, data=data)
    assert answer.status_code == 302
    request.refresh_from_db()
    assert (request.state, request.text) == (State.SUBMITTED, {OUTLINE[0]: "Đã làm."})
    assert f'name="v-{province.beds.pk}"' not in get(cast.reporter, "reporting:request", request.pk)


def test_a_cell_that_cannot_be_taken_is_told_and_the_others_are_saved(province: Province) -> None:
    cast, request = province.cast, health(province)
    data = {**typed(request, province.beds, "nhiều"), f"v-{province.revenue.pk}": "1.500 triệu đồng"}
    answer = post(cast.reporter, "reporting:write", request.pk, data=data)
    assert answer.status_code == 422
    assert "Không phải số" in answer.content.decode()
    assert 'value="nhiều"' in answer.content.decode()
    assert Entry.objects.get().value == 1.5


def test_sending_tells_what_is_missing(province: Province) -> None:
    cast, request = province.cast, health(province)
    data = {**typed(request, province.revenue, "5"), "then": "submit"}
    answer = post(cast.reporter, "reporting:write", request.pk, data=data)
    assert answer.status_code == 422
    assert "Dòng bắt buộc chưa trả lời" in answer.content.decode()


def test_sending_ahead_of_the_cut_off_asks_what_the_figures_are(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime(2025, 9, 1, 5, tzinfo=UTC)
    cast, request = province.cast, health(province)
    data = {**typed(request, province.beds, "35,5"), "then": "submit"}
    client = signed_in(cast.reporter)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    answer = client.post(reverse("reporting:write", args=[request.pk]), data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "chưa đến ngày chốt số liệu 14/09/2025" in page
    assert 'name="early" value="estimate"' in page
    request.refresh_from_db()
    assert request.state == State.DRAFT
    data = {"move": "submit", "version": str(request.version), "early": "estimate"}
    assert client.post(reverse("reporting:move", args=[request.pk]), data).status_code == 302
    request.refresh_from_db()
    assert request.state == State.SUBMITTED
    assert Entry.objects.get().vintage == "estimate"


def test_a_fraction_for_a_per_cent_is_asked_about_before_it_is_put_in(province: Province) -> None:
    cast, request = province.cast, province.request(province.cast.education)
    data = typed(request, province.schools, "0,65")
    told = post(cast.other_reporter, "reporting:check", request.pk, data=data).json()  # type: ignore[attr-defined]
    assert "Có phải 65% không?" in str(told["lines"][str(province.schools.pk)]["findings"])
    table = "Chỉ tiêu\tSố liệu\nTỷ lệ trường đạt chuẩn quốc gia\t0,65"
    post(cast.other_reporter, "reporting:paste", request.pk, data={"table": table})
    page = get(cast.other_reporter, "reporting:upload", Upload.objects.get().pk)
    assert "Có phải 65% không?" in page
    assert "không có điểm nghi ngờ" not in page


def test_headings_say_which_plan_a_goal_is_of(province: Province) -> None:
    """The targets are of 2030: they are no plan of the year, and there is no share of one."""
    cast, request = province.cast, health(province)
    page = get(cast.reporter, "reporting:request", request.pk)
    assert "Mục tiêu dài hạn" in page
    assert "36,9\u00a0giường bệnh/vạn dân (năm 2030)" in page
    assert "Kế hoạch năm" not in page
    target = province.world.plan.targets.get(indicator=province.world.beds)
    target.milestones.create(year=2025, low=34.0)
    post(cast.reporter, "reporting:write", request.pk, data=typed(request, province.beds, "17"))
    page = get(cast.reporter, "reporting:request", request.pk)
    assert "Kế hoạch năm" in page
    assert "data-share>50%" in page


def test_an_older_form_is_told_and_keeps_what_was_typed(province: Province) -> None:
    cast, request = province.cast, health(province)
    save(request, [Figure(province.beds.pk, 30.0)], None, cast.reporter, request.version)
    answer = post(cast.reporter, "reporting:write", request.pk, data=typed(request, province.beds, "31"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'value="31"' in page
    assert "Người khác đã lưu: 30" in page
    assert Entry.objects.get().value == 30.0


def test_an_older_form_empties_nothing_that_somebody_else_filled(province: Province) -> None:
    cast, request = province.cast, health(province)
    heading = OUTLINE[0]
    save(request, [Figure(province.beds.pk, 30.0)], {heading: "Lời của người trước."}, cast.reporter, request.version)
    data = {**typed(request, province.beds, ""), "t-0": "Lời của người sau."}
    page = post(cast.reporter, "reporting:write", request.pk, data=data).content.decode()
    assert f'name="v-{province.beds.pk}" value="30"' in page
    assert "Lời của người trước." in page
    assert "Lời của người sau." in page


def test_whoever_signs_in_again_comes_back_to_the_form(province: Province) -> None:
    address = reverse("reporting:write", args=[health(province).pk])
    form = reverse("reporting:request", args=[health(province).pk])
    answer = Client().post(address, HTTP_REFERER=f"http://testserver{form}")
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next={form}")
    elsewhere = Client().post(address, HTTP_REFERER="https://elsewhere.example/a")
    assert elsewhere["Location"].endswith("?next=/")


def test_live_checks_and_the_quiet_save(province: Province) -> None:
    cast, request = province.cast, health(province)
    data = typed(request, province.beds, "khoảng 30")
    told = post(cast.reporter, "reporting:check", request.pk, data=data).json()  # type: ignore[attr-defined]
    line = told["lines"][str(province.beds.pk)]
    assert "Chỉ ghi một số" in line["fault"]
    assert line["wants"]
    assert not Entry.objects.exists()
    data = typed(request, province.beds, "30")
    told = post(cast.reporter, "reporting:write", request.pk, data=data, **JSON).json()  # type: ignore[attr-defined]
    assert told["version"] == request.version + 1
    assert told["open"] == 0
    answer = post(cast.reporter, "reporting:write", request.pk, data=data, **JSON)
    assert answer.status_code == 409


def test_a_receiver_sees_what_changed_since_the_sending_before(province: Province) -> None:
    cast = province.cast
    request = save(health(province), [Figure(province.beds.pk, 30.0)], None, cast.reporter, 1)
    request = move(request, "submit", cast.reporter, version=request.version)
    answer = post(cast.focal, "reporting:move", request.pk, data={"move": "return", "version": request.version})
    assert answer.status_code == 422
    data = {"move": "return", "version": request.version, "reason": "Kiểm tra lại."}
    assert post(cast.focal, "reporting:move", request.pk, data=data).status_code == 302
    request.refresh_from_db()
    request = save(request, [Figure(province.beds.pk, 31.5)], None, cast.reporter, request.version)
    request = move(request, "submit", cast.reporter, version=request.version)
    page = get(cast.focal, "reporting:request", request.pk)
    assert "Lần gửi trước" in page
    assert "30\u00a0giường" in page
    step = get(cast.focal, "reporting:step", request.pk, 4)
    assert "31,5" in step
    assert "Khác lần gửi trước" in step
    data = {"move": "accept", "version": request.version}
    assert post(cast.focal, "reporting:move", request.pk, data=data).status_code == 302
    request.refresh_from_db()
    assert request.state == State.ACCEPTED


def test_nobody_moves_what_is_not_theirs(province: Province) -> None:
    cast = province.cast
    request = save(health(province), [Figure(province.beds.pk, 30.0)], None, cast.reporter, 1)
    request = move(request, "submit", cast.reporter, version=request.version)
    accept = {"move": "accept", "version": request.version}
    assert post(cast.reporter, "reporting:move", request.pk, data=accept).status_code == 403
    assert post(cast.leader, "reporting:move", request.pk, data=accept).status_code == 403
    assert post(cast.other_reporter, "reporting:move", request.pk, data=accept).status_code == 403
    commune = save(province.request(province.communes[0]), [Figure(province.clinics.pk, 1.0)], None, None, 1)
    get(cast.reporter, "reporting:request", commune.pk)  # health receives it
    get(cast.other_reporter, "reporting:request", commune.pk, status=403)
    get(province.commune_person, "reporting:request", request.pk, status=403)


def test_files_of_a_report(province: Province) -> None:
    cast, request = province.cast, province.request(province.cast.education)
    file = SimpleUploadedFile("minh chứng.pdf", b"%PDF-1.7 x")
    post(cast.other_reporter, "reporting:attach", request.pk, data={"file": file, "row": province.schools.pk})
    attachment = request.attachments.get()
    assert (attachment.name, attachment.row) == ("minh chứng.pdf", province.schools)
    url = reverse("reporting:file", args=[request.pk, attachment.pk])
    answer = signed_in(cast.focal).get(url)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 x"  # type: ignore[attr-defined]
    assert "attachment" in answer.headers["Content-Disposition"]
    assert signed_in(cast.reporter).get(url).status_code == 403
    post(cast.other_reporter, "reporting:detach", request.pk, attachment.pk)
    assert not request.attachments.exists()


def test_delegation_changes_who_owes(province: Province) -> None:
    cast, request = province.cast, health(province)
    data = {"agency": cast.education.name, "version": request.version}
    assert post(cast.reporter, "reporting:give", request.pk, data=data).status_code == 302
    assert f"/{request.pk}/" in get(cast.other_reporter, "reporting:mine")
    assert f"/{request.pk}/" not in get(cast.reporter, "reporting:mine")
    request.refresh_from_db()
    answer = post(cast.other_reporter, "reporting:write", request.pk, data=typed(request, province.beds, "33"))
    assert answer.status_code == 302
    assert Entry.objects.get().changed_by == cast.other_reporter


def test_the_calendar_feed_opens_by_its_secret_and_closes(province: Province) -> None:
    cast = province.cast
    page = post(cast.reporter, "reporting:feed_address", data={"do": "new"}).content.decode()
    url = page.partition("<code>")[2].partition("</code>")[0]
    answer = Client().get(url)
    told = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert told.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20250919\r\n" in told
    assert all(len(line.encode()) <= 75 for line in told.split("\r\n"))
    unfolded = told.replace("\r\n ", "")
    assert "SUMMARY:Báo cáo quý\\, quý III/2025 (Sở Y tế)" in unfolded
    assert Client().get(url.replace(".ics", "x.ics")).status_code == 404
    post(cast.reporter, "reporting:feed_address", data={"do": "close"})
    assert Client().get(url).status_code == 404


@pytest.mark.parametrize(("communes", "more"), [(2, 0), (65, 40)])
def test_queries_of_pages_do_not_grow(cast: Cast, communes: int, more: int) -> None:
    province = make_province(cast, communes)
    for number in range(more):
        name = f"Chỉ tiêu {number}"
        indicator = Indicator.objects.create(name=name, folded=fold(name), unit="ha", accumulation="stock")
        FormRow.objects.create(regime=province.regime, order=20, indicator=indicator, level=province.beds.level)
    requests = Request.objects.filter(agency__in=province.communes)
    Entry.objects.bulk_create(Entry(request=one, row=province.clinics, value=2.0) for one in requests)
    Request.objects.filter(agency__in=province.communes).update(state=State.SUBMITTED)
    counts = {}
    for user, name, args in (
        (cast.reporter, "reporting:mine", ()),
        (cast.reporter, "reporting:request", (health(province).pk,)),
        (cast.focal, "reporting:regime", (province.regime.pk,)),
        (cast.focal, "reporting:regime_rows", (province.regime.pk,)),
        (cast.focal, "reporting:regimes", ()),
    ):
        client = signed_in(user)
        client.get(reverse(name, args=args))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name, args=args)).status_code == 200
        counts[name.rpartition(":")[2]] = len(queries)
    assert counts == {"mine": 9, "request": 21, "regime": 13, "regime_rows": 12, "regimes": 6}


def test_the_day_of_the_cut_off_decides_who_opens(province: Province) -> None:
    assert province.period.cut_off == date(2025, 9, 14)
    assert {request.due for request in province.period.requests.filter(level__order=1)} == {date(2025, 9, 16)}


def test_an_empty_form_is_calm_until_it_is_sent(province: Province) -> None:
    cast, request = province.cast, health(province)
    page = get(cast.reporter, "reporting:request", request.pk)
    assert "Dòng bắt buộc chưa trả lời" not in page
    assert 'class="wants"' in page
    data = {"version": request.version, "move": "submit"}
    answer = post(cast.reporter, "reporting:move", request.pk, data=data)
    assert answer.status_code == 422  # nothing was written yet


def test_pages_in_english(province: Province) -> None:
    cast = province.cast
    client = signed_in(cast.focal)
    client.cookies["lang"] = "en"
    for name, args in (
        ("reporting:mine", ()), ("reporting:request", (health(province).pk,)), ("reporting:regimes", ()),
        ("reporting:regime", (province.regime.pk,)), ("reporting:regime_rows", (province.regime.pk,)),
        ("reporting:regime_usual", ()), ("reporting:feed_address", ()),
    ):  # fmt: skip
        page = client.get(reverse(name, args=args)).content.decode()
        assert '<html lang="en">' in page, name
        assert "Chế độ báo cáo" not in page, name
        assert "Sửa biểu" not in page, name
