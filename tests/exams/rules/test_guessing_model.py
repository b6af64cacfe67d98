"""3PL against questions whose parameters a test chose itself, against LSAT6, and at its edges."""

import math
import random

import pytest

from exams.rules.guessing_model import FLAT, Prior, fit_three_parameter
from exams.rules.response_data import Curve, patterns_of
from exams.rules.response_models import fit_two_parameter
from tests.exams.rules.lsat6 import lsat6

Known = dict[int, tuple[float, float, float]]
"""Question -> slope, difficulty, guess."""
CHANCES = dict.fromkeys(range(1, 6), 0.2)


def sat(known: Known, sittings: int, seed: int, *, asked: int | None = None) -> list[dict[int, bool]]:
    """Sittings of people of normal ability; each is asked all questions or so many of them."""
    chance = random.Random(seed)
    patterns = []
    for _ in range(sittings):
        ability = chance.gauss(0, 1)
        questions = chance.sample(sorted(known), asked) if asked else list(known)
        patterns.append({q: chance.random() < rate(Curve(*known[q]), ability) for q in questions})
    return patterns


def rate(curve: Curve, ability: float) -> float:
    return curve.guess + (1 - curve.guess) / (1 + math.exp(-curve.slope * (ability - curve.difficulty)))


def test_known_parameters_are_found_again() -> None:
    known = {1 + n: ((1.0, 1.5, 2.0)[n % 3], -1.5 + 0.35 * n, (0.15, 0.25, 0.3)[n // 4]) for n in range(9)}
    patterns = sat(known, 2500, 11)
    fit = fit_three_parameter(patterns, dict.fromkeys(known, 0.25))
    assert fit is not None
    assert fit.is_stable
    misses = [abs(rate(fit.curves[q], ability) - rate(Curve(*known[q]), ability)) for q in known for ability in (-2, -1, 0, 1, 2)]
    assert sum(misses) / len(misses) < 0.025
    assert max(misses) < 0.1
    # The parameters lean on each other, so that each alone is less sure; the guess most of all where hardly anybody had to guess.
    assert [fit.curves[q].difficulty for q in known] == pytest.approx([b for _, b, _ in known.values()], abs=0.35)
    assert [fit.curves[q].slope for q in known] == pytest.approx([a for a, _, _ in known.values()], rel=0.45)
    assert [fit.curves[q].guess for q in known if q > 4] == pytest.approx([c for q, (_, _, c) in known.items() if q > 4], abs=0.08)


def test_it_fits_what_was_guessed_better_than_two_parameters_do() -> None:
    patterns = sat({n: (1.5, 0.3 * n - 0.5, 0.25) for n in range(1, 6)}, 1500, 4)
    three, two = fit_three_parameter(patterns, CHANCES), fit_two_parameter(patterns)
    assert three is not None
    assert two is not None
    assert three.log_likelihood > two.log_likelihood + 1


def test_on_lsat6_a_flat_prior_near_no_guessing_is_no_worse_than_two_parameters() -> None:
    three, two = fit_three_parameter(patterns_of(lsat6()), dict.fromkeys(range(1, 6), 0.001), FLAT), fit_two_parameter(patterns_of(lsat6()))
    assert three is not None
    assert two is not None
    assert three.is_stable
    assert three.log_likelihood >= two.log_likelihood
    assert three.log_likelihood == pytest.approx(-2466.653, abs=0.002)


def test_a_question_without_a_chance_is_never_guessed() -> None:
    fit = fit_three_parameter(patterns_of(lsat6()), {1: 0.25})
    assert fit is not None
    assert [curve.guess for curve in fit.curves.values()] == [fit.curves[1].guess, 0, 0, 0, 0]
    assert fit.curves[1].guess == pytest.approx(0.25, abs=0.05)
    two = fit_two_parameter(patterns_of(lsat6()))
    none = fit_three_parameter(patterns_of(lsat6()), {}, Prior(0, None))
    assert two is not None
    assert none is not None
    assert none.log_likelihood == pytest.approx(two.log_likelihood, abs=0.001)


def test_questions_of_other_forms_are_missing_and_not_wrong() -> None:
    known = {n: (1.3, 0.5 * n - 2, 0.2) for n in range(1, 8)}
    fit = fit_three_parameter(sat(known, 1500, 2, asked=5), dict.fromkeys(known, 0.2))
    assert fit is not None
    assert fit.is_stable
    assert [fit.curves[q].difficulty for q in known] == pytest.approx([b for _, b, _ in known.values()], abs=0.45)


def test_what_all_had_right_or_wrong_has_no_place() -> None:
    fit = fit_three_parameter([{**pattern, 8: False, 9: True} for pattern in patterns_of(lsat6())], CHANCES)
    assert fit is not None
    assert set(fit.curves) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("patterns", [[], [{}], [{1: True}, {1: False}], [{1: True, 2: True}] * 5, [{1: False, 2: False}] * 5])
def test_nothing_to_fit_is_none(patterns: list[dict[int, bool]]) -> None:
    assert fit_three_parameter(patterns, CHANCES) is None


def test_a_question_that_decides_everything_does_not_run_away() -> None:
    fit = fit_three_parameter([{1: k % 2 == 0, 2: k % 2 == 0} for k in range(1000)], CHANCES)
    assert fit is not None
    assert math.isfinite(fit.log_likelihood)
    flat = fit_three_parameter([{1: k % 2 == 0, 2: k % 2 == 0} for k in range(1000)], CHANCES, FLAT)
    assert flat is not None
    assert not flat.is_stable


def test_a_question_answered_by_chance_alone_takes_nothing_down() -> None:
    chance = random.Random(6)
    patterns = [{**pattern, 6: chance.random() < 0.25} for pattern in patterns_of(lsat6())]
    fit = fit_three_parameter(patterns, {**CHANCES, 6: 0.25})
    assert fit is not None
    assert all(math.isfinite(number) for curve in fit.curves.values() for number in (curve.slope, curve.difficulty, curve.guess))
