"""The page: whole in itself, every link leads somewhere, document text can never become markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from lotrinh.judging import Judgement, judge_plan
from lotrinh.output.page import render, workbook_tables
from lotrinh.output.verdict_rows import page_texts
from lotrinh.output.workbook import workbook
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
    assert f'<span id="{figure[1]}"></span><mark class="result"' in html
    assert '<a href="#target-1">GRDP bình quân đầu người ước đạt 61,1 triệu đồng' in html


def test_tasks_are_listed_under_their_lead(judgement: Judgement) -> None:
    html = render(judgement)
    tasks = html[html.index('id="tasks"') : html.index('id="chain"')]
    assert "<h3>Sở Y tế" in tasks
    assert "30/06/2026" in tasks
    assert "Phối hợp: Sở Tài chính" in tasks


def test_same_bytes_for_the_same_judgement(judgement: Judgement) -> None:
    again = judge_plan(read_paper(PLAN.encode(), "kế hoạch.txt"), [read_paper(RESULTS.encode(), "kết quả.txt")])
    assert render(judgement) == render(again)
    tables = workbook_tables(judgement, "vi")
    assert workbook(tables, {}) == workbook(workbook_tables(again, "vi"), {})


def test_every_word_of_the_page_is_in_both_languages() -> None:
    template = (files("lotrinh.output") / "templates" / "page.html.j2").read_text(encoding="utf-8")
    used = set(re.findall(r"\bt\.([a-z_]+)", template))
    assert used <= page_texts().keys()
    for key, told in page_texts().items():
        assert told.keys() == {"vi", "en"}, key


def test_empty_plan_says_so() -> None:
    html = render(judge_plan(read_paper("Không có gì ở đây.".encode(), "trống.txt")))
    assert page_texts()["no_targets"]["vi"] in html
    assert page_texts()["no_tasks"]["vi"] in html
