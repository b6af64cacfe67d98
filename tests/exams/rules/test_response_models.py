"""Item response models against the published figures of LSAT6, and against abilities that a test makes itself."""

import math
import random

import pytest

from exams.rules.response_data import MOST_SITTINGS, gauss_hermite, patterns_of
from exams.rules.response_models import RASCH_NEEDS, THREE_NEEDS, TWO_NEEDS, Fits, fit_rasch, fit_two_parameter, fits_of
from exams.rules.statistics import Answered
from tests.exams.rules.lsat6 import lsat6


def test_gauss_hermite_is_exact_for_the_moments_of_the_normal_law() -> None:
    nodes, weights = gauss_hermite(9)
    moments = [sum(w * x**k for x, w in zip(nodes, weights, strict=True)) for k in (0, 1, 2, 4, 6)]
    assert moments == pytest.approx([1, 0, 1, 3, 15], abs=1e-9)


def test_rasch_on_lsat6_is_what_is_published() -> None:
    fit = fit_rasch(patterns_of(lsat6()))
    assert fit is not None
    assert fit.is_stable
    assert fit.log_likelihood == pytest.approx(-2466.938, abs=0.001)
    assert [fit.curves[q].slope for q in range(1, 6)] == pytest.approx([0.755] * 5, abs=0.002)
    assert [fit.curves[q].difficulty for q in range(1, 6)] == pytest.approx([-3.615, -1.322, -0.318, -1.730, -2.780], abs=0.01)


def test_two_parameters_on_lsat6_are_what_is_published() -> None:
    fit = fit_two_parameter(patterns_of(lsat6()))
    assert fit is not None
    assert fit.is_stable
    assert fit.log_likelihood == pytest.approx(-2466.653, abs=0.002)
    assert [fit.curves[q].slope for q in range(1, 6)] == pytest.approx([0.825, 0.723, 0.890, 0.688, 0.657], abs=0.01)
    assert [fit.curves[q].difficulty for q in range(1, 6)] == pytest.approx([-3.36, -1.37, -0.28, -1.87, -3.12], abs=0.02)


def test_forms_with_different_questions_come_on_one_scale() -> None:
    chance = random.Random(7)
    difficulties = {1: -1.0, 2: -0.5, 3: 0.0, 4: 0.5, 5: 1.0, 6: 1.5}
    patterns = []
    for sitting in range(1500):
        ability = chance.gauss(0, 1)
        asked = (1, 2, 3, 4) if sitting % 2 else (3, 4, 5, 6)
        patterns.append({q: chance.random() < 1 / (1 + math.exp(difficulties[q] - ability)) for q in asked})
    fit = fit_rasch(patterns)
    assert fit is not None
    assert {q: curve.difficulty for q, curve in fit.curves.items()} == pytest.approx(difficulties, abs=0.25)


def test_what_everybody_had_right_has_no_place_on_the_scale() -> None:
    patterns = [{**pattern, 9: True} for pattern in patterns_of(lsat6())]
    fit = fit_rasch(patterns)
    assert fit is not None
    assert set(fit.curves) == {1, 2, 3, 4, 5}


def test_a_question_that_decides_everything_is_said_to_be_unstable() -> None:
    patterns = [{1: k % 2 == 0, 2: k % 2 == 0} for k in range(200)]
    fit = fit_two_parameter(patterns)
    assert fit is not None
    assert not fit.is_stable


@pytest.mark.parametrize("patterns", [[], [{}], [{1: True}, {1: False}], [{1: True, 2: True}] * 5])
def test_nothing_to_fit_is_none(patterns: list[dict[int, bool]]) -> None:
    assert fit_rasch(patterns) is None


def test_questions_with_part_of_the_points_are_left_out_and_long_lists_thinned() -> None:
    sheets = [{1: Answered(1.0, 1.0), 2: Answered(0.5 * (k % 3), 1.0)} for k in range(MOST_SITTINGS + 1)]
    patterns = patterns_of(sheets)
    assert {frozenset(pattern) for pattern in patterns} == {frozenset({1})}
    assert MOST_SITTINGS / 2 <= len(patterns) <= MOST_SITTINGS


def test_each_model_waits_for_its_sittings() -> None:
    sheets = random.Random(3).sample(lsat6(), 1000)
    chances = dict.fromkeys(range(1, 6), 0.2)
    for needs, held in ((THREE_NEEDS, 3), (TWO_NEEDS, 2), (RASCH_NEEDS, 1)):
        enough, few = fits_of(sheets[:needs], chances), fits_of(sheets[: needs - 1], chances)
        assert [sum(fit is not None for fit in (each.rasch, each.two, each.three)) for each in (enough, few)] == [held, held - 1]


def test_a_fit_knows_its_sittings_and_how_many_numbers_were_free() -> None:
    found = fits_of(lsat6(), {1: 0.2, 2: 0.2})
    assert [(fit.sittings, fit.free) for fit in (found.rasch, found.two, found.three) if fit] == [(1000, 6), (1000, 10), (1000, 12)]


def test_an_unstable_fit_is_not_used() -> None:
    sheets = [{1: Answered(k % 2, 1.0), 2: Answered(k % 2, 1.0)} for k in range(TWO_NEEDS)]
    assert fits_of(sheets, {}) == Fits()
