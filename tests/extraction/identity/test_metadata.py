from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.core.vietnamese.text import fold
from lotrinh.extraction.facts import DocumentInfo
from lotrinh.extraction.identity.metadata import identify
from lotrinh.extraction.prose import prose_of
from lotrinh.extraction.structure.sections import outline_of
from lotrinh.reading import read_document
from lotrinh.reading.document import Block, Document


def info(*lines: str) -> DocumentInfo:
    text = prose_of(read_document("\n".join(lines).encode(), "document.txt"))
    return identify(text, outline_of(text))


HEAD = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (("ỦY BAN NHÂN DÂN", "TỈNH CAO BẰNG", *HEAD, "Số: 1/KH-UBND"), "Ủy ban nhân dân tỉnh Cao Bằng"),
        (("BỘ TÀI CHÍNH", "TỔNG CỤC THUẾ", *HEAD, "Số: 1/TB-TCT"), "Tổng cục Thuế"),
        (("UBND TỈNH CAO BẰNG", "SỞ Y TẾ", *HEAD, "Số: 1/KH-SYT"), "Sở Y tế tỉnh Cao Bằng"),
        (("ĐẢNG ỦY CHÍNH PHỦ", "VĂN PHÒNG", "Số 1-CV/VPĐU"), "Văn phòng Đảng ủy Chính phủ"),
        (
            (
                "ỦY",
                "BAN NHÂN DÂN |",
                "CỘNG",
                "HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |",
                "Số: 1/KH-UBND |",
                "Bà Rịa-Vũng Tàu, ngày 3 tháng 5 năm 2022 |",
                "QUYẾT ĐỊNH CỦA TỈNH BÀ RỊA - VŨNG TÀU",
            ),
            "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu",
        ),
        (("QUOC HOI CONG HOA XA HOI CHU NGHIA VIET NAM", "Nghị quyết số: 9/2024/QH15"), "Quốc hội"),
    ],
)
def test_issuers_of_letterheads(lines: tuple[str, ...], issuer: str) -> None:
    found = info(*lines, "KẾ HOẠCH", "Trồng cây xanh", "Căn cứ chương trình công tác năm.")
    assert found.issuer == issuer


def test_a_cut_issuer_takes_its_place_from_the_date_line() -> None:
    found = info(
        "ỦY BAN NHÂN DÂN",
        "Số: 5/KH-UBND",
        "Cao Bằng, ngày 02 tháng 4 năm 2024",
        "KẾ HOẠCH",
        "Trồng cây xanh",
        "Căn cứ nghị quyết của Hội đồng nhân dân tỉnh Cao Bằng.",
    )
    assert found.issuer == "Ủy ban nhân dân tỉnh Cao Bằng"


def test_a_letterhead_in_rows_with_bars() -> None:
    found = info(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |",
        "Số: 5/KH-UBND | Cao Bằng, ngày 02 tháng 4 năm 2024 |",
        "KẾ HOẠCH",
        "Trồng cây xanh trên địa bàn tỉnh Cao Bằng",
    )
    assert (found.number, found.date, found.issuer) == ("5/KH-UBND", "2024-04-02", "Ủy ban nhân dân tỉnh Cao Bằng")


def test_a_number_left_blank_is_none_and_a_cited_one_is_not_taken() -> None:
    recital = "Căn cứ Luật Giá số 16/2023/QH15;"
    found = info("Số:      /KH-UBND", "KẾ HOẠCH", "Thực hiện Nghị quyết số 57-NQ/TW", recital)
    assert found.number is None
    assert found.title == "Thực hiện Nghị quyết số 57-NQ/TW"


def test_a_resolution_without_letterhead_takes_nothing_from_cited_laws() -> None:
    found = info(
        "NGHỊ QUYẾT",
        "Về mục tiêu tăng trưởng",
        "QUỐC HỘI",
        "Căn cứ Luật Tổ chức Quốc hội số 57/2014/QH13 ngày 20 tháng 11 năm 2014;",
        "QUYẾT NGHỊ:",
        "Điều 1. Mục tiêu",
    )
    assert (found.kind, found.number, found.date, found.issuer) == ("Nghị quyết", None, None, "Quốc hội")


def test_an_article_about_a_plan_is_an_article() -> None:
    found = info(
        "Kế hoạch phát triển du lịch giai đoạn mới",
        "UBND tỉnh vừa ban hành kế hoạch phát triển du lịch với nhiều chỉ tiêu.",
        "Theo kế hoạch, tỉnh đón sáu triệu lượt khách vào năm 2030.",
        "Thu Hà",
    )
    assert (found.kind, found.signer, found.issuer) == ("Bài viết", None, None)
    assert found.title == "Kế hoạch phát triển du lịch giai đoạn mới"


def test_an_official_signs_an_article() -> None:
    found = info(
        "Một năm bứt phá",
        "03/02/2025 08:15",
        "Năm qua, tỉnh hoàn thành phần lớn chỉ tiêu.",
        "Lê Minh Đức, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh",
    )
    assert (found.signer, found.date) == ("Lê Minh Đức", "2025-02-03")


def test_an_official_who_is_told_of_signs_nothing() -> None:
    headline = "Giữ giá hàng Tết"
    told = "Ông Lê Ngọc Bảo, Phó Chủ tịch UBND tỉnh vừa ký công văn về giá hàng thiết yếu trong những ngày giáp Tết."
    found = info(headline, told, "Theo đó, các sở kiểm tra việc niêm yết giá.")
    assert found.signer is None


