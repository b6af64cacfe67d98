"""Two wordings read as one text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from question_bank.rules.wording import MOST_WORDS, pieces


def test_a_word_that_is_added_stands_in_its_sentence() -> None:
    assert pieces("Cho \\(A\\) và B", "Cho hai điểm \\(A\\) và C") == [
        ("same", "Cho"), ("new", " hai điểm"), ("same", " \\(A\\) và"), ("gone", " B"), ("new", " C"),
    ]  # fmt: skip


def test_what_is_no_text_is_told_in_words() -> None:
    assert [(how, str(said)) for how, said in pieces(True, False)] == [("gone", "Đúng"), ("new", "Sai")]
    assert pieces(None, "thêm") == [("new", "thêm")]


@given(*[st.lists(st.sampled_from("a b c".split()), max_size=30).map(" ".join)] * 2)
def test_each_side_reads_back_from_the_pieces(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(str(said) for how, said in found if how != "new") == before
    assert "".join(str(said) for how, said in found if how != "gone") == after


def test_a_long_text_is_shown_whole() -> None:
    assert pieces("a " * MOST_WORDS + "b", "c") == [("gone", "a " * MOST_WORDS + "b"), ("new", "c")]
