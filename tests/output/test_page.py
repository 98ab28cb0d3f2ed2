"""The page: whole in itself, every link leads somewhere, document text can never become markup."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from lotrinh.judging import Judgement, judge_plan
from lotrinh.output.page import render
from lotrinh.output.sheets import headers, plan_workbook, workbook_tables
from lotrinh.output.verdict_rows import page_texts
from lotrinh.papers import read_paper

PLAN = """KẾ HOẠCH
Phát triển kinh tế - xã hội đến năm 2030
II. CHỈ TIÊU ĐẾN NĂM 2030
- GRDP bình quân đầu người đạt khoảng 150 triệu đồng.
- Tỷ lệ lao động qua đào tạo đạt 76%, trong đó có chứng chỉ đạt 35 - 40%.
- Tỷ lệ người dân <script>alert(1)</script> & "nhóm" đạt 90%.
III. NHIỆM VỤ
1. Sở Y tế chủ trì, phối hợp với Sở Tài chính
- Thực hiện Nghị quyết số 96/NQ-CP ngày 01/8/2022 của Chính phủ trước ngày 30/6/2026.
"""
RESULTS = """Kết quả năm 2024
Năm 2024, GRDP bình quân đầu người ước đạt 61,1 triệu đồng, tăng 1,3 triệu đồng so với năm 2023.
"""


@pytest.fixture(scope="module")
def judgement() -> Judgement:
    return judge_plan(read_paper(PLAN.encode(), "kế hoạch.txt"), [read_paper(RESULTS.encode(), "kết quả.txt")])


class Page(HTMLParser):
    """Collects ids, links, outside addresses and scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.scripts = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value:
                self.links.append(value)
            if name in ("src", "action", "href") and value and not value.startswith("#"):
                self.outside.append(value)
        self.scripts += tag == "script"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_link_leads_to_one_place_of_the_page(judgement: Judgement, language: str) -> None:
    page = Page(render(judgement, language))
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert page.outside == []


def test_document_text_is_never_markup(judgement: Judgement) -> None:
    html = render(judgement)
    assert Page(html).scripts == 1
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_figures_lead_to_their_sentences_and_back(judgement: Judgement) -> None:
    html = render(judgement)
    row = re.search(r'<tr id="target-1".*?</tr>', html, re.S)
    assert row is not None
    assert "16,15%" in row[0]
    figure = re.search(r'href="#(results-1-result-\d+)">61,1', row[0])
    assert figure is not None
    assert f'<mark id="{figure[1]}" class="result"' in html
    assert '<a href="#target-1">GRDP bình quân đầu người ước đạt 61,1 triệu đồng' in html


def test_tasks_are_listed_under_their_lead(judgement: Judgement) -> None:
    html = render(judgement)
    tasks = html[html.index('id="tasks"') : html.index('id="chain"')]
    assert "<h3>Sở Y tế" in tasks
    assert "Thực hiện Nghị quyết số 96/NQ-CP ngày 01/8/2022 của Chính phủ" in tasks
    assert "30/06/2026" in tasks
    assert "Phối hợp: Sở Tài chính" in tasks


def test_same_bytes_for_the_same_judgement(judgement: Judgement) -> None:
    again = judge_plan(read_paper(PLAN.encode(), "kế hoạch.txt"), [read_paper(RESULTS.encode(), "kết quả.txt")])
    assert render(judgement) == render(again)
    assert plan_workbook(judgement, "vi") == plan_workbook(again, "vi")


def test_every_word_of_the_page_is_in_both_languages() -> None:
    template = (files("lotrinh.output") / "templates" / "page.html.j2").read_text(encoding="utf-8")
    used = set(re.findall(r"\bt\.([a-z_]+)", template))
    assert used <= page_texts().keys()
    for key, told in page_texts().items():
        assert told.keys() == {"vi", "en"}, key


def test_most_threatened_first_and_parts_below_their_whole(judgement: Judgement) -> None:
    html = render(judgement)
    states = re.findall(r'<tbody id="status-(\w+)"', html)
    assert states == ["behind", "not_assessable"]
    assert 'href="#status-behind" data-status="behind">1 chậm' in html
    rows = re.findall(r'<tr id="target-(\d+)" class="(row[ sub]*)"', html)
    assert rows == [("1", "row"), ("2", "row"), ("3", "row sub"), ("4", "row")]
    part = html[html.index('<tr id="target-3"') :]
    assert "Tỷ lệ lao động qua đào tạo, trong đó:" in part[: part.index("</tr>")]


def test_documents_stand_in_their_roles(judgement: Judgement) -> None:
    html = render(judgement)
    chain = html[html.index('id="chain"') : html.index('id="warnings"')]
    order = [chain.index(name) for name in ("Kế hoạch này", "Báo cáo, bài viết về kết quả", "Văn bản khác")]
    assert order == sorted(order)
    assert "Kết quả năm 2024</a>" in chain


def test_what_could_not_be_read_is_named(judgement: Judgement) -> None:
    assert page_texts()["unread"]["vi"] not in render(judgement)
    html = render(judgement, "vi", ["bao-cao.docx: Tệp <hỏng>."])
    assert page_texts()["unread"]["vi"] in html
    assert "bao-cao.docx: Tệp &lt;hỏng&gt;." in html


def test_the_workbook_holds_numbers(judgement: Judgement) -> None:
    tables = workbook_tables(judgement, "vi")
    assert list(tables) == ["Mục tiêu", "Nhiệm vụ", "Văn bản", "Câu gốc"]
    income, trained, part, _ = tables["Mục tiêu"]
    assert [income[key] for key in ("Mức thấp", "Đơn vị", "Hạn", "Số liệu", "Kỳ", "Loại số liệu")] == [
        150, "triệu đồng", 2030, 61.1, "2024", "ước tính",
    ]  # fmt: skip
    assert round(income["Cần mỗi năm"], 2) == 16.15
    assert (trained["Số liệu"], part["Mức thấp"], part["Mức cao"]) == (None, 35, 40)
    assert tables["Nhiệm vụ"][0]["Thời hạn"] == date(2026, 6, 30)
    quotes = [(row["Loại"], row["Câu gốc"]) for row in tables["Câu gốc"] if row["STT"] == 1]
    assert quotes[0] == ("mục tiêu", "GRDP bình quân đầu người đạt khoảng 150 triệu đồng")
    assert ("số liệu", True) in [(kind, "61,1 triệu đồng" in quote) for kind, quote in quotes]


def test_every_header_is_in_both_languages() -> None:
    assert all(told.keys() == {"vi", "en"} for told in headers().values())


def test_empty_plan_says_so() -> None:
    html = render(judge_plan(read_paper("Không có gì ở đây.".encode(), "trống.txt")))
    assert page_texts()["no_targets"]["vi"] in html
    assert page_texts()["no_tasks"]["vi"] in html
