"""Proper names: names in capitals get the case that the text or the rules of names give them."""

from __future__ import annotations

from lotrinh.extraction.identity.proper_names import proper
from lotrinh.extraction.prose import prose_of
from lotrinh.reading import read_document


def test_names_in_capitals_get_their_case() -> None:
    text = prose_of(read_document("Sở Văn hoá, Thể thao và Du lịch chủ trì.".encode(), "x.txt"))
    assert proper(text, "SỞ VĂN HOÁ, THỂ THAO VÀ DU LỊCH") == "Sở Văn hoá, Thể thao và Du lịch"
    assert proper(text, "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ") == "Ủy ban nhân dân thành phố Cần Thơ"
    assert proper(text, "ỦY BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU") == "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu"
    assert proper(text, "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG") == "Bộ Nông nghiệp và Môi trường"
    assert proper(text, "Bộ Tư pháp") == "Bộ Tư pháp"
