"""Which model fits: by the numbers of Akaike and Schwarz on LSAT6."""

import pytest

from exams.rules.model_choice import Model, compared

RASCH, TWO = Model(-2466.938, 6, 1000), Model(-2466.653, 10, 1000)


def test_lsat6_speaks_for_rasch() -> None:
    assert (RASCH.akaike, TWO.akaike) == pytest.approx((4945.876, 4953.306), abs=0.001)
    assert (RASCH.schwarz, TWO.schwarz) == pytest.approx((4975.322, 5002.384), abs=0.001)
    assert [model.is_best for model in compared({"rasch": RASCH, "two": TWO}).values()] == [True, False]


def test_one_model_alone_is_not_called_best() -> None:
    assert compared({}) == {}
    assert not compared({"rasch": RASCH})["rasch"].is_best
