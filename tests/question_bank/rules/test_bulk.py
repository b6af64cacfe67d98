"""One change of many questions, as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from question_bank.rules.bulk import Act, Change, Label, Standing, digest_of, effect_on, tags_from, unpacked
from question_bank.rules.filter import Filter, filter_from, filter_of

NOW = datetime(2026, 11, 22, tzinfo=UTC)
READY = Standing(1, "A", "ready", 10, 100, 10, "NB", ("Ôn tập",), False, False, NOW)


@pytest.mark.parametrize(
    ("change", "moves"),
    [
        (Change(level=Label("TH")), ("level",)),
        (Change(level=Label("NB")), ()),
        (Change(level=Label(None)), ("level",)),
        (Change(topic=Label(11)), ("topic", "outcome")),
        (Change(topic=Label(10)), ()),
        (Change(outcome=Label(101), outcome_topic_id=10), ("outcome",)),
        (Change(topic=Label(11), outcome=Label(110), outcome_topic_id=11), ("topic", "outcome")),
        (Change(add_tags=("on tap",)), ()),
        (Change(add_tags=("khó",)), ("tags",)),
        (Change(remove_tags=("ON TAP",)), ("tags",)),
        (Change(act=Act.RETIRE), ("state",)),
        (Change(act=Act.READY), ()),
        (Change(act=Act.DRAFT), ("state",)),
    ],
)
def test_what_moves(change: Change, moves: tuple[str, ...]) -> None:
    effect = effect_on(READY, change, needs_review=False)
    assert effect.reason is None and effect.moves == moves


@pytest.mark.parametrize(
    ("question", "change", "needs_review"),
    [
        (READY, Change(outcome=Label(111), outcome_topic_id=11), False),
        (READY, Change(act=Act.RESTORE), False),
        (READY, Change(act=Act.SUBMIT), False),
        (READY, Change(act=Act.SUBMIT), True),
        (READY, Change(act=Act.DRAFT), True),
        (replace(READY, state="draft"), Change(act=Act.READY), True),
        (replace(READY, state="retired"), Change(act=Act.READY), False),
        (READY, Change(add_tags=tuple(f"t{n}" for n in range(20))), False),
    ],
)
def test_what_cannot_be_says_why(question: Standing, change: Change, needs_review: bool) -> None:
    effect = effect_on(question, change, needs_review=needs_review)
    assert effect.reason is not None and effect.moves == ()


def test_an_outcome_brings_its_topic_to_a_question_without_one() -> None:
    bare = replace(READY, topic_id=None, outcome_id=None, outcome_topic_id=None)
    effect = effect_on(bare, Change(outcome=Label(111), outcome_topic_id=11), needs_review=False)
    assert (effect.topic_id, effect.outcome_id) == (11, 111)


def test_a_change_comes_back_from_json_and_its_digest_tells_of_what_happened_in_between() -> None:
    change = Change(Label(3), Label(None), None, None, ("a",), (), Act.DRAFT)
    assert unpacked(change.packed()) == change
    other = replace(READY, id=2)
    assert digest_of(change, [READY, other]) == digest_of(change, [other, READY])
    assert digest_of(change, [READY]) != digest_of(change, [replace(READY, updated_at=datetime(2026, 11, 23, tzinfo=UTC))])
    assert tags_from(" a, b ,,a") == ("a", "b")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"words": " x/2 ", "page": "3", "sort": "DROP"}, {"words": "x/2"}),
        ({"facility_from": "20", "facility_to": "abc", "used": "7", "figures": "x"}, {"facility_from": "20", "facility_to": "abc"}),
        ({"state": "all", "leak": "1"}, {"state": "all", "leak": "1"}),
        ({"picked": "3,3,-1,x,²,9999999999,7,"}, {"picked": "3,7"}),
        ({"picked": ",".join(map(str, range(1, 300)))}, {"picked": ",".join(map(str, range(1, 201)))}),
        ({"picked": "x"}, {}),
    ],
)
def test_an_address_is_read_leniently_and_comes_back(asked: dict[str, str], said: dict[str, str]) -> None:
    assert filter_from(asked).said == said
    assert filter_of(filter_from(asked).query) == filter_from(asked)


def test_ranges_are_percent_and_decimals_with_a_comma() -> None:
    wanted = Filter(facility_from="20", facility_to="nan", discrimination_to="0,35", author="12", used="180")
    assert wanted.facility == (0.2, None) and wanted.discrimination == (None, 0.35)
    assert (wanted.author_id, wanted.rested_days, Filter(author="x").author_id) == (12, 180, 0)
