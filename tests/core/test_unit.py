"""Units: what they measure, and what can be compared."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.core.unit import Kind, convert, parse_unit, same_dimension, with_unit
from lotrinh.core.unit_table import BASES, SCALES


@pytest.mark.parametrize(
    ("text", "kind", "base", "factor", "per", "of"),
    [
        ("%", Kind.SHARE, "%", 1, (), ""),
        ("phần trăm", Kind.SHARE, "%", 1, (), ""),
        ("‰", Kind.SHARE, "%", Fraction(1, 10), (), ""),
        ("% GRDP", Kind.SHARE, "%", 1, (), "grdp"),
        ("%GDP", Kind.SHARE, "%", 1, (), "gdp"),
        ("% của tổng chi", Kind.SHARE, "%", 1, (), "tổng chi"),
        ("%/năm", Kind.SHARE, "%", 1, ("năm",), ""),
        ("điểm %", Kind.POINTS, "điểm %", 1, (), ""),
        ("điểm phần trăm", Kind.POINTS, "điểm %", 1, (), ""),
        ("% điểm", Kind.POINTS, "điểm %", 1, (), ""),
        ("điểm %/năm", Kind.POINTS, "điểm %", 1, ("năm",), ""),
        ("tỷ đồng", Kind.MONEY, "đồng", 10**9, (), ""),
        ("nghìn tỷ đồng", Kind.MONEY, "đồng", 10**12, (), ""),
        ("triệu USD", Kind.MONEY, "USD", 10**6, (), ""),
        ("tỉ đô la Mỹ (USD)", Kind.MONEY, "USD", 10**9, (), ""),
        ("triệu đồng/người/năm", Kind.MONEY, "đồng", 10**6, ("người", "năm"), ""),
        ("đồng / tháng", Kind.MONEY, "đồng", 1, ("tháng",), ""),
        ("ha", Kind.PHYSICAL, "m2", 10**4, (), ""),
        ("tạ/ha", Kind.PHYSICAL, "kg", Fraction(1, 100), ("m2",), ""),
        ("nghìn tấn", Kind.PHYSICAL, "kg", 10**6, (), ""),
        ("m2 / người", Kind.PHYSICAL, "m2", 1, ("người",), ""),
        ("triệu lượt người", Kind.COUNT, "lượt", 10**6, (), ""),
        ("nghìn lao động", Kind.COUNT, "người", 1000, (), ""),
        ("vạn dân", Kind.COUNT, "người", 10**4, (), ""),
        ("giường bệnh/vạn dân", Kind.COUNT, "giường bệnh", Fraction(1, 10**4), ("người",), ""),
        ("giường bệnh/10.000 dân", Kind.COUNT, "giường bệnh", Fraction(1, 10**4), ("người",), ""),
        ("số doanh nghiệp/1000 dân", Kind.COUNT, "doanh nghiệp", Fraction(1, 1000), ("người",), ""),
        ("xã", Kind.COUNT, "xã", 1, (), ""),
        ("số hộ gia đình", Kind.COUNT, "hộ", 1, (), ""),
        ("giường/0 dân", Kind.COUNT, "giường bệnh", 1, ("0 dân",), ""),
        ("huyện/thành phố", Kind.COUNT, "huyện, thành phố", 1, (), ""),
        ("phòng / căn hộ", Kind.COUNT, "phòng", 1, ("căn hộ",), ""),
        ("chục quả", Kind.COUNT, "quả", 10, (), ""),
        ("triệu", Kind.PLAIN, "", 10**6, (), ""),
        ("tỷ lệ", Kind.COUNT, "tỷ lệ", 1, (), ""),
        ("Giờ", Kind.TIME, "phút", 60, (), ""),
        ("MW", Kind.PHYSICAL, "W", 10**6, (), ""),
        ("Mb/s", Kind.PHYSICAL, "bps", 10**6, (), ""),
        ("", Kind.PLAIN, "", 1, (), ""),
        (None, Kind.PLAIN, "", 1, (), ""),
    ],
)
def test_parses(text, kind, base, factor, per, of):
    unit = parse_unit(text)
    assert (unit.kind, unit.base, unit.factor, unit.per, unit.of) == (kind, base, factor, per, of)


def test_keeps_the_print_but_compares_the_meaning():
    one, other = parse_unit("bác  sỹ/1 vạn dân"), parse_unit("bác sĩ/vạn dân")
    assert one == other
    assert hash(one) == hash(other)
    assert (str(one), str(other)) == ("bác sỹ/1 vạn dân", "bác sĩ/vạn dân")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("triệu lượt", "triệu lượt người"),
        ("nghìn lượt khách", "triệu lượt"),
        ("tỷ đồng", "triệu đồng"),
        ("tỷ USD", "triệu đô la Mỹ"),
        ("%", "‰"),
        ("%", "% GRDP"),
        ("giường/vạn dân", "giường bệnh/1.000 dân"),
        ("triệu", "triệu lượt người"),
        ("tỷ", "nghìn tỷ đồng"),
        (None, "trường"),
        ("ha", "km2"),
        ("tạ/ha", "tấn/ha"),
        ("trường học", "trường"),
    ],
)
def test_comparable(one, other):
    one, other = parse_unit(one), parse_unit(other)
    assert same_dimension(one, other)
    assert same_dimension(other, one)
    assert convert(1, one, other) == 1 / convert(1, other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("%", "điểm %"),
        ("tỷ đồng", "tỷ USD"),
        ("% GRDP", "% dân số"),
        ("người", "hộ"),
        ("xã", "huyện"),
        ("triệu đồng", "triệu đồng/người"),
        ("đồng/tháng", "đồng/năm"),
        ("tấn", "ha"),
        ("triệu", "%"),
        (None, "%"),
        (None, "ha"),
        ("MW", "MWh"),
        ("tháng", "năm"),
        ("%", "%/năm"),
    ],
)
def test_not_comparable(one, other):
    one, other = parse_unit(one), parse_unit(other)
    assert same_dimension(one, other) is False
    assert same_dimension(other, one) is False
    assert convert(1, one, other) is None


def test_denominators_may_be_left_unsaid_only_when_named():
    one, other = parse_unit("triệu đồng/người/năm"), parse_unit("triệu đồng")
    assert convert(61.1, one, other, unsaid=frozenset({"người", "năm"})) == Fraction(611, 10)
    assert convert(61.1, one, other, unsaid=frozenset({"năm"})) is None
    assert convert(61.1, one, parse_unit("triệu USD"), unsaid=frozenset({"người", "năm"})) is None


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        (4210, "nghìn lượt", "triệu lượt người", Fraction(421, 100)),
        (4.21, "triệu lượt", "nghìn lượt người", 4210),
        (0.1, "tỷ đồng", "triệu đồng", 100),
        (Decimal("2954.1"), "tỷ đồng", "nghìn tỷ đồng", Fraction(29541, 10000)),
        (Fraction(1, 3), "ha", "m2", Fraction(10**4, 3)),
        (33.6, "giường bệnh/vạn dân", "giường bệnh/1.000 dân", Fraction(336, 100)),
        (5, "‰", "%", Fraction(1, 2)),
        (54.3, "tạ/ha", "tấn/ha", Fraction(543, 100)),
    ],
)
def test_converts_exactly(value, source, target, expected):
    assert convert(value, parse_unit(source), parse_unit(target)) == expected


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("64", "%", "64%"),
        ("5", "‰", "5‰"),
        ("30", parse_unit("% GRDP"), "30% GRDP"),
        ("61,1", "triệu đồng", "61,1\u00a0triệu đồng"),
        ("2", parse_unit("điểm %"), "2\u00a0điểm %"),
        ("375", None, "375"),
        ("375", parse_unit(None), "375"),
    ],
)
def test_numbers_are_written_with_their_unit(number, unit, expected):
    assert with_unit(number, unit) == expected


@pytest.mark.parametrize("text", ["triệu đồng", "TRIỆU ĐỒNG", " triệu  đồng ", "triệu\u00a0đồng", "triệu đồng."])
def test_spelling_of_blanks_and_case_does_not_matter(text):
    assert parse_unit(text) == parse_unit("triệu đồng")


def test_the_table_names_no_unit_twice_and_bases_are_named_by_themselves():
    names = [name for _, _, row in BASES for name in row]
    assert len(names) == len(set(names))
    assert all(parse_unit(base).base == base and parse_unit(base).factor == 1 for _, base, _ in BASES)


units = st.lists(
    st.sampled_from([*SCALES, "%", "đồng", "người", "ha", "/", "1", "1.000", "vạn dân", "lệ", "của", "xã", "huyện"]),
    max_size=6,
).map(" ".join) | st.text(max_size=20)


@given(units)
def test_no_text_breaks_the_parser(text):
    unit = parse_unit(text)
    assert unit.factor > 0
    assert same_dimension(unit, unit)
    assert convert(7, unit, unit) == 7


@given(units, units)
def test_comparing_is_symmetric(one, other):
    one, other = parse_unit(one), parse_unit(other)
    assert same_dimension(one, other) == same_dimension(other, one)
