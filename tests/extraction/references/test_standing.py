"""What the words around a citation say of it."""

from __future__ import annotations

from lotrinh.extraction.facts import Citation
from lotrinh.extraction.pipeline import extract
from lotrinh.reading import read_document

TEXT = """KẾ HOẠCH
Thực hiện Nghị quyết số 29-NQ/TW ngày 17/11/2022 của Ban Chấp hành Trung ương về công nghiệp hóa
Căn cứ điểm a khoản 2 Điều 5 Luật Đầu tư công ngày 29/11/2024;
Căn cứ khoản 1, khoản 3 Điều 7 của Nghị định số 85/2025/NĐ-CP ngày 08/4/2025 của Chính phủ quy định chi tiết Luật Đầu tư
công (sau đây gọi tắt là Nghị định 85);
Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị (sau đây gọi là “Nghị quyết 57”), tỉnh lập kế hoạch.
I. MỤC TIÊU
Theo Nghị quyết 57, các xã số hóa hồ sơ. Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 03/02/2021.
"""


def cited(text: str = TEXT) -> list[Citation]:
    return list(extract(read_document(text.encode(), "ke-hoach.txt")).citations)


def test_every_citation_tells_how_the_document_stands_to_it() -> None:
    assert [one.relation for one in cited()] == [
        "carries_out", "ground", "ground", "mentions", "mentions", "carries_out", "mentions", "mentions", "replaces",
    ]  # fmt: skip


def test_provisions_are_told_as_printed() -> None:
    assert [one.provision for one in cited() if one.provision] == ["điểm a khoản 2 Điều 5", "khoản 1, khoản 3 Điều 7"]


def test_a_short_name_belongs_to_the_document_of_its_kind() -> None:
    named = {one.alias: one.number for one in cited() if one.alias}
    assert named == {"Nghị định 85": "85/2025/NĐ-CP", "Nghị quyết 57": "57-NQ/TW"}


def test_a_short_name_of_a_body_belongs_to_no_document() -> None:
    text = (
        "Thực hiện Quyết định số 147/QĐ-TTg ngày 23/02/2023 của Thủ tướng Chính phủ, Bộ Nội vụ đề nghị "
        "các tỉnh, thành phố (sau đây gọi chung là tỉnh) báo cáo số liệu."
    )
    assert [one.alias for one in cited(text)] == [None]


def test_later_mentions_by_the_short_name_refer_to_it() -> None:
    all_ = cited()
    short = [index for index, one in enumerate(all_) if one.number == "57"]
    assert len(short) == 2
    first = short[0]
    assert all_[first].refers_to is not None
    assert all_[all_[first].refers_to].number == "57-NQ/TW"
    assert all(all_[index].refers_to is not None for index in short)


def test_a_text_without_citations_has_none() -> None:
    assert cited("Không viện dẫn văn bản nào.") == []
