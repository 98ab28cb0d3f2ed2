import pytest

from lotrinh.reading.document import BlockKind
from lotrinh.reading.furniture import pattern_of, patterns
from lotrinh.reading.layout import lay_out

MATCHES = [(pattern.id, line) for pattern in patterns() for line in pattern.match]
KEEPS = [(pattern.id, line) for pattern in patterns() for line in pattern.keep]


def test_every_pattern_explains_itself_and_has_examples():
    ids = [pattern.id for pattern in patterns()]
    assert len(ids) == len(set(ids))
    for pattern in patterns():
        assert pattern.vi != pattern.en
        assert pattern.match
        assert pattern.keep
        assert all(word == "0" or len(word) >= 2 for word in pattern.starts), "the look-up needs two characters"


@pytest.mark.parametrize(("name", "line"), MATCHES)
def test_a_line_of_the_page_is_marked(name, line):
    found = pattern_of(line)
    assert found is not None
    assert found.id == name


@pytest.mark.parametrize(("name", "line"), KEEPS)
def test_a_line_of_the_document_is_kept(name, line):
    assert pattern_of(line) is None


def marked(text: str) -> list[str]:
    return [text[b.start : b.end] for b in lay_out(text).blocks if b.kind is BlockKind.FURNITURE]


def test_furniture_keeps_its_text_and_gets_a_notice():
    text = "Nhảy đến nội dung\n\nKế hoạch phát triển năm 2026\n\n120 lượt xem\n\nGRDP tăng 8%.\n"
    layout = lay_out(text)
    assert marked(text) == ["Nhảy đến nội dung", "120 lượt xem"]
    assert [(n.code, n.detail, text[n.start : n.end]) for n in layout.notices] == [
        ("boilerplate", "skip_link", "Nhảy đến nội dung"),
        ("boilerplate", "views", "120 lượt xem"),
    ]


def test_an_address_that_ends_a_sentence_is_no_furniture():
    assert marked("Dữ liệu được công khai tại địa chỉ:\nhttps://example.vn/du-lieu.") == []
    assert marked("Dữ liệu được công khai.\n\nhttps://example.vn/du-lieu") == ["https://example.vn/du-lieu"]


def test_a_banner_stands_only_at_the_head():
    slogan = "Quyết tâm thực hiện thắng lợi Nghị quyết Đại hội Đảng bộ tỉnh"
    assert marked(f"{slogan}\nKế hoạch") == [slogan]
    assert marked("Một.\nHai.\nBa.\nBốn.\nNăm.\n" + slogan) == []


def test_the_tail_of_a_law_site_is_furniture_unless_a_document_follows():
    tail = "Văn bản liên quan\nBan hành:\n01/02/2024\nHiệu lực: Đã biết"
    assert marked(f"Điều 1. Mục tiêu\n{tail}") == [tail]
    assert marked(f"{tail}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKẾ HOẠCH") == []


def test_page_numbers_count_up_and_stand_alone():
    assert marked("Trang đầu.\n\n2\n\nTrang hai.\n\n3\n\nTrang ba.") == ["2", "3"]
    assert marked("Diện tích 205 m\n2\n, sản lượng 3 tấn.") == []
    assert marked("Số xã đạt chuẩn:\n\n75\n\nSố trường:\n\n12") == []
