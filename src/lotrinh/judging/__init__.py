"""From documents to a judged plan: targets once each, the figures that speak of them, a verdict on each.

Reads: the facts of a plan and of results reports, rows of series files. Writes: `Judgement`.
This is where reading and assessment meet; both stay free of each other.
"""

from lotrinh.judging.chain import Link, Role, links_of
from lotrinh.judging.figures import Figure, figure_of_row, figures_of, observations_for
from lotrinh.judging.goals import goal_of, own_targets
from lotrinh.judging.plan import Judgement, Row, judge_plan
from lotrinh.judging.tally import ReportedCount, Tally, reported_counts

__all__ = [
    "Figure", "Judgement", "Link", "ReportedCount", "Role", "Row", "Tally", "figure_of_row", "figures_of", "goal_of",
    "judge_plan", "links_of", "observations_for", "own_targets", "reported_counts",
]  # fmt: skip
