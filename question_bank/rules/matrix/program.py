"""A linear program in whole numbers, and HiGHS that solves it: the only module that knows the solver."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

GAP = 0.05
"""How near to the cheapest an answer must be: costs only mix the questions, so close is as good."""

Terms = Iterable[tuple[int, float]]


class OutOfTime(Exception):
    """No answer within the time allowed: neither a solution nor a proof that there is none."""


@dataclass
class Program:
    """Variables by number, each from 0 to its upper limit, whole unless said otherwise; rows `low <= sum <= high`. Cheapest wins."""

    costs: list[float] = field(default_factory=list)
    uppers: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[float, float, list[tuple[int, float]]]] = field(default_factory=list)

    def variable(self, cost: float = 0, upper: float = 1, *, whole: bool = True) -> int:
        """The number of a new variable."""
        self.costs.append(cost)
        self.uppers.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def at_most(self, terms: Terms, high: float) -> None:
        self.rows.append((-math.inf, high, list(terms)))

    def at_least(self, terms: Terms, low: float) -> None:
        self.rows.append((low, math.inf, list(terms)))

    def exactly(self, terms: Terms, value: float) -> None:
        self.rows.append((value, value, list(terms)))


def solve(program: Program, seconds: float) -> list[float] | None:
    """The value of every variable, None when nothing satisfies the rows. The same program gives the same answer. OutOfTime after `seconds`."""
    highspy: Any = import_module("highspy")  # here, for it brings numpy and 25 MB along, which no web process needs; it has no types
    solver = highspy.Highs()
    for name, value in {"output_flag": False, "threads": 1, "random_seed": 1, "mip_rel_gap": GAP, "time_limit": float(seconds)}.items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(program, highspy))
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        return list(solver.getSolution().col_value)
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    raise OutOfTime


def _model(program: Program, highspy: Any) -> Any:
    """The program as HiGHS holds it: its columns, its rows, and the matrix row by row."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(program.costs), len(program.rows)
    model.col_cost_, model.col_lower_, model.col_upper_ = program.costs, [0.0] * len(program.costs), program.uppers
    model.row_lower_, model.row_upper_ = [row[0] for row in program.rows], [row[1] for row in program.rows]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    starts = [0]
    for _, _, terms in program.rows:
        starts.append(starts[-1] + len(terms))
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = [number for _, _, terms in program.rows for number, _ in terms]
    model.a_matrix_.value_ = [factor for _, _, terms in program.rows for _, factor in terms]
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in program.whole]
    return model
