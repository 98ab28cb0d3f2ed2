from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.extraction.facts import Citation
from lotrinh.extraction.identity.metadata import identify
from lotrinh.extraction.prose import Prose, prose_of
from lotrinh.extraction.references.citations import find_citations
from lotrinh.extraction.references.signs import find_signs
from lotrinh.extraction.structure.sections import outline_of
from lotrinh.reading import read_document
from lotrinh.reading.document import Block, BlockKind, Document


def prose(text: str) -> Prose:
    return prose_of(read_document(text.encode(), "document.txt"))


def cited(text: str, own: str | None = None) -> list[Citation]:
    return list(find_citations(prose(text), own))


def quotes(text: str) -> list[str]:
    lines = prose(text)
    return [lines.quote(c.start, c.end) for c in find_citations(lines)]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("23/KH-UBND", "23/KH-UBND"),
        ("0204/KH-UBND", "0204/KH-UBND"),
        ("62/2025/QH15", "62/2025/QH15"),
        ("71/NQ -CP", "71/NQ-CP"),
        ("1676/QĐ - TTg", "1676/QĐ-TTg"),
        ("120 /2002/TT-BTC", "120/2002/TT-BTC"),
        ("999 - TC/QĐ/CĐKT", "999-TC/QĐ/CĐKT"),
        ("1803/1998/QĐ/BTC", "1803/1998/QĐ/BTC"),
        ("15/CP", "15/CP"),
        ("52-CTr/TU", "52-CTr/TU"),
        ("36-HD/VPTW", "36-HD/VPTW"),
        ("1672/NQ-UBTVQH15", "1672/NQ-UBTVQH15"),
        ("1301QĐ-CTN", "1301QĐ-CTN"),
        ("30/TTr . SXD", "30/TTr.SXD"),
        ("2#37 /QD-BYC", "2#37/QD-BYC"),
        ("8935/BNV-CTTN&BĐG", "8935/BNV-CTTN&BĐG"),
        ("2600/ttg-ktth", "2600/TTg-KTTH"),
        ("12/2021/TTLT-BNV-BTC", "12/2021/TTLT-BNV-BTC"),
    ],
)
def test_signs(printed: str, number: str) -> None:
    found = find_signs(prose(f"nêu tại văn bản số {printed} vừa qua"))
    assert [sign.number for sign in found] == [number]


@pytest.mark.parametrize("text", ["36,9 giường/vạn dân", "5/7 xã", "12-15% năm", "150 đồng/kWh", "24/7", "3-4 Tỷ"])
def test_what_is_no_sign(text: str) -> None:
    assert not find_signs(prose(f"kết quả đạt {text} so với trước"))


def test_a_sign_ends_before_the_next_sentence() -> None:
    assert quotes("Theo Nghị quyết số 57-NQ/TW. Đến nay đã có kết quả.") == ["Nghị quyết số 57-NQ/TW"]
    assert quotes("Theo Tờ trình số 53/TTr - theo quy định") == ["Tờ trình số 53/TTr"]


def test_span_date_and_issuer() -> None:
    text = "Thực hiện Nghị quyết số 11-NQ/TW, ngày 10/02/2022 của Bộ Chính trị về phương hướng phát triển vùng."
    assert quotes(text) == ["Nghị quyết số 11-NQ/TW, ngày 10/02/2022 của Bộ Chính trị"]
    [found] = cited(text)
    assert (found.date, found.issuer) == ("2022-02-10", "Bộ Chính trị")


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("số 10/QĐ-UBND ngày 13/6/2024 của Ủy ban nhân dân thành phố Quy định giá đất.", "Ủy ban nhân dân thành phố"),
        ("số 60-NQ/TW của Ban Bí thư Trung ương Đảng khóa XIII về sắp xếp.", "Ban Bí thư Trung ương Đảng khóa XIII"),
        ("số 16-CT/TU của Ban Thường vụ Tỉnh ủy Lạng Sơn về tăng cường", "Ban Thường vụ Tỉnh ủy Lạng Sơn"),
        ("số 32/CT-TTG NGÀY 21/10/2025 CỦA THỦ TƯỚNG CHÍNH PHỦ VỀ BẢO VỆ RỪNG", "THỦ TƯỚNG CHÍNH PHỦ"),
        ("số 12/TT-BTC của các cơ quan liên quan", None),
    ],
)
def test_issuers(text: str, issuer: str | None) -> None:
    printed = f"THEO CHỈ THỊ {text}" if text.isupper() else f"Theo Quyết định {text}"
    assert cited(printed)[0].issuer == issuer


def test_lists_share_kind_and_issuer() -> None:
    found = cited("Tờ trình số 53/TTr-CP ngày 27/01/2025, Báo cáo số 54/BC-CP ngày 27/01/2025 của Chính phủ.")
    assert [(c.kind, c.issuer) for c in found] == [("Tờ trình", "Chính phủ"), ("Báo cáo", "Chính phủ")]
    found = cited("Nghị định số 31/2021/NĐ-CP và Thông tư số 12/2022/TT-BTC của Bộ Tài chính.")
    assert [c.issuer for c in found] == [None, "Bộ Tài chính"]
    found = cited("Các văn bản số: 8004/BNNMT-ĐCKS, 8008/BNNMT-ĐCKS và 8796/BNNMT-ĐCKS.")
    assert [c.kind for c in found] == ["Văn bản"] * 3


