"""A journal that was touched is found out, wherever it was touched."""

import json
from dataclasses import replace

import pytest

from exams.rules.evidence import Verdict, verify
from exams.rules.journal import receipt_of
from tests.exams.rules.test_progress import GENESIS, Kept, batches_of

WHOLE = batches_of([[(1, "a"), (2, "b")], [(3, "c")], [(1, "d")]])
HEAD = WHOLE[-1].head


def test_a_whole_journal_is_proved_with_its_receipt() -> None:
    assert verify(GENESIS, reversed(WHOLE), HEAD, receipt_of(HEAD)) == Verdict(True, 4)


def test_a_running_sitting_has_no_receipt_yet() -> None:
    assert verify(GENESIS, WHOLE, HEAD, None).is_whole


def test_an_empty_journal_is_whole() -> None:
    assert verify(GENESIS, [], GENESIS, receipt_of(GENESIS)) == Verdict(True, 0)


def test_a_receipt_of_before_the_late_answers_still_proves() -> None:
    assert verify(GENESIS, WHOLE, HEAD, receipt_of(WHOLE[1].head)).is_whole


def changed(batch: Kept) -> Kept:
    texts = json.loads(batch.events)
    return replace(batch, events=json.dumps([texts[0].replace('"answer":"c"', '"answer":"x"'), *texts[1:]]))


@pytest.mark.parametrize(
    "touched",
    [
        [WHOLE[0], changed(WHOLE[1]), WHOLE[2]],
        [WHOLE[0], WHOLE[2]],
        [WHOLE[1], WHOLE[2]],
        [WHOLE[0], replace(WHOLE[1], head="f" * 64), WHOLE[2]],
    ],
    ids=["an answer changed", "a batch removed", "the beginning removed", "a head changed"],
)
def test_a_touched_journal_is_broken_where_it_was_touched(touched: list[Kept]) -> None:
    verdict = verify(GENESIS, touched, HEAD, receipt_of(HEAD))
    assert not verdict.is_whole
    assert verdict.broken_at in (1, 3, 4)


def test_a_cut_off_end_is_found() -> None:
    assert not verify(GENESIS, WHOLE[:2], HEAD, receipt_of(HEAD)).is_whole


def test_another_sittings_beginning_is_found() -> None:
    assert not verify("1" * 64, WHOLE, HEAD, None).is_whole


def test_a_receipt_that_is_of_no_head_is_found() -> None:
    assert not verify(GENESIS, WHOLE, HEAD, "ZZZZ-ZZZZ-ZZ").is_whole
