"""Near misses of the house's words are found; good words are left alone."""

from __future__ import annotations

import unicodedata

import pytest

from tools.glossary import advice_on, glossary


def test_glossary_is_read_from_the_house_rules() -> None:
    assert {"candidate", "certificate", "question", "revision", "register", "journal"} <= glossary()


@pytest.mark.parametrize("word", ["candiate", "certficate", "canddiate", "qestion", "revison", "regsiter", "jounral"])
def test_a_slip_is_found(word: str) -> None:
    assert list(advice_on(f"def {word}_of(paper): ..."))


@pytest.mark.parametrize("line", ["settings", "registered candidates answered questions", "provision", "class Certificate", "sitting"])
def test_good_words_are_left_alone(line: str) -> None:
    assert not list(advice_on(line))


def test_one_spelling_of_vietnamese() -> None:
    assert list(advice_on("Danh sách kì thi"))
    assert not list(advice_on("Danh sách kỳ thi"))


def test_letters_are_composed() -> None:
    assert list(advice_on(unicodedata.normalize("NFD", "kỳ thi")))
