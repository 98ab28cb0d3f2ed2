"""Who answers today, and on what ground."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from lotrinh.living.people.models import Agency, AgencyGroup, Confidence, Succession
from lotrinh.living.people.queries import Answer, Given, answers_for, answers_for_all, told_shortly
from lotrinh.living.people.services import resolve
from lotrinh.papers import read_paper

PLAN_DAY, TODAY = date(2023, 1, 26), date(2026, 11, 22)
MARCH, JULY = date(2025, 3, 1), date(2025, 7, 1)


def names(answers: tuple[Answer, ...]) -> list[str]:
    return [answer.name for answer in answers]


@pytest.mark.parametrize(
    ("printed", "today"),
    [
        ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
        ("Sở KH&ĐT", "Sở Tài chính"),
        ("Sở Tài chính", "Sở Tài chính"),
        ("Sở Giao thông vận tải", "Sở Xây dựng"),
        ("Sở Xây dựng", "Sở Xây dựng"),
        ("Sở NN&PTNT", "Sở Nông nghiệp và Môi trường"),
        ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
        ("Sở Khoa học và Công nghệ", "Sở Khoa học và Công nghệ"),
        ("Ban Dân tộc", "Sở Dân tộc và Tôn giáo"),
        ("Cục Quản lý thị trường tỉnh", "Sở Công Thương"),
        ("Sở Y tế", "Sở Y tế"),
        ("Công an tỉnh Lạng Sơn", "Công an tỉnh"),
        ("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính"),
        ("Ủy ban Dân tộc", "Bộ Dân tộc và Tôn giáo"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh Lạng Sơn"),
    ],
)
def test_one_successor(vietnam: int, printed: str, today: str) -> None:
    (answer,) = answers_for(printed, PLAN_DAY, TODAY)
    assert answer.name == today
    assert answer.sure
    if answer.since:
        assert answer.since == MARCH
        assert answer.ground
        assert len(answer.through) == 2


def test_before_its_day_nothing_changed(vietnam: int) -> None:
    (answer,) = answers_for("Sở Kế hoạch và Đầu tư", PLAN_DAY, date(2025, 2, 28))
    assert (answer.name, answer.since, answer.through) == ("Sở Kế hoạch và Đầu tư", None, ("Sở Kế hoạch và Đầu tư",))


def test_an_old_and_a_new_agency_of_one_name_are_two(vietnam: int) -> None:
    old, new = (resolve("Sở Tài chính", day) for day in (PLAN_DAY, TODAY))
    assert isinstance(old, Agency)
    assert isinstance(new, Agency)
    assert (old.name, new.name) == ("Sở Tài chính", "Sở Tài chính")
    assert (old.valid_to, new.valid_from) == (date(2025, 2, 28), MARCH)
    assert resolve("Sở Kế hoạch và Đầu tư", TODAY) == resolve("Sở Kế hoạch và Đầu tư", PLAN_DAY)


@pytest.mark.parametrize(
    ("printed", "about", "today", "confidence"),
    [
        (
            "Sở Lao động - Thương binh và Xã hội",
            "Triển khai các chính sách giải quyết việc làm; đưa người lao động đi làm việc ở nước ngoài",
            ["Sở Nội vụ"],
            Confidence.CONFIRMED,
        ),
        (
            "Sở LĐTBXH",
            "Mở rộng quy mô đào tạo nghề, nâng cao chất lượng dạy nghề",
            ["Sở Giáo dục và Đào tạo"],
            Confidence.INFERRED,
        ),
        (
            "Sở LĐ-TB&XH",
            "Tổ chức điều tra hộ nghèo, hộ cận nghèo",
            ["Sở Nông nghiệp và Môi trường"],
            Confidence.TO_VERIFY,
        ),
        ("Sở Lao động - Thương binh và Xã hội", "Phòng, chống đuối nước cho trẻ em", ["Sở Y tế"], Confidence.INFERRED),
        ("Sở Thông tin và Truyền thông", "Đẩy mạnh chuyển đổi số", ["Sở Khoa học và Công nghệ"], Confidence.CONFIRMED),
        (
            "Sở TT&TT",
            "Chỉ đạo các cơ quan báo chí và hệ thống thông tin cơ sở tuyên truyền",
            ["Sở Văn hóa, Thể thao và Du lịch"],
            Confidence.INFERRED,
        ),
        ("Sở Nội vụ", "Đào tạo, bồi dưỡng cán bộ, công chức", ["Sở Nội vụ"], Confidence.CONFIRMED),
        (
            "Sở Nội vụ",
            "Quản lý hoạt động tín ngưỡng, tôn giáo trên địa bàn",
            ["Sở Dân tộc và Tôn giáo"],
            Confidence.CONFIRMED,
        ),
        ("Bộ Thông tin và Truyền thông", "phát triển hạ tầng viễn thông", ["Bộ Khoa học và Công nghệ"], "confirmed"),
    ],
)
def test_the_words_of_a_task_choose_the_function(
    vietnam: int, printed: str, about: str, today: list[str], confidence: str
) -> None:
    answers = answers_for(printed, PLAN_DAY, TODAY, about)
    assert names(answers) == today
    assert [answer.confidence for answer in answers] == [confidence]
    assert answers[0].doubt is None


def test_words_that_do_not_decide_leave_all_with_a_doubt(vietnam: int) -> None:
    answers = answers_for("Sở Lao động - Thương binh và Xã hội", PLAN_DAY, TODAY, "Báo cáo định kỳ hằng năm")
    assert set(names(answers)) == {
        "Sở Nội vụ",
        "Sở Giáo dục và Đào tạo",
        "Sở Y tế",
        "Sở Nông nghiệp và Môi trường",
    }
    assert all(answer.doubt for answer in answers)


def test_a_task_of_several_functions_has_several_answers(vietnam: int) -> None:
    about = "chính sách trợ giúp xã hội, giảm nghèo bền vững, chăm sóc người có công, bảo vệ trẻ em"
    answers = answers_for("Sở Lao động - Thương binh và Xã hội", PLAN_DAY, TODAY, about)
    assert set(names(answers)) == {"Sở Y tế", "Sở Nông nghiệp và Môi trường", "Sở Nội vụ"}
    assert all(answer.doubt and "nhiều chức năng" in answer.doubt.vi for answer in answers)


def test_a_district_is_followed_into_its_communes_and_the_departments(vietnam: int) -> None:
    answers = answers_for("UBND huyện Bình Gia", PLAN_DAY, TODAY)
    assert set(names(answers)) == {
        "UBND xã Bình Gia",
        "UBND xã Hoa Thám",
        "UBND xã Hồng Phong",
        "UBND xã Quý Hòa",
        "UBND xã Thiện Hòa",
        "UBND xã Thiện Long",
        "UBND xã Thiện Thuật",
        "UBND xã Tân Văn",
        "sở, ngành của tỉnh theo lĩnh vực",
    }
    assert {answer.since for answer in answers} == {JULY}
    assert all(answer.doubt for answer in answers)


def test_a_place_in_the_task_chooses_the_commune(vietnam: int) -> None:
    answers = answers_for("UBND huyện Bình Gia", PLAN_DAY, TODAY, "Xây dựng chợ trung tâm xã Mông Ân")
    assert names(answers) == ["UBND xã Bình Gia"]


def test_a_group_is_its_members_of_the_day_carried_on(vietnam: int) -> None:
    (then,) = {len(answers_for("UBND các huyện, thành phố", PLAN_DAY, PLAN_DAY))}
    assert then == 11
    today = answers_for("UBND các huyện, thành phố", PLAN_DAY, TODAY)
    assert len([answer for answer in today if answer.agency]) == 65
    border = answers_for("UBND các huyện biên giới", PLAN_DAY, TODAY)
    assert 25 < len(border) < 45
    departments = names(answers_for("các sở, ngành", PLAN_DAY, TODAY))
    assert "Sở Tài chính" in departments
    assert "Sở Kế hoạch và Đầu tư" not in departments
    assert len(departments) == len(set(departments))
    assert "cơ quan" in told_shortly(today).vi


def test_what_a_document_leaves_open_is_said(vietnam: int) -> None:
    (answer,) = answers_for("các cơ quan có liên quan", PLAN_DAY, TODAY)
    assert answer.agency is None
    assert answer.doubt
    assert "không nêu rõ" in answer.doubt.vi
    (answer,) = answers_for("Sở Biển và Hải đảo", PLAN_DAY, TODAY)
    assert answer.agency is None
    assert answer.doubt
    assert "chưa có trong danh mục" in answer.doubt.vi


@pytest.mark.parametrize(
    ("printed", "group"),
    [
        ("Các Sở, Ban ngành có liên quan", "các cơ quan liên quan"),
        ("cơ quan, địa phương liên quan", "các cơ quan liên quan"),
        ("các sở, ngành", "các sở, ban, ngành"),
        ("Thủ trưởng các sở, ban, ngành", "các sở, ban, ngành"),
        ("Chủ tịch UBND các huyện, thành phố", "UBND các huyện, thành phố"),
        ("Ủy ban nhân dân xã, phường", "UBND các xã, phường"),
        ("các sở, ban, ngành, đoàn thể tỉnh", "các cơ quan, ban, ngành, đoàn thể"),
    ],
)
def test_wordings_of_groups(vietnam: int, printed: str, group: str) -> None:
    found = resolve(printed, PLAN_DAY)
    assert isinstance(found, AgencyGroup)
    assert found.name == group


def test_an_unknown_successor_is_said(vietnam: int) -> None:
    (answer,) = answers_for("Cục Thống kê tỉnh Lạng Sơn", PLAN_DAY, TODAY)
    assert (answer.name, answer.confidence) == ("Cục Thống kê tỉnh Lạng Sơn", Confidence.UNKNOWN)
    assert answer.doubt
    assert "chưa xác nhận" in answer.doubt.vi


def test_a_name_used_after_its_end_is_followed(vietnam: int) -> None:
    (answer,) = answers_for("Sở KH&ĐT", date(2025, 9, 1), TODAY)
    assert (answer.name, answer.since, answer.sure) == ("Sở Tài chính", MARCH, True)


def test_an_agency_that_ended_without_any_row_is_said(vietnam: int) -> None:
    Agency.objects.create(name="Ban Thí điểm", kind="department", valid_to=date(2024, 1, 1), folded="ban thi diem")
    (answer,) = answers_for("Ban Thí điểm", PLAN_DAY, TODAY)
    assert answer.agency is None
    assert answer.doubt
    assert "chưa rõ đơn vị kế thừa" in answer.doubt.vi


def test_several_reorganisations_in_a_row_keep_the_weakest_confidence(vietnam: int) -> None:
    finance = resolve("Sở Tài chính", TODAY)
    assert isinstance(finance, Agency)
    later = Agency.objects.create(
        name="Sở Kinh tế", kind="department", area=finance.area, valid_from=date(2026, 6, 1), folded="so kinh te"
    )
    Agency.objects.filter(pk=finance.pk).update(valid_to=date(2026, 5, 31))
    Succession.objects.create(
        old=finance,
        successor=later,
        function="toàn bộ",
        whole=True,
        on=date(2026, 6, 1),
        ground="thử",
        confidence=Confidence.INFERRED,
    )
    (answer,) = answers_for("Sở Kế hoạch và Đầu tư", PLAN_DAY, TODAY)
    assert answer.through == ("Sở Kế hoạch và Đầu tư", "Sở Tài chính", "Sở Kinh tế")
    assert (answer.confidence, answer.since) == (Confidence.INFERRED, date(2026, 6, 1))
    (then,) = answers_for("Sở Kế hoạch và Đầu tư", PLAN_DAY, date(2026, 1, 1))
    assert (then.name, then.confidence) == ("Sở Tài chính", Confidence.CONFIRMED)


def test_a_circle_of_successions_ends(vietnam: int) -> None:
    one = Agency.objects.create(name="Một", kind="other", folded="mot")
    two = Agency.objects.create(name="Hai", kind="other", folded="hai")
    for old, new, day in ((one, two, date(2024, 1, 1)), (two, one, date(2025, 1, 1)), (one, two, date(2026, 1, 1))):
        Succession.objects.create(
            old=old, successor=new, function="toàn bộ", whole=True, on=day, ground="x", confidence="confirmed"
        )
    assert names(answers_for("Một", PLAN_DAY, TODAY)) == ["Hai"]


def test_many_cost_no_more_queries_than_one(vietnam: int, django_assert_num_queries: object) -> None:
    given = [
        Given(printed, resolve(printed, PLAN_DAY), PLAN_DAY, "việc làm")
        for printed in ("Sở KH&ĐT", "Sở LĐTBXH", "các sở, ban, ngành", "UBND huyện Bình Gia", "các cơ quan liên quan")
    ]
    with django_assert_num_queries(3):  # type: ignore[operator]  # members, two generations
        assert len(answers_for_all(given * 20, TODAY)) == 100


def test_every_lead_and_partner_of_the_real_plan_is_answered_or_told(vietnam: int, shared: Path) -> None:
    """Each printed agency resolves; those that the plan leaves open are said to be open, and only those."""
    (path,) = (shared / "corpus" / "seeds").glob("004_*")
    facts = read_paper(path).facts
    day = facts.document.date
    assert day is not None
    printed = {name for task in facts.tasks for name in (*task.lead, *task.partners)}
    assert len(printed) > 30
    unresolved = {name for name in printed if resolve(name, PLAN_DAY) is None}
    assert unresolved == set()
    nobody = {name for name in printed if all(a.agency is None for a in answers_for(name, PLAN_DAY, TODAY))}
    assert nobody == {
        "các cơ quan có liên quan",
        "các cơ quan liên quan",
        "các cơ quan, đơn vị liên quan",
        "các cấp, các ngành",
        "các lực lượng chức năng",
        "các ngành chức năng",
        "cấp ủy, chính quyền địa phương",
    }
    for name in printed:
        for answer in answers_for(name, PLAN_DAY, TODAY):
            assert answer.agency is None or answer.agency.valid_to is None, name
            assert answer.sure or answer.doubt or answer.confidence != Confidence.CONFIRMED, name


def test_the_table_of_successions_agrees_with_the_shared_one(vietnam: int, shared: Path) -> None:
    rows = list(csv.DictReader((shared / "data" / "agency_succession.csv").read_text(encoding="utf-8").splitlines()))
    missing = []
    for row in rows:
        if not row["effective_from"] or row["old_agency"].startswith("UBND"):
            continue
        old = row["old_agency"].removesuffix(" (cũ)").partition(" (")[0]
        new = row["successor"].partition(" (")[0]
        day = date.fromisoformat(row["effective_from"])
        if not Succession.objects.filter(old__name=old, successor__name=new, on=day).exists():
            missing.append((old, new))
    assert missing == []
    assert AgencyGroup.objects.count() > 10
