"""Codes to join by."""

from __future__ import annotations

import random

from lms.rules.join_code import LENGTH, SIGNS, grouped, new_code, read_code


def test_a_code_is_made_of_signs_that_cannot_be_confused() -> None:
    code = new_code(random.Random(1).choice)
    assert len(code) == LENGTH
    assert set(code) <= set(SIGNS)
    assert not set("ILO01") & set(SIGNS)


def test_a_code_is_read_as_it_is_shown_and_as_it_is_typed() -> None:
    assert read_code(grouped("ABCD2345")) == "ABCD2345"
    assert read_code(" abcd 2345 ") == "ABCD2345"


def test_what_cannot_be_a_code_is_nothing() -> None:
    assert read_code("ABCD234") == ""
    assert read_code("ABCD2340") == ""
    assert read_code("ĂBCD2345") == ""
    assert read_code("") == ""
