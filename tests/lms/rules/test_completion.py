"""What completes an item."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lms.rules.completion import RULES, Rule, meets, words_of


@pytest.mark.parametrize(
    ("rule", "threshold", "percent", "is_met"),
    [
        (Rule.NONE, None, 100, False),
        (Rule.VIEW, None, None, True),
        (Rule.SUBMIT, None, None, True),
        (Rule.SUBMIT, None, 10, True),
        (Rule.MARK, None, 100, False),
        (Rule.WATCH, 80, 79.9, False),
        (Rule.WATCH, 80, 80, True),
        (Rule.WATCH, None, 80, True),
        (Rule.PRACTISE, 70, 69, False),
        (Rule.PRACTISE, None, 70, True),
        (Rule.SCORE, 50, None, False),
        (Rule.SCORE, 50, 50, True),
        (Rule.SCORE, None, 49.9, False),
    ],
)
def test_news_of_work_meets_a_rule(rule: Rule, threshold: int | None, percent: float | None, is_met: bool) -> None:
    assert meets(rule, threshold, None if percent is None else Decimal(str(percent))) is is_met


def test_every_rule_is_named_and_said() -> None:
    assert set(RULES) == set(Rule)
    assert str(words_of(Rule.WATCH, None)) == "Xem ít nhất 80%"
    assert str(words_of(Rule.SCORE, 65)) == "Đạt ít nhất 65% số điểm"
    assert all(str(words_of(rule, None)) for rule in Rule)
