"""Tasks of running text: who does what, inherited from which line, and what is no task."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from lotrinh.extraction.facts import Task
from lotrinh.extraction.pipeline import extract
from lotrinh.reading import read_document
from tests.growth import assert_linear

LETTERHEAD = [
    "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
    "Số: 45/KH-UBND",
    "Lạng Sơn, ngày 10 tháng 02 năm 2026",
    "KẾ HOẠCH",
    "Phát triển du lịch cộng đồng năm 2026",
]


def tasks_of(*paragraphs: str) -> tuple[Task, ...]:
    text = "\n\n".join([*LETTERHEAD, *paragraphs])
    facts = extract(read_document(text.encode(), "plan.txt"))
    for task in facts.tasks:
        assert 0 <= task.start < task.end <= len(text)
    return facts.tasks


def quoted(task: Task, paragraphs: Sequence[str]) -> str:
    return "\n\n".join([*LETTERHEAD, *paragraphs])[task.start : task.end]


def test_role_line_between_heading_and_bullets() -> None:
    plan = [
        "III. NHIỆM VỤ, GIẢI PHÁP",
        "1. Sở Xây dựng",
        "- Chủ trì, phối hợp với các sở, ban, ngành, UBND các xã, phường:",
        "Phát triển hạ tầng du lịch, trong đó:",
        "+ Cải tạo đường vào các bản du lịch;",
        "+ Lắp biển chỉ dẫn hai thứ tiếng trước năm 2027.",
        "- Phối hợp với Sở Tài chính đề xuất nguồn vốn.",
    ]
    road, signs, money = tasks_of(*plan)
    assert quoted(road, plan) == "Cải tạo đường vào các bản du lịch"
    assert road.lead == signs.lead == money.lead == ("Sở Xây dựng",)
    assert road.partners == signs.partners == ("các sở, ban, ngành", "UBND các xã, phường")
    assert (signs.due, signs.due_kind) == ("2026-12-31", "before")
    assert money.partners == ("Sở Tài chính",)


@pytest.mark.parametrize(
    ("heading", "work", "lead"),
    [
        ("2. Các cơ sở sản xuất giống:", "- Theo dõi chất lượng nước.", "Các cơ sở sản xuất giống"),
        ("2. Các đơn vị khác", "Chủ đầu tư có trách nhiệm lập hồ sơ mời thầu.", "Chủ đầu tư"),
        ("2. Các đơn vị khác", "3. Cơ quan phối hợp có trách nhiệm trả lời bằng văn bản.", "Cơ quan phối hợp"),
        ("2. Yêu cầu Giám đốc các sở, ban, ngành:", "a) Lập hồ sơ.", "Giám đốc các sở, ban, ngành"),
        ("2. Sở Nội vụ - Cơ quan thường trực Ban Chỉ đạo", "a) Lập hồ sơ.", "Sở Nội vụ"),
        ("2. Cơ quan chủ trì giải quyết thủ tục", "a) Lập hồ sơ.", "Cơ quan chủ trì giải quyết thủ tục"),
        ("2. Các cơ quan đăng ký đầu tư (Sở Tài chính, Sở Nội vụ):", "a) Lập hồ sơ.", "Các cơ quan đăng ký đầu tư"),
    ],
)
def test_heads_that_no_list_knows(heading: str, work: str, lead: str) -> None:
    first = ("III. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế", "- Cân đối kinh phí.")
    assert [task.lead for task in tasks_of(*first, heading, work)] == [("Sở Y tế",), (lead,)]


@pytest.mark.parametrize(
    ("later", "leads"),
    [
        ("Sở Tài chính bố trí kinh phí.", [("Sở Y tế",), ("Sở Tài chính",)]),
        ("Sở Y tế tổng hợp kết quả.", [("Sở Y tế",)]),
        ("Bộ Y tế đã ban hành danh mục mẫu.", [("Sở Y tế",)]),
    ],
)
def test_a_later_sentence_with_its_own_agency(later: str, leads: list[tuple[str, ...]]) -> None:
    found = tasks_of("II. NHIỆM VỤ", "1. Sở Y tế", f"- Rà soát danh mục thuốc. {later}")
    assert [task.lead for task in found] == leads


@pytest.mark.parametrize(
    ("bracket", "lead", "partners", "due"),
    [
        ("Sở Nội vụ thực hiện", "Sở Nội vụ", (), None),
        ("Chủ trì: Sở Nội vụ; phối hợp: Sở Y tế, Công an tỉnh", "Sở Nội vụ", ("Sở Y tế", "Công an tỉnh"), None),
        (
            "Đơn vị chủ trì: Sở Nội vụ; đơn vị phối hợp: Sở Y tế; thời gian: Quý III năm 2026",
            "Sở Nội vụ",
            ("Sở Y tế",),
            "2026-09-30",
        ),
    ],
)
def test_who_and_when_in_a_bracket(bracket: str, lead: str, partners: tuple[str, ...], due: str | None) -> None:
    (task,) = tasks_of("II. NHIỆM VỤ, GIẢI PHÁP", f"3. Tập huấn kỹ năng số ({bracket}).")
    assert (task.lead, task.partners, task.due) == ((lead,), partners, due)


@pytest.mark.parametrize(
    "before",
    [
        "căn cứ Kế hoạch này và tình hình mặn xâm nhập để ",
        "theo chức năng, nhiệm vụ được giao tại Kế hoạch này ",
        "phối hợp với Công an tỉnh để ",
        "phối hợp với các trường của Bộ, của tỉnh trong việc ",
    ],
)
def test_work_begins_behind_its_ground_and_those_who_help(before: str) -> None:
    plan = ["IV. TỔ CHỨC THỰC HIỆN", f"1. Sở Xây dựng {before}lập danh mục cống ngăn mặn."]
    (task,) = tasks_of(*plan)
    assert quoted(task, plan) == "lập danh mục cống ngăn mặn"


@pytest.mark.parametrize(
    "powers", ["theo chức năng, nhiệm vụ và thẩm quyền", "theo chức năng, nhiệm vụ, quyền hạn và trách nhiệm được giao"]
)
def test_a_statement_of_powers_is_no_work(powers: str) -> None:
    plan = ["II. NHIỆM VỤ", f"1. Giao Sở Y tế {powers} chủ trì, phối hợp với Công an tỉnh rà soát kho thuốc."]
    (task,) = tasks_of(*plan)
    assert (task.lead, task.partners) == (("Sở Y tế",), ("Công an tỉnh",))
    assert quoted(task, plan) == "rà soát kho thuốc"


def test_numbers_beginning_anew_end_a_section_without_tasks() -> None:
    demands = [
        "II. YÊU CẦU",
        "1. Các phòng triển khai bảo đảm thiết thực.",
        "2. Các phòng triển khai bảo đảm tiết kiệm.",
    ]
    lost_title = ["1. Sở Xây dựng cải tạo bến thuyền.", "2. Sở Nội vụ mở lớp bồi dưỡng."]
    assert tasks_of(*demands) == ()
    assert [task.lead for task in tasks_of(*demands, *lost_title)] == [("Sở Xây dựng",), ("Sở Nội vụ",)]


def test_partners_in_the_middle_of_a_bullet_count() -> None:
    (task,) = tasks_of(
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Sở Nội vụ",
        "- Mở lớp bồi dưỡng hướng dẫn viên; phối hợp chặt chẽ với Trường Cao đẳng Lạng Sơn trong tuyển sinh.",
    )
    assert task.partners == ("Trường Cao đẳng Lạng Sơn",)


def test_the_introduction_of_a_part_leads_all_of_it() -> None:
    found = tasks_of(
        "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành, UBND các xã, phường thực hiện các nhiệm vụ sau:",
        "1. Rà soát các điểm dừng chân dọc quốc lộ 4B.",
        "2. Sở Y tế tổ chức kiểm tra bếp ăn các bản du lịch.",
    )
    assert [task.lead for task in found] == [("các sở, ban, ngành", "UBND các xã, phường"), ("Sở Y tế",)]


def test_a_heading_with_more_agencies_than_its_sentence_leads() -> None:
    (task,) = tasks_of(
        "III. TỔ CHỨC THỰC HIỆN",
        "7. Các sở, ban, ngành tỉnh, UBND các xã, phường",
        "Trên cơ sở Kế hoạch này, các sở, ban, ngành tỉnh cụ thể hóa thành việc của đơn vị mình.",
    )
    assert task.lead == ("Các sở, ban, ngành tỉnh", "UBND các xã, phường")


def test_a_clause_that_tells_which_of_a_group_belongs_to_its_name() -> None:
    found = tasks_of(
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Ủy ban nhân dân các xã có bản du lịch thường xuyên cập nhật lượng khách.",
        "2. Các đơn vị được giao chủ trì có trách nhiệm hoàn thành các điểm dừng chân.",
        "3. Các hộ kinh doanh là thành viên hợp tác xã (các tổ chèo bè, tổ xe điện)",
        "- Niêm yết giá dịch vụ tại bến.",
    )
    assert [task.lead for task in found] == [
        ("Ủy ban nhân dân các xã có bản du lịch",),
        ("Các đơn vị được giao chủ trì",),
        ("Các hộ kinh doanh là thành viên hợp tác xã",),
    ]


def test_one_agency_of_a_heading_takes_the_chair() -> None:
    (task,) = tasks_of(
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Sở Y tế, Sở Nội vụ",
        "Sở Y tế chủ trì, phối hợp với Sở Nội vụ và các đơn vị có liên quan tập huấn sơ cứu cho hướng dẫn viên.",
    )
    assert (task.lead, task.partners) == (("Sở Y tế",), ("Sở Nội vụ", "các đơn vị có liên quan"))


def test_a_heading_over_lettered_items_is_no_work_of_those_addressed_above() -> None:
    found = tasks_of(
        "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành thực hiện các nhiệm vụ sau:",
        "1. Hỗ trợ nhà nghỉ cộng đồng",
        "Ủy ban nhân dân các xã:",
        "a) Huy động vốn sửa nhà sàn;",
        "b) Thống kê nhà xuống cấp.",
    )
    assert [task.lead for task in found] == [("Ủy ban nhân dân các xã",)] * 2


def test_work_begins_after_what_one_answers_for() -> None:
    plan = [
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Sở Nội vụ chịu trách nhiệm về nội dung Kế hoạch này. Tham mưu mở lớp dạy nghề dẫn khách.",
    ]
    (task,) = tasks_of(*plan)
    assert quoted(task, plan) == "Tham mưu mở lớp dạy nghề dẫn khách"


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("III. TỔ CHỨC THỰC HIỆN", "1. Các sở, ban, ngành chịu trách nhiệm thực hiện nghiêm túc Kế hoạch này."),
        ("III. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế", "- Chịu trách nhiệm về số liệu do đơn vị cung cấp."),
        ("I. MỤC ĐÍCH, YÊU CẦU", "1. Các sở, ban, ngành triển khai bảo đảm thiết thực, tiết kiệm."),
        ("Ông Nông Văn Hải, Chủ tịch UBND tỉnh chủ trì cuộc họp.",),
        ("III. NHIỆM VỤ", "1. Mở rộng không gian du lịch ban đêm.", "2. Khôi phục nghề rèn Phúc Sen."),
        ("I. KẾT QUẢ", "1. Sở Y tế đã kiểm tra 20 cơ sở.", "2. Công an tỉnh xử lý 15 vụ gây rối."),
        ("Nơi nhận:", "- Sở Y tế;", "- Công an tỉnh;", "- Lưu: VT."),
        ("Điều 3. Giám đốc các sở: Y tế, Tài chính chịu trách nhiệm thi hành Quyết định này.",),
        (
            "III. TỔ CHỨC THỰC HIỆN",
            "Trong quá trình thực hiện nếu có khó khăn, vướng mắc, đề nghị các cơ quan, đơn vị báo cáo.",
        ),
    ],
)
def test_what_is_no_task(paragraphs: tuple[str, ...]) -> None:
    assert tasks_of(*paragraphs) == ()


def test_a_closing_formula_that_names_who_reports_is_one() -> None:
    (task,) = tasks_of(
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Quá trình thực hiện nếu có phát sinh vướng mắc, các sở, ban, ngành, UBND các xã, phường"
        " chủ động gửi báo cáo về Sở Tài chính.",
    )
    assert task.lead == ("các sở, ban, ngành", "UBND các xã, phường")
    assert task.due_kind == "event"


def test_a_dating_on_its_own_line_belongs_to_the_work_above() -> None:
    (task,) = tasks_of(
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Sở Tài chính",
        "- Cân đối vốn xúc tiến du lịch.",
        "Hoàn thành trong quý II năm 2026.",
    )
    assert (task.due, task.due_kind) == ("2026-06-30", "by")


@pytest.mark.parametrize(
    ("work", "product"),
    [
        ("Xây dựng Đề án phát triển chợ đêm trình UBND tỉnh phê duyệt.", "Đề án phát triển chợ đêm"),
        ("Nghiên cứu , đề xuất danh mục chợ nổi .", "danh mục chợ nổi"),
        ("Chỉ đạo xây dựng phương án giữ xe ban đêm.", "phương án giữ xe ban đêm"),
        (
            "Xây dựng Nghị quyết sửa đổi, bổ sung mức phí chợ, trình HĐND tỉnh.",
            "Nghị quyết sửa đổi, bổ sung mức phí chợ",
        ),
        ("Hoàn thành Quyết định số 31/2021/QĐ-UBND của UBND tỉnh.", None),
    ],
)
def test_the_product_is_named(work: str, product: str | None) -> None:
    (task,) = tasks_of("III. TỔ CHỨC THỰC HIỆN", "1. Sở Công Thương", f"- {work}")
    assert task.deliverable == product


def test_time_grows_linearly() -> None:
    part = ["II. NHIỆM VỤ", "1. Sở Y tế chủ trì, phối hợp với Công an tỉnh, Sở Tài chính"]
    part += [f"- Rà soát {n} trạm y tế, hoàn thành trước ngày 15/12/2026." for n in range(60)]
    assert_linear(lambda copies: extract(read_document("\n\n".join(part * copies).encode(), "plan.txt")), 2)


@pytest.mark.parametrize(
    ("name", "most_missed"),
    [("004_157a5e8ea989fa8e.txt", 3), ("03-NQ-CP-2025-PL2-nhiem-vu.md", 2)],
)
def test_real_plans(shared: Path, corpus: dict[str, Path], name: str, most_missed: int) -> None:
    gold_file = shared / "gold" / f"{name.rpartition('.')[0]}.jsonl"
    records = [json.loads(line) for line in gold_file.read_text(encoding="utf-8").splitlines()]
    facts = extract(read_document(corpus[name]))
    spans = [(task.start, task.end, task) for task in facts.tasks if not task.duplicate]
    missed = 0
    for record in records:
        if record["type"] != "task":
            continue
        here = [task for start, end, task in spans if start < record["end"] and record["start"] < end]
        wanted = {name.casefold() for name in record["lead"]}
        missed += not any({name.casefold() for name in task.lead} == wanted for task in here)
    assert missed <= most_missed


def test_a_letter_gives_work_below_its_addressees() -> None:
    letter = "\n\n".join(
        [
            "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
            "Số: 88/UBND-KT",
            "Lạng Sơn, ngày 10 tháng 02 năm 2026",
            "Kính gửi:\n- Sở Xây dựng;\n- UBND phường Kỳ Lừa.",
            "Sau khi xem xét báo cáo, Chủ tịch UBND tỉnh có ý kiến như sau:",
            "1. Giao Sở Xây dựng đề xuất phương án trước ngày 20/3/2026.",
            "2. UBND phường Kỳ Lừa khẩn trương vận động các hộ bàn giao mặt bằng.",
        ]
    )
    facts = extract(read_document(letter.encode(), "letter.txt"))
    assert [task.lead for task in facts.tasks] == [("Sở Xây dựng",), ("UBND phường Kỳ Lừa",)]


def test_people_and_unknown_names_lead_among_agencies() -> None:
    found = tasks_of(
        "III. PHÂN CÔNG NHIỆM VỤ",
        "a) Công an tỉnh: Sơ tán dân khỏi vùng sạt lở.",
        "b) Bộ phận Hộ tịch, Bộ phận Địa chính: Bảo đảm thông tin liên lạc.",
        "c) Đồng chí Nguyễn Văn An, Phó Chủ tịch UBND tỉnh trực tiếp chỉ đạo khắc phục sự cố.",
    )
    assert [task.lead[0] for task in found] == [
        "Công an tỉnh",
        "Bộ phận Hộ tịch",
        "Đồng chí Nguyễn Văn An, Phó Chủ tịch UBND tỉnh",
    ]


def test_agencies_in_bold_without_numbers() -> None:
    found = tasks_of(
        "II. NHIỆM VỤ",
        "Sở Nông nghiệp và Môi trường:",
        "- Theo dõi cảnh báo cháy rừng.",
        "Chủ tịch UBND các xã, phường:",
        "- Ký cam kết với các hộ dân trước ngày 15/01/2027.",
    )
    assert [task.lead for task in found] == [("Sở Nông nghiệp và Môi trường",), ("Chủ tịch UBND các xã, phường",)]


@pytest.mark.parametrize(
    "signature",
    [
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nông Văn Hải"),
        ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Nông Văn Hải"),
        ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "ThS. Nông Văn Hải"),
        ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ TÀI CHÍNH", "Nông Văn Hải"),
        ("GIÁM ĐỐC", "Nông Văn Hải", "Nơi nhận:", "- Sở Tài chính thực hiện;", "- Lưu: VT (35 bản)."),
    ],
    ids=" / ".join,
)
def test_a_signature_is_no_work_of_the_agency_above(signature: tuple[str, ...]) -> None:
    duty = [
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Sở Tài chính chủ trì bố trí kinh phí, báo cáo UBND tỉnh trong quý I năm 2026./.",
    ]
    assert [quoted(task, [*duty, *signature]) for task in tasks_of(*duty, *signature)] == [
        "bố trí kinh phí, báo cáo UBND tỉnh trong quý I năm 2026"
    ]


def test_an_office_in_capitals_without_a_name_is_no_signature() -> None:
    plan = ["IV. TỔ CHỨC THỰC HIỆN", "1. Sở Tài chính", "GIÁM ĐỐC", "Bố trí kinh phí và hướng dẫn thanh toán."]
    assert [quoted(task, plan) for task in tasks_of(*plan)] == ["Bố trí kinh phí và hướng dẫn thanh toán"]


def test_further_duties_of_the_same_agency_are_read_to_the_end() -> None:
    duties = (
        "1. Sở Y tế chủ trì, phối hợp với Sở Tài chính tổ chức tiêm chủng tại thôn; rà soát danh sách trẻ em và "
        "chủ trì tập huấn; mua tủ lạnh bảo quản vắc xin; giao Sở Nội vụ bố trí biên chế."
    )
    plan = ["III. NHIỆM VỤ", duties]
    health, staff = extract(read_document("\n\n".join([*LETTERHEAD, *plan]).encode(), "plan.txt"), {}).tasks
    assert quoted(health, plan).startswith("tổ chức tiêm chủng")
    assert quoted(health, plan).endswith("bảo quản vắc xin")
    assert health.partners == ("Sở Tài chính",)
    assert "first_part_read" in health.reasons
    assert staff.lead == ("Sở Nội vụ",)
    assert "first_part_read" not in staff.reasons


def test_in_a_letter_a_day_makes_work_of_a_plain_sentence() -> None:
    facts = extract(
        read_document(
            "BỘ NỘI VỤ\nSố: 41/BNV-TH\nV/v thi tuyển\nHà Nội, ngày 12 tháng 3 năm 2024\nKính gửi: Các bộ.\n\n"
            "Việc thi tuyển còn chậm.\n\n"
            "Riêng Ủy ban nhân dân tỉnh Lai Châu lập đề án thi tuyển, hoàn thành trong quý III/2024.".encode(),
            "letter.txt",
        )
    )
    assert [(task.lead, task.due) for task in facts.tasks] == [(("Ủy ban nhân dân tỉnh Lai Châu",), "2024-09-30")]
