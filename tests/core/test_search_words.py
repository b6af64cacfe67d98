"""Cutting text and queries into words, and choosing what to show of a page that was found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.folding import tidy
from core.search_words import DETAIL_WEIGHT, LONGEST_WORD, MOST_WANTED, TITLE_WEIGHT, Wanted, excerpt, wanted_words, weights, words_of

TEXT = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyÁẰỘỮẳ0129 .,-_'\n½Ωß"), max_size=300).map(tidy)


def test_text_is_cut_into_syllables_without_diacritics() -> None:
    assert words_of("Đạo hàm của y = x² (bài 1)") == ["dao", "ham", "cua", "y", "x²", "bai", "1"]


def test_a_word_of_the_title_outweighs_the_text_and_repeating_is_worth_little() -> None:
    found = weights("Đạo hàm", "Toán 12", "hàm " * 100)
    assert found["ham"] == TITLE_WEIGHT + 5
    assert found["dao"] == TITLE_WEIGHT
    assert found["toan"] == DETAIL_WEIGHT


def test_the_last_word_may_be_a_beginning_and_the_others_are_whole() -> None:
    assert wanted_words("Đạo  hà") == [Wanted("dao"), Wanted("ha", is_prefix=True)]


def test_a_single_letter_means_itself() -> None:
    assert wanted_words("lớp 1") == [Wanted("lop"), Wanted("1")]


def test_a_word_is_asked_for_once() -> None:
    assert wanted_words("hàm hàm hàm") == [Wanted("ham", is_prefix=True)]


@pytest.mark.parametrize("nothing", ["", "  ", "?!", "_", "\x00\u202e"])
def test_a_query_without_words_asks_for_nothing(nothing: str) -> None:
    assert wanted_words(nothing) == []


def test_an_excerpt_shows_where_the_words_stand_together() -> None:
    text = "hàm " + "mở đầu " * 100 + "đạo hàm của hàm hợp " + "kết thúc " * 100
    shown = "".join(piece.text for piece in excerpt(text, wanted_words("đạo hàm hợp")))
    assert "đạo hàm của hàm hợp" in shown
    assert shown.startswith("…") and shown.endswith("…") and len(shown) < 300


@given(st.text(max_size=80), st.integers(0, 10))
def test_any_query_asks_for_a_few_words_that_fit_the_index(query: str, times: int) -> None:
    wanted = wanted_words((query + " ") * times)
    assert len(wanted) <= MOST_WANTED
    assert all(1 <= len(entry.word) <= LONGEST_WORD for entry in wanted)


@given(TEXT, st.data())
def test_every_word_of_a_text_finds_it_and_is_marked(text: str, data: st.DataObject) -> None:
    words = words_of(text)
    if not words:
        return
    sought = data.draw(st.sampled_from(words))
    wanted = wanted_words(sought)
    assert any(wanted[0].matches(word) for word in weights("", "", text))
    pieces = excerpt(text, wanted, length=60)
    assert any(piece.is_marked for piece in pieces)
    assert "".join(piece.text for piece in pieces).strip("…") in text
