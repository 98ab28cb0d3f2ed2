"""Names of agencies: where they end, how lists part, what stays whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.agencies import agencies_in, agency_at, find_agencies
from lotrinh.extraction.prose import Prose, prose_of
from lotrinh.reading.document import Block, Document


def prose(text: str) -> Prose:
    return prose_of(Document(text, "txt", blocks=(Block(0, len(text)),)))


def names(text: str) -> list[str]:
    return [agency.name for agency in find_agencies(prose(text), 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch treo băng rôn", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Uỷ ban nhân dân các huyện , thành phố", ["Uỷ ban nhân dân các huyện , thành phố"]),
        ("Sở Lao động - Thương binh và Xã hội, Sở Y tế", ["Sở Lao động - Thương binh và Xã hội", "Sở Y tế"]),
        ("Sở Lao động -Thương binh và Xã hội", ["Sở Lao động -Thương binh và Xã hội"]),
        ("Sở KH&CN; UBND các xã, phường", ["Sở KH&CN", "UBND các xã, phường"]),
        ("các sở, ban, ngành, UBND các huyện, thành phố", ["các sở, ban, ngành", "UBND các huyện, thành phố"]),
        ("Bộ, ngành, địa phương", ["Bộ, ngành, địa phương"]),
        ("các cấp, các ngành cùng vào cuộc", ["các cấp, các ngành"]),
        ("các bộ, ngành và địa phương", ["các bộ, ngành và địa phương"]),
        ("các đoàn thể, lực lượng vũ trang địa phương", ["các đoàn thể", "lực lượng vũ trang địa phương"]),
        ("Các Bộ: Công an, Quốc phòng", ["Bộ Công an", "Bộ Quốc phòng"]),
        ("Giám đốc các sở : Xây dựng , Tài chính", ["Sở Xây dựng", "Sở Tài chính"]),
        ("Sở Tài chính, Nội vụ và Công an tỉnh", ["Sở Tài chính", "Sở Nội vụ", "Công an tỉnh"]),
        ("Giám đốc Sở Tư pháp ký", ["Giám đốc Sở Tư pháp"]),
        (
            "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn lập quy hoạch",
            ["Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn"],
        ),
        ("Ngân hàng Nhà nước chi nhánh khu vực 5: mở sổ", ["Ngân hàng Nhà nước chi nhánh khu vực 5"]),
        ("Cục CNTT xây dựng CSDL hồ sơ, Sở KH&ĐT họp bàn", ["Cục CNTT", "Sở KH&ĐT"]),
        ("Mặt trận cơ sở và hệ thống truyền thanh góp ý", ["Mặt trận cơ sở", "hệ thống truyền thanh"]),
        ("Công an tỉnh Lạng Sơn và Cục Hải quan tỉnh", ["Công an tỉnh Lạng Sơn", "Cục Hải quan tỉnh"]),
        ("Tập đoàn Điện lực Việt Nam (EVN) đầu tư", ["Tập đoàn Điện lực Việt Nam"]),
        ("Ban Chỉ huy Phòng thủ dân sự cấp tỉnh, cấp xã trực ban", ["Ban Chỉ huy Phòng thủ dân sự cấp tỉnh, cấp xã"]),
        (
            "UBND các tỉnh, thành phố từ Hà Tĩnh đến Lâm Đồng: rà soát",
            ["UBND các tỉnh, thành phố từ Hà Tĩnh đến Lâm Đồng"],
        ),
        ("các Phó Thủ tướng Chính phủ chỉ đạo", ["các Phó Thủ tướng Chính phủ"]),
        ("Tổ đảng ở Thường trực Ủy ban TT,VH&TD", ["Tổ đảng ở Thường trực Ủy ban TT,VH&TD"]),
        ("Mặt trận Tổ quốc Việt Nam và các tổ chức thành viên của Mặt trận", None),
        ("Trung tâm Chuyển đổi số Thành phố kết nối", ["Trung tâm Chuyển đổi số Thành phố"]),
        (
            "Hội Nông dân tỉnh, Tỉnh Đoàn, UBND tỉnh; Huyện ủy Văn Quan",
            ["Hội Nông dân tỉnh", "Tỉnh Đoàn", "UBND tỉnh", "Huyện ủy Văn Quan"],
        ),
        ("Ban Chỉ đạo xây dựng kế hoạch kiểm tra", ["Ban Chỉ đạo"]),
        ("Ban Chỉ đạo xây dựng nông thôn mới tỉnh họp", ["Ban Chỉ đạo xây dựng nông thôn mới tỉnh"]),
        ("các Vụ, đơn vị, Cục thuế có liên quan triển khai", ["các Vụ, đơn vị, Cục thuế có liên quan"]),
        ("các sở, ngành, Cục Thuế tỉnh triển khai", ["các sở, ngành", "Cục Thuế tỉnh"]),
        ("UBND các tỉnh, thành phố: Tuyên Quang, Đồng Tháp khẩn trương", None),
    ],
)
def test_names(text: str, expected: list[str] | None) -> None:
    if expected is None:
        expected = {
            "M": ["Mặt trận Tổ quốc Việt Nam", "các tổ chức thành viên của Mặt trận"],
            "U": ["UBND các tỉnh, thành phố: Tuyên Quang, Đồng Tháp"],
        }[text[0]]
    assert names(text) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Sở Văn hóa, Thông tin, Thể thao và Du lịch",
        "Sở Du lịch và Thương mại",
        "Sở Tài chính - Vật giá",
        "Ban Quản lý Khu kinh tế Vân Phong và các khu công nghiệp",
        "Ban Quản lý dự án đầu tư xây dựng công trình giao thông",
        "Ban Quản lý rừng phòng hộ Bắc Biển Hồ",
        "Trung tâm Phát triển quỹ đất tỉnh",
        "Trung tâm Ứng dụng tiến bộ khoa học huyện",
        "Công ty Cổ phần Cấp thoát nước Lạng Sơn",
        "Công ty TNHH MTV Khai thác công trình thủy lợi Bắc Kạn",
        "Ban Chỉ huy Phòng chống thiên tai và Tìm kiếm cứu nạn tỉnh",
        "Văn phòng Ban Chỉ đạo 389 tỉnh",
        "Ngân hàng Nhà nước Việt Nam - Chi nhánh tỉnh Lào Cai",
        "Ban Kinh tế - Ngân sách HĐND tỉnh",
        "Ban nhân dân các ấp",
        "Sư đoàn 3",
        "Phòng Thương mại và Công nghiệp Việt Nam",
        "Các thành viên Ban Chỉ đạo tỉnh",
        "Các thôn, tổ dân phố",
        "Các Đảng ủy trực thuộc Tỉnh ủy",
        "Các cơ quan, đơn vị thuộc Bộ Tài chính",
        "Các đoàn thể phường",
        "Giám đốc, Thủ trưởng các sở, ban, ngành",
        "Các đơn vị cấp nước thuộc phạm vi quản lý",
    ],
)
def test_whole_names(name: str) -> None:
    assert names(f"{name} chủ trì rà soát") == [name]
    assert names(f"{name}, Sở Y tế có trách nhiệm rà soát") == [name, "Sở Y tế"]


def test_a_list_behind_a_colon_needs_no_known_fields() -> None:
    text = "các Vụ: Công nghiệp xanh, Phát triển vùng, Pháp chế và các đơn vị liên quan"
    assert names(text) == ["Vụ Công nghiệp xanh", "Vụ Phát triển vùng", "Vụ Pháp chế", "các đơn vị liên quan"]
    assert names("Các Sở Công Thương rà soát") == ["Các Sở Công Thương"]
    assert names("các đơn vị của các Bộ: Tài chính, Y tế") == ["các đơn vị của Bộ Tài chính", "Bộ Y tế"]


@pytest.mark.parametrize(
    "text",
    [
        "cán bộ, công chức chấp hành giờ làm việc",
        "Bộ tiêu chí đánh giá chuyển đổi số",
        "hội nghị sơ kết, ban hành văn bản, bộ máy tinh gọn",
        "Thanh tra, kiểm tra việc sử dụng đất",
        "Cơ quan quản lý dự án",
        "Báo cáo kết quả theo quý",
        "Lãnh đạo, chỉ đạo việc rà soát",
    ],
)
def test_everyday_words_are_no_agencies(text: str) -> None:
    assert names(text) == []


def test_groups_are_told_from_names() -> None:
    found = find_agencies(prose("Sở Y tế và các sở, ban, ngành"), 0, 29)
    assert [agency.group for agency in found] == [False, True]


def test_spans_quote_the_text() -> None:
    text = "Nghị quyết của Ủy ban Thường vụ Quốc hội, Thủ tướng Chính phủ"
    assert [text[start:end] for start, end in agencies_in(prose(text), 0, len(text))] == [
        "Ủy ban Thường vụ Quốc hội",
        "Thủ tướng Chính phủ",
    ]


def test_agency_at_works_on_the_shadow_alone() -> None:
    text = shadow("của Ủy ban nhân dân tỉnh Lạng Sơn ban hành")
    assert agency_at(text, 4) == 4 + len("ủy ban nhân dân tỉnh")
    assert agency_at(text, 0) is None


@given(st.text(alphabet="SởBộUBNDcác, ;và.:tỉnh-đạođoàn&1", max_size=120))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    whole = prose(text)
    end = -1
    for agency in find_agencies(whole, 0, len(whole.text)):
        assert end <= agency.start < agency.end <= len(whole.text)
        end = agency.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công an, Quân đội; công tác dân vận; Chính sách", ["Công an"]),
        ("chính phủ/quốc hội, Chính phủ. Chính sách", ["chính phủ", "quốc hội", "Chính phủ"]),
        ("Sở, ngành liên quan", ["Sở, ngành liên quan"]),
    ],
)
def test_the_second_word_tells_names_from_other_words(text: str, expected: list[str]) -> None:
    assert names(text) == expected
