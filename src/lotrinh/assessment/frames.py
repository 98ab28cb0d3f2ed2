"""Millions of yearly series at once: `yearly.assess` as one expression over a long table.

Written once against Narwhals and run by Polars, DuckDB or PySpark, whichever holds the table; nothing is computed
before the engine is asked to. Needs the extra `frames` (with `duckdb` or `spark` for those engines).
Statuses, reasons, years and counts are equal to the scalar definition's, and so are `rate`, `projected`, `miss` and
`required` to the last bit; `outlook` holds powers and logarithms and agrees to 1e-9 of its size.

A long table has the columns of `COLUMNS`; goal columns repeat on every row of a series. Rows without a series id
belong to no series and are left out.

How: the last year of every series first; then one row per series with the smallest and largest figure of each of
its last six years side by side (they differ where two figures contradict each other); the rest is arithmetic
along that row. There is no sorting, so the order of the rows does not matter.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

from lotrinh.assessment.destatis import CLEAR, LEAST_POINTS, SLIGHT, WINDOW, Sky
from lotrinh.assessment.frame_drift import drift_columns, projection
from lotrinh.assessment.yearly import BINARY, FIRST_YEAR, LAST_YEAR, LIMIT, NEAR_LIMIT, WHOLE

NUMBERS = ("year", "value", "target", "target_year", "tolerance")
TRUTHS = ("up", "share")
COLUMNS = ("series_id", "year", "value", "target", "target_year", "up")
"""What a long table must have. It may have `share` (values are per cent of a whole; no) and `tolerance` (none)."""

RESULT = (
    *("series_id", "status", "reason", "last_year", "last_value", "points", "ignored"),
    *("rate", "projected", "miss", "required", "outlook"),
)
"""Columns of the result; see `yearly.Assessed`."""

SLOTS = range(WINDOW + 1)
"""Years before the last one, the last one itself being 0."""

GOAL = ("target", "target_year", "sign", "share", "tolerance")

Frame = nw.LazyFrame[Any]
col = nw.col


def assess_table(table: Any) -> Any:
    """One row per series of `table`, with the columns of `RESULT`, as a lazy frame of the table's own engine.

    `table`: a Polars frame, a DuckDB relation or a PySpark data frame. Raises ValueError where a column is missing
    and TypeError where one holds text instead of numbers. The order of the result's rows is the engine's.
    With Polars, `.collect(engine="streaming")` uses all cores and the least memory.
    """
    return nw.to_native(_assessed(_lazy(table)))


def reassess_table(table: Any, earlier: Any, changed: Any) -> Any:
    """The result for `table` when only the series in `changed` differ from what `earlier` was computed from.

    `earlier`: a result of `assess_table`; `changed`: a frame with the column `series_id`, holding every series that
    got, lost or altered a row. All three are of one engine. Series that `table` no longer has disappear.
    Equal to `assess_table(table)`, at the cost of the changed series and one pass to find their rows.
    """
    ids = _plain(changed).select("series_id").unique()
    kept = _plain(earlier).select(*RESULT).join(ids, on="series_id", how="anti")
    renewed = _assessed(_lazy(table).join(ids, on="series_id", how="semi"))
    return nw.to_native(nw.concat([kept, renewed], how="vertical"))


def _plain(native: Any) -> Frame:
    frame: Frame = nw.from_native(native).lazy()
    return frame


def _lazy(native: Any) -> Frame:
    """The table with its columns checked, and `share` and `tolerance` added where it has none."""
    frame = _plain(native)
    schema = frame.collect_schema()
    missing = [name for name in COLUMNS if name not in schema]
    if missing:
        raise ValueError(f"the table has no column {', '.join(missing)}")
    truths = [name for name in TRUTHS if name in schema]
    wrong = [
        name for name in NUMBERS if name in schema and not (schema[name].is_numeric() or schema[name] == nw.Unknown)
    ]
    wrong += [name for name in truths if schema[name] not in (nw.Boolean, nw.Unknown)]  # unknown: nothing but nulls
    if wrong:
        raise TypeError(f"not numbers, or not a truth value: {', '.join(f'{name} ({schema[name]})' for name in wrong)}")
    frame = frame.with_columns(col(name).cast(nw.Boolean) for name in truths)
    share = col("share") if "share" in schema else nw.lit(False)
    tolerance = col("tolerance") if "tolerance" in schema else nw.lit(0.0)
    return frame.select(*COLUMNS, share=share, tolerance=tolerance)


def _assessed(table: Frame) -> Frame:
    frame = _side_by_side(_figures(table))
    frame = _window(frame)
    frame = drift_columns(frame)
    return _weighed(frame).select(*RESULT)


def _figure(name: str) -> nw.Expr:
    value = col(name).cast(nw.Float64)
    return nw.when(value.is_finite() & (value.abs() < LIMIT)).then(value)


def _year(name: str) -> nw.Expr:
    # Asked outright whether it is finite: DuckDB answers comparisons from a file's statistics, which skip NaN.
    year = col(name).cast(nw.Float64)
    whole = year.is_finite() & (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (year == year.floor())
    return nw.when(whole).then(year)


def _figures(table: Frame) -> Frame:
    """Reads: the long table. Writes: `year` and `value` null where either is no figure, goals null where unusable."""
    usable = table.filter(~col("series_id").is_null()).select(
        "series_id",
        year=_year("year"),
        value=_figure("value"),
        target=_figure("target"),
        target_year=_year("target_year"),
        sign=nw.when(col("up")).then(nw.lit(1.0)).when(~col("up")).then(nw.lit(-1.0)),
        share=nw.when(col("share")).then(nw.lit(1.0)).otherwise(nw.lit(0.0)),
        tolerance=_figure("tolerance"),
    )
    usable = usable.with_columns(tolerance=nw.when(col("tolerance") > 0).then(col("tolerance")))
    whole = ~(col("year").is_null() | col("value").is_null())
    return usable.with_columns(year=nw.when(whole).then(col("year")), value=nw.when(whole).then(col("value")))


def _side_by_side(figures: Frame) -> Frame:
    """Write one row per series.

    `last_year`, `first_year` of its window, `least` and `most` of all its values, `low_0`…, `high_0`…, the goal's
    lowest and highest, `ignored`.
    """
    last = figures.group_by("series_id").agg(last_year=col("year").max())
    slots = {f"slot_{k}": nw.when(col("year") == col("last_year") - k).then(col("value")) for k in SLOTS}
    spread = figures.join(last, on="series_id", how="left").with_columns(
        ignored=nw.when(col("year").is_null()).then(nw.lit(1)).otherwise(nw.lit(0)),
        first_year=nw.when(col("year") >= col("last_year") - WINDOW).then(col("year")),
        **slots,
    )
    return spread.group_by("series_id").agg(
        col("last_year").max(),
        col("first_year").min(),
        col("value").min().alias("least"),
        col("value").max().alias("most"),
        col("ignored").sum(),
        *(col(f"slot_{k}").min().alias(f"low_{k}") for k in SLOTS),
        *(col(f"slot_{k}").max().alias(f"high_{k}") for k in SLOTS),
        *(col(name).min().alias(f"{name}_low") for name in GOAL),
        *(col(name).max().alias(name) for name in GOAL),
    )


def _window(frame: Frame) -> Frame:
    """Writes `value_0`…`value_5` (null without a figure, all null where figures differ), `points`, `span`, `first`."""
    differ = nw.any_horizontal(*(col(f"low_{k}") != col(f"high_{k}") for k in SLOTS), ignore_nulls=True)
    told = [nw.when(~col(f"high_{k}").is_null()).then(nw.lit(1)).otherwise(nw.lit(0)) for k in SLOTS]
    frame = frame.with_columns(differ=differ, points=nw.sum_horizontal(*told))
    frame = frame.with_columns(
        **{f"value_{k}": nw.when(~col("differ")).then(col(f"high_{k}")) for k in SLOTS},
    )
    return frame.with_columns(
        first=nw.coalesce(*(col(f"value_{k}") for k in reversed(SLOTS))),
        # From data, not from literals: Polars divides by a constant as it multiplies by its reciprocal, one digit off.
        span=col("last_year") - col("first_year"),
    )


def _weighed(frame: Frame) -> Frame:
    """The primary rule: `destatis.towards` along one row."""
    value, target, sign, rate, miss = (col(name) for name in ("last_value", "target", "sign", "rate", "miss"))
    frame = frame.with_columns(
        last_value=col("value_0"),
        ahead=col("target_year") - col("last_year"),
        # One point spans no time; asked of four and more only.
        rate=nw.when(col("points") >= LEAST_POINTS).then((col("value_0") - col("first")) / _not_zero(col("span"))),
    ).with_columns(reason=_reason())
    goal = col("reason").is_in(["", "due", "few_figures"])
    judged, at_due = col("reason") == "", col("reason") == "due"
    at_limit = (col("share") > 0) & ((target == 0) | (target == 100))
    near = nw.when(at_limit).then(nw.lit(NEAR_LIMIT)).otherwise(nw.lit(0.0))
    unset = col("tolerance").is_null()
    moves, short = value - col("first"), sign * (target - value)
    frame = frame.with_columns(
        slack=nw.when(unset).then(near).otherwise(col("tolerance")),
        band=nw.when(unset).then(nw.lit(0.0)).otherwise(col("tolerance")),
    )
    frame = frame.with_columns(
        met=short <= _within("slack", value, target), still=moves.abs() <= _within("band", col("first"), value)
    )
    met, still = col("met"), col("still")
    frame = frame.with_columns(
        outlook=nw.when(goal).then(projection(col("ahead"))),
        required=nw.when(goal & ~met).then((target - value) / _not_zero(col("ahead"))),
        projected=nw.when(judged & ~met).then(value + rate * col("ahead")),
    )
    to_go = _not_zero((target - value).abs())
    frame = frame.with_columns(miss=nw.when(judged & ~met).then(sign * (target - col("projected")) / to_go))
    right, held = sign * rate > 0, sign * rate >= 0
    return frame.with_columns(
        status=nw.when(at_due & met).then(_is(Sky.SUN))
        .when(at_due).then(_is(Sky.CLOUDED))
        .when(~judged).then(_is(Sky.NONE))
        .when(met & (held | still)).then(_is(Sky.SUN))
        .when(met).then(_is(Sky.SLIGHTLY_CLOUDY))
        .when(~right | still).then(_is(Sky.THUNDERSTORM))
        .when(miss < SLIGHT).then(_is(Sky.SUN))
        .when(miss <= CLEAR).then(_is(Sky.SLIGHTLY_CLOUDY))
        .otherwise(_is(Sky.CLOUDED)),
        reason=nw.when(~judged).then(col("reason"))
        .when(met).then(nw.lit("hold"))
        .when(still).then(nw.lit("plateau")).otherwise(nw.lit("project")),
        **{name: col(name).cast(nw.Int64) for name in ("last_year", "points", "ignored")},
    )  # fmt: skip


def _within(slack: str, one: nw.Expr, other: nw.Expr) -> nw.Expr:
    """`yearly.within`."""
    return nw.when(col(slack) > 0).then(col(slack) + BINARY * (one.abs() + other.abs())).otherwise(nw.lit(0.0))


def _reason() -> nw.Expr:
    """The first reason why there is no status, in the order of `yearly.REASONS`; "" where there is one."""
    several = nw.any_horizontal(*(col(name) != col(f"{name}_low") for name in GOAL), ignore_nulls=True)
    return (
        nw.when(col("last_year").is_null()).then(nw.lit("no_figure"))
        .when(col("differ")).then(nw.lit("figures_differ"))
        .when(col("target").is_null() | col("target_year").is_null()).then(nw.lit("no_goal"))
        .when(col("sign").is_null()).then(nw.lit("no_direction"))
        .when(several).then(nw.lit("goals_differ"))
        .when((col("share") > 0) & (col("least") < 0)).then(nw.lit("negative_share"))
        .when((col("share") > 0) & (col("target") <= WHOLE) & (col("most") > WHOLE)).then(nw.lit("over_whole"))
        .when(col("ahead") < 0).then(nw.lit("past_due"))
        .when(col("ahead") == 0).then(nw.lit("due"))
        .when(col("points") < LEAST_POINTS).then(nw.lit("few_figures"))
        .otherwise(nw.lit(""))
    )  # fmt: skip


def _is(sky: Sky) -> nw.Expr:
    return nw.lit(sky.value)


def _not_zero(divisor: nw.Expr) -> nw.Expr:
    # Some engines stop at a division by zero even where the quotient is not asked for.
    return nw.when(divisor != 0).then(divisor)
