"""Counting answers batch by batch gives what folding the whole journal gives."""

import json
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exams.rules.journal import chain, fold
from exams.rules.progress import NOTHING, is_answered, progress_after
from tests.support.sittings import event

GENESIS = "0" * 64


@dataclass(frozen=True)
class Kept:
    first_seq: int
    last_seq: int
    events: str
    head: str
    arrival: str = "on_time"


def batches_of(said: list[list[tuple[int, object]]], late_from: int | None = None) -> list[Kept]:
    found, seq, head = [], 0, GENESIS
    for index, changes in enumerate(said):
        texts = [event(seq + n, question, answer) for n, (question, answer) in enumerate(changes, start=1)]
        head = chain(head, texts)
        arrival = "too_late" if late_from is not None and index >= late_from else "on_time"
        found.append(Kept(seq + 1, seq + len(texts), json.dumps(texts), head, arrival))
        seq += len(texts)
    return found


@pytest.mark.parametrize("nothing", [None, "", "  ", [], {}, {"text": ""}, {"text": " \n"}, [""], {"p1": None}])
def test_a_blank_is_no_answer(nothing: object) -> None:
    assert not is_answered(nothing)


@pytest.mark.parametrize("something", ["b", ["a"], {"a": False}, {"text": "x"}, 0, False])
def test_anything_said_is_an_answer(something: object) -> None:
    assert is_answered(something)


changes = st.lists(
    st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["a", None, "", {"a": False}])), min_size=1, max_size=4), max_size=6
)


@given(changes, st.integers(0, 6))
def test_counting_in_steps_is_counting_at_once(said: list[list[tuple[int, object]]], step: int) -> None:
    batches = batches_of(said)
    at_once = progress_after(NOTHING, batches)
    assert progress_after(progress_after(NOTHING, batches[:step]), batches[step:]) == at_once
    assert at_once.answered == {question for question, given in fold(batches).items() if is_answered(given.answer)}
    assert at_once.head == (batches[-1].head if batches else "")


def test_what_came_too_late_is_in_the_chain_but_answers_nothing() -> None:
    batches = batches_of([[(1, "a")], [(2, "b")]], late_from=1)
    found = progress_after(NOTHING, batches)
    assert found.answered == {1}
    assert (found.seq, found.head) == (2, batches[-1].head)


def test_batches_of_another_journal_end_at_another_head() -> None:
    mine, other = batches_of([[(1, "a")], [(2, "b")]]), batches_of([[(1, "c")], [(2, "b")]])
    assert progress_after(progress_after(NOTHING, mine[:1]), other[1:]).head != other[-1].head
