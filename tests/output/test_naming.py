"""Names that say what is measured, where the printed indicator alone does not."""

from __future__ import annotations

import pytest

from lotrinh.judging import judge_plan
from lotrinh.output.naming import document_name
from lotrinh.output.verdict_rows import verdict_rows
from lotrinh.papers import read_paper

HEAD = "KẾ HOẠCH\nPhát triển kinh tế - xã hội đến năm 2030\nII. MỤC TIÊU ĐẾN NĂM 2030\n"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("- Có 36,9 giường bệnh/vạn dân.", ["Số giường bệnh/vạn dân"]),
        ("- Trên 99% dân cư nông thôn được dùng nước sạch.", ["Tỷ lệ dân cư nông thôn được dùng nước sạch"]),
        ("- Tỷ lệ che phủ rừng đạt 67%.", ["Tỷ lệ che phủ rừng"]),
        ("- Phấn đấu kinh tế số chiếm khoảng 30% GRDP của tỉnh.", ["Kinh tế số (trong GRDP của tỉnh)"]),
        (
            "- Cơ cấu kinh tế đến năm 2030: nông nghiệp chiếm 12%; dịch vụ chiếm 88%.",
            ["Cơ cấu kinh tế: nông nghiệp", "Cơ cấu kinh tế: dịch vụ"],
        ),
        (
            "- Tỷ lệ lao động qua đào tạo đạt 76%, trong đó có bằng cấp, chứng chỉ đạt 35%.",
            ["Tỷ lệ lao động qua đào tạo", "Tỷ lệ lao động qua đào tạo: bằng cấp, chứng chỉ"],
        ),
    ],
)
def test_targets_say_what_is_measured(line: str, names: list[str]) -> None:
    judgement = judge_plan(read_paper(f"{HEAD}{line}\n".encode(), "x.txt"))
    assert [row.name for row in verdict_rows(judgement, "vi")] == names


def test_an_event_says_what_it_brings_about() -> None:
    rows = ("Chỉ tiêu | Đơn vị | Đến năm 2030", "---|---|---", "Hạ tầng số | | Tiên tiến, hiện đại", "Số xã | xã | 65")
    table = "".join(f"| {row} |\n" for row in rows)
    judgement = judge_plan(read_paper(f"{HEAD}{table}".encode(), "x.md"))
    told = {row.indicator: row.target for row in verdict_rows(judgement, "vi")}
    assert told["Hạ tầng số"].startswith("tiên tiến, hiện đại")


def test_documents_are_called_by_title_and_by_file_only_without_one() -> None:
    titled = read_paper(f"Số: 23/KH-UBND\n{HEAD}".encode(), "a.txt").facts
    assert document_name(titled) == "Kế hoạch 23/KH-UBND: Phát triển kinh tế - xã hội đến năm 2030"
    assert document_name(titled, 20) == "Kế hoạch 23/KH-UBND: Phát triển kinh tế …"
    assert document_name(read_paper(b"1. x", "a.txt").facts) == "a.txt"