def test_a_title_in_capitals_that_runs_into_the_text() -> None:
    found = info(
        "Số: 8/KH-UBND",
        "KẾ HOẠCH",
        "THỰC HIỆN CHIẾN LƯỢC DỮ LIỆU TRÊN ĐỊA BÀN TỈNH Thực hiện Quyết định số 142/QĐ-TTg, tỉnh ban hành kế hoạch.",
    )
    assert found.title == "THỰC HIỆN CHIẾN LƯỢC DỮ LIỆU TRÊN ĐỊA BÀN TỈNH"


@pytest.mark.parametrize(
    "signature",
    [
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lan Thị Vân"),
        ("KT. BỘ TRƯỞNG THỨ TRƯỞNG Lan Thị Vân",),
        ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "(Đã ký)", "Lan Thị Vân"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "đã ký", "", "Lan Thị Vân"),
    ],
)
def test_signatures(signature: tuple[str, ...]) -> None:
    found = info("Số: 8/QĐ-UBND", "QUYẾT ĐỊNH", "Về việc khen thưởng", "Điều 1. Khen thưởng.", *signature)
    assert found.signer == "Lan Thị Vân"


def test_a_stamp_with_blanks_stands_above_the_name() -> None:
    found = info(
        "Số: 8/NQ-HĐND", "NGHỊ QUYẾT", "Về giá nước", "Điều 1. Thông qua.", "Chủ tịch", "( Đã ký )", "Trần Thị Lan"
    )
    assert found.signer == "Trần Thị Lan"


def test_every_field_says_where_it_stands() -> None:
    lines = ("Số: 8/QĐ-UBND", "Huế, ngày 05 tháng 6 năm 2024", "QUYẾT ĐỊNH", "Về việc khen thưởng", "Điều 1. Khen.")
    text = prose_of(read_document("\n".join(lines).encode(), "x.txt"))
    found = identify(text, outline_of(text))
    assert text.quote(*found.spans["number"]) == "8/QĐ-UBND"
    assert text.quote(*found.spans["date"]) == "ngày 05 tháng 6 năm 2024"
    assert text.quote(*found.spans["title"]) == "Về việc khen thưởng"
    assert set(found.spans) == set(found.rules)


HEAD_WORDS = (
    "Số:",
    "/KH-UBND",
    "KẾ HOẠCH",
    "ỦY BAN NHÂN DÂN",
    "ngày",
    "V/v",
    "TM.",
    "(Kèm theo",
    "Phụ lục",
    "CHỦ TỊCH",
)


@given(st.lists(st.sampled_from(HEAD_WORDS)))
def test_any_text_has_an_identity(words: list[str]) -> None:
    for separator in (" ", "\n"):
        text = separator.join(words)
        document = Document(text, "txt", blocks=(Block(0, len(text)),) if text else ())
        lines = prose_of(document)
        assert identify(lines, outline_of(lines)) == identify(lines, outline_of(lines))


FIELDS = ("kind", "number", "issuer", "date", "signer", "title")


def test_the_gold_documents(shared: Path) -> None:
    wrong = []
    for gold in sorted((shared / "gold").glob("*.jsonl")):
        records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        expected = next(r for r in records if r["type"] == "document")
        text = prose_of(read_document(next((shared / "corpus").rglob(expected["file"]))))
        found = identify(text, outline_of(text))
        wrong += [(gold.stem, f) for f in FIELDS if fold(expected[f] or "") != fold(getattr(found, f) or "")]
    assert len(wrong) <= 3, wrong  # of 72 fields


def test_lists_tables_and_bad_scans_are_no_articles() -> None:
    assert info("Danh mục dự án gọi vốn đầu tư", "1. Nhà máy xi măng", "2. Chợ đầu mối").kind is None
    scanned = info(
        "UBND THANH PHO DA NANG Hcok xA HQI CHiJ NGHiA", "Trong nam qua thanh pho da dat nhieu ket qua quan trong."
    )
    assert (scanned.kind, scanned.title) == (None, None)
    told = info("Du lịch vượt mốc bốn triệu lượt", "Năm qua, tỉnh đón hơn bốn triệu lượt khách trong nước và quốc tế.")
    assert told.kind == "Bài viết"


def test_misplaced_capitals_of_an_issuer_are_put_right() -> None:
    found = info("ủy Ban Nhân Dân tỉnh Cao Bằng", *HEAD, "Số: 1/KH-UBND", "KẾ HOẠCH", "Trồng cây xanh")
    assert found.issuer == "Ủy ban nhân dân tỉnh Cao Bằng"


def test_day_and_issuer_of_an_annex_stand_with_its_number_or_not_at_all() -> None:
    note = "(Ban hành kèm theo Quyết định số 4218/QĐ-BCT ngày 24 tháng 10 năm 2016 của Bộ trưởng Bộ Công Thương)"
    found = info("1. PHỤ LỤC 1: NHU CẦU CÔNG SUẤT", note, "1", "Công nghiệp, xây dựng", "90")
    assert [found.kind, found.number, found.title] == [None, None, None]
    assert (found.date, found.issuer) == (None, None)
