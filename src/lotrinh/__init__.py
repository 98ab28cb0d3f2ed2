r"""Lộ Trình reads Vietnamese government plans and results reports and judges progress.

>>> import lotrinh
>>> plan = "II. CHỈ TIÊU ĐẾN NĂM 2030\n- Tỷ lệ che phủ rừng đạt 67%."
>>> lotrinh.read(plan.encode(), "plan.txt").targets[0].indicator
'Tỷ lệ che phủ rừng'

The heavy parts are imported when they are first used, so that `import lotrinh` costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from lotrinh.extraction.facts import Facts
    from lotrinh.judging import Judgement

__all__ = ["__version__", "judge", "read"]
__version__ = "0.1.0"


def read(source: Path | str | bytes | BinaryIO, name: str = "") -> Facts:
    """The facts of one document (a path, bytes or an open binary file), as `lotrinh read` prints them.

    Raises `lotrinh.reading.ReadingError`, whose `sentence("vi")` says what happened and what to do.
    """
    from lotrinh.papers import read_paper

    return read_paper(source, name).facts


def judge(
    plan: Path | str,
    results: Sequence[Path | str] = (),
    series: Sequence[Path | str] = (),
    as_of: date | None = None,
) -> Judgement:
    """A plan judged by its results reports and series files, as `lotrinh judge` does it.

    `as_of` None: the end of the latest matched figure's period. Raises `lotrinh.reading.ReadingError`.
    """
    from lotrinh.judging import judge_plan
    from lotrinh.papers import read_paper
    from lotrinh.reading.series import read_series

    rows = [(Path(file).name, row) for file in series for row in read_series(Path(file))]
    return judge_plan(read_paper(plan), [read_paper(file) for file in results], rows, as_of)
