"""Item analysis: LSAT6, figures worked by hand, and the edges where nothing varies."""

import math

import pytest

from exams.rules.statistics import Answered, Sheet, alpha_of, correlation, fifths_of, item_figures, whole_figures
from tests.exams.rules.lsat6 import lsat6


def sheet(*points: float, picks: str = "") -> Sheet:
    """A sitting of questions worth a point each; `picks` is what was chosen in the first."""
    given = [frozenset(picks.split()), *(frozenset[str]() for _ in points[1:])]
    return {q: Answered(p, 1.0, each) for q, (p, each) in enumerate(zip(points, given, strict=True), start=1)}


def test_lsat6_has_its_published_alpha_and_facilities() -> None:
    sheets = lsat6()
    assert alpha_of(sheets) == pytest.approx(0.2950, abs=0.00005)
    assert [item_figures(sheets)[q].facility for q in range(1, 6)] == pytest.approx([0.924, 0.709, 0.553, 0.763, 0.870])


def test_lsat6_point_biserials_leave_the_question_itself_out() -> None:
    figures = item_figures(lsat6())
    assert [figures[q].biserial for q in range(1, 6)] == pytest.approx([0.1128, 0.1532, 0.1728, 0.1444, 0.1216], abs=0.0001)


def test_effective_weights_of_a_paper_add_up_to_one() -> None:
    weights = [each.weight for each in item_figures(lsat6()).values()]
    assert math.fsum(weight or 0 for weight in weights) == pytest.approx(1)


def test_the_whole_is_on_the_scale_of_ten() -> None:
    sheets = [sheet(1, 1, 1, 1), sheet(1, 1, 0, 0)] * 10
    whole = whole_figures(sheets)
    assert (whole.sittings, whole.mean) == (20, 7.5)
    assert whole.spread == pytest.approx(2.5649, abs=0.0001)
    assert whole.alpha == pytest.approx(4 / 3 * 0.5)
    assert whole.error == pytest.approx(2.5649 * math.sqrt(1 / 3), abs=0.0001)


def test_upper_and_lower_are_27_percent_and_equals_share_the_places() -> None:
    best = [sheet(1, 1, 1)] * 3
    middle = [sheet(0, 1, 0)] * 4
    worst = [sheet(0, 0, 0)] * 3
    found = item_figures([*best, *middle, *worst])
    assert found[1].discrimination == 1
    assert item_figures([*worst, *middle, *best])[1] == found[1]
    tied = item_figures([sheet(1, 0), sheet(0, 1)] * 5)
    assert tied[1].discrimination == 0


def test_options_have_rates_correlations_and_curves() -> None:
    sheets = [sheet(float(k >= 5), *([1.0] * k), *([0.0] * (9 - k)), picks="=b" if k >= 5 else "=a") for k in range(10)]
    figures = item_figures(sheets)[1]
    assert {pick: line.rate for pick, line in figures.lines.items()} == {"=a": 0.5, "=b": 0.5}
    assert list(figures.lines["=b"].fifths) == [0, 0, 0.5, 1, 1]
    assert figures.lines["=a"].biserial == pytest.approx(-(figures.lines["=b"].biserial or 0))
    assert figures.fifths == figures.lines["=b"].fifths


def test_alpha_is_taken_within_sittings_of_the_same_questions() -> None:
    one = [sheet(1, 1), sheet(0, 0)] * 5
    other = [{8: Answered(1, 1), 9: Answered(1, 1)}, {8: Answered(0, 1), 9: Answered(0, 1)}] * 10
    lone: list[Sheet] = [{1: Answered(1, 1), 9: Answered(0, 1)}] * 9
    assert alpha_of([*one, *other, *lone]) == pytest.approx(1)
    assert alpha_of(lone) is None


def test_where_nothing_varies_there_is_no_figure() -> None:
    figures = item_figures([sheet(1, 1)] * 12)[1]
    assert (figures.facility, figures.discrimination, figures.biserial, figures.weight) == (1, 0, None, None)
    assert alpha_of([sheet(1, 1)] * 12) is None
    assert correlation([1, 1], [0, 1]) is None
    assert whole_figures([]).sittings == 0


def test_an_exam_of_one_sitting_breaks_nothing() -> None:
    assert item_figures([sheet(1)])[1].asked == 1
    assert whole_figures([sheet(0.5)]).mean == 5


def test_fifths_are_as_equal_as_can_be() -> None:
    assert [len(group) for group in fifths_of([float(k) for k in range(12)])] == [2, 2, 3, 2, 3]
    assert fifths_of([3.0, 1.0]) == [[], [], [1], [], [0]]