def test_names_of_laws_end_where_they_should() -> None:
    text = (
        "Theo Luật Quản lý, sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp và pháp luật khác; "
        "Luật Khoa học và Công nghệ (2013); Luật Thi đua khen thưởng; Luật Cán bộ, công chức (sửa đổi); "
        "Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13."
    )
    assert quotes(text) == [
        "Luật Quản lý, sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp",
        "Luật Khoa học và Công nghệ (2013)",
        "Luật Thi đua khen thưởng",
        "Luật Cán bộ, công chức (sửa đổi)",
        "Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13",
    ]


def test_a_law_that_the_list_lacks() -> None:
    assert quotes("Góp ý Luật Nông nghiệp sinh thái và các nghị định.") == ["Luật Nông nghiệp sinh thái"]
    assert quotes("Trường Đại học Luật Hà Nội mở lớp; Phân hiệu Luật Buôn Ma Thuột.") == []


def test_an_amending_law_is_one_citation() -> None:
    text = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Xây dựng số 62/2020/QH14 ngày 17/6/2020;"
    [found] = cited(text)
    assert (found.number, found.name) == ("62/2020/QH14", "Luật sửa đổi, bổ sung một số điều của Luật Xây dựng")


def test_the_own_number_is_no_citation() -> None:
    text = "Số: 23/KH-UBND\nKẾ HOẠCH\nI. NỘI DUNG\n(Kèm theo Kế hoạch số 23/KH-UBND ngày 26/01/2023 của UBND tỉnh)"
    assert cited(text, "23/KH-UBND") == []


def test_an_annex_note_cites_what_its_document_carries_out() -> None:
    text = "PHỤ LỤC I\n(Kèm theo Kế hoạch số 12/KH-UBND ngày 5/5/2024 thực hiện Nghị quyết số 57-NQ/TW)"
    assert [c.number for c in cited(text, "12/KH-UBND")] == ["57-NQ/TW"]


def test_repeats_refer_to_the_first_full_mention() -> None:
    found = cited(
        "Nghị quyết 57-NQ/TW mở đường.\nTheo Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.\n"
        "Nghị quyết số 57-NQ/TW giao việc.\nKế hoạch số 5/KH-UBND ngày 1/3/2023.\nKế hoạch số 5/KH-UBND ngày 2/4/2024."
    )
    assert [c.refers_to for c in found] == [1, None, 1, None, None]


def test_drafts() -> None:
    found = cited("Trình Quốc hội các dự án Luật Nhà giáo, Luật Việc làm; thi hành Luật Giá.")
    assert [c.draft for c in found] == [True, True, False]


def test_site_furniture_is_not_read_but_captions_are() -> None:
    text = "Ảnh: lễ công bố Quyết định số 7/QĐ-TTg" + "\n" + "Theo Nghị định số 13/2023/NĐ-CP, trang web này " * 20
    caption = text.index("\n")
    blocks = (Block(0, caption, BlockKind.FURNITURE), Block(caption + 1, len(text), BlockKind.FURNITURE))
    found = find_citations(prose_of(Document(text, "txt", blocks=blocks)))
    assert [c.number for c in found] == ["7/QĐ-TTg"]


WORDS = [
    "Luật",
    "Nghị quyết",
    "số",
    "57-NQ/TW",
    "của",
    "Chính phủ",
    "ngày",
    "1/2/2024",
    ",",
    "và",
    "các",
    "Luật Giá",
    "1/QĐ-",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_citations_are_in_order_and_apart(words: list[str]) -> None:
    lines = prose(" ".join(words) + " hết")
    found = find_citations(lines)
    for one, after in pairwise(found):
        assert one.start < one.end <= after.start
    for index, citation in enumerate(found):
        assert citation.refers_to is None or citation.refers_to != index
        assert citation.number or citation.name


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    document = Document(text, "txt", blocks=(Block(0, len(text)),) if text else ())
    lines = prose_of(document)
    for citation in find_citations(lines):
        assert 0 <= citation.start < citation.end <= len(lines.text)


def test_the_gold_citations(shared: Path) -> None:
    expected = found = paired = 0
    for gold in sorted((shared / "gold").glob("*.jsonl")):
        records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        about = next(r for r in records if r["type"] == "document")
        lines = prose_of(read_document(next((shared / "corpus").rglob(about["file"]))))
        low, high = about["region"] or (0, len(lines.document.text))
        own = identify(lines, outline_of(lines)).number
        spans = [lines.to_document(c.start, c.end) for c in find_citations(lines, own)]
        mine = {(s.start, s.end) for s in spans if low <= s.start < high}
        theirs = {(r["start"], r["end"]) for r in records if r["type"] == "citation"}
        expected, found, paired = expected + len(theirs), found + len(mine), paired + len(mine & theirs)
    assert 2 * paired / (expected + found) >= 0.97


def test_an_issuer_with_a_document_of_its_own_is_not_the_one_before() -> None:
    found = cited("Thực hiện Thông báo số 12-TB/TW ngày 03/02/2025, của Ban Bí thư tại văn bản số 34-KL/TW.")
    assert (found[0].number, found[0].issuer) == ("12-TB/TW", None)
    assert cited("Thực hiện Thông báo số 12-TB/TW ngày 03/02/2025, của Ban Bí thư.")[0].issuer == "Ban Bí thư"
