"""The journal's rules: what a batch must be, how the chain holds it, what the fold makes of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exams.rules.journal import (
    MAX_ANSWER,
    MAX_EVENTS,
    MAX_SEQ,
    Batch,
    BatchRefused,
    Refusal,
    chain,
    check_batch,
    fold,
    fold_until,
    genesis_head,
    longest_text,
    next_head,
    read_texts,
    receipt_of,
)
from exams.rules.timing import Arrival

START = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
GENESIS = genesis_head(1, "ab" * 32)
QUESTIONS = 40


@dataclass
class Stored:
    first_seq: int
    events: str
    arrival: str = Arrival.ON_TIME


def text(seq: int, question: object = 1, answer: object = "b", *, flag: object = False, at: object = None, **more: object) -> str:
    moment = at if at is not None else (START + timedelta(seconds=seq)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"seq": seq, "question": question, "answer": answer, "flag": flag, "at": moment, **more}, ensure_ascii=False)


def check(*texts: object, first_seq: object = 1, head: object = GENESIS) -> Batch:
    return check_batch(list(texts), first_seq, head, QUESTIONS)


def refusal(*texts: object, **given_as: object) -> tuple[Refusal, int | None]:
    with pytest.raises(BatchRefused) as refused:
        check(*texts, **given_as)
    return refused.value.reason, refused.value.seq


def test_each_head_is_the_hash_of_the_one_before_and_the_exact_text() -> None:
    first, second = text(1), text(2, answer={"text": "Tiếng Việt: ẳ ộ ữ"})
    batch = check(first, second)
    expected = hashlib.sha256(f"{GENESIS}\n{first}".encode()).hexdigest()
    assert batch.heads[0] == expected == next_head(GENESIS, first)
    assert batch.head == hashlib.sha256(f"{expected}\n{second}".encode()).hexdigest() == chain(GENESIS, [first, second])
    assert (batch.first_seq, batch.last_seq) == (1, 2)
    assert read_texts(batch.stored()) == [first, second]


def test_a_sitting_of_another_paper_begins_elsewhere() -> None:
    assert len({genesis_head(1, "a"), genesis_head(2, "a"), genesis_head(1, "b"), genesis_head(11, "a")}) == 4


def test_a_part_of_a_batch_is_a_batch() -> None:
    texts = [text(n) for n in range(1, 6)]
    tail = check(*texts).part(2, 5)
    assert tail == check(*texts[2:], first_seq=3, head=chain(GENESIS, texts[:2]))
    assert check(*texts).part(0, 2).head_before == GENESIS


@pytest.mark.parametrize(
    ("texts", "reason", "seq"),
    [
        (["{"], Refusal.MALFORMED, 1),
        (["[]"], Refusal.MALFORMED, 1),
        (["null"], Refusal.MALFORMED, 1),
        ([7], Refusal.MALFORMED, 1),
        ([text(1, more=1)], Refusal.MALFORMED, 1),
        (['{"seq":1,"question":1,"answer":"a","flag":false}'], Refusal.MALFORMED, 1),
        ([text(1, question="1")], Refusal.MALFORMED, 1),
        ([text(1, question=True)], Refusal.MALFORMED, 1),
        ([text(1, question=1.0)], Refusal.MALFORMED, 1),
        ([text(1, flag=0)], Refusal.MALFORMED, 1),
        ([text(1, at="2026-11-21T07:00:00Z")], Refusal.MALFORMED, 1),
        ([text(1, at="2026-13-21T07:00:00.000Z")], Refusal.MALFORMED, 1),
        ([text(1, at="2026-11-21T07:00:00.000+07:00")], Refusal.MALFORMED, 1),
        ([text(1, at=1763708400)], Refusal.MALFORMED, 1),
        ([text(1, at="9999-12-31T23:59:59.999Z")], Refusal.MALFORMED, 1),
        ([text(1, at="0001-01-01T00:00:00.000Z")], Refusal.MALFORMED, 1),
        ([text(1).replace('"b"', "NaN")], Refusal.MALFORMED, 1),
        ([text(1).replace('"b"', "[" * 5_000 + "]" * 5_000)], Refusal.MALFORMED, 1),
        ([text(1).replace('"b"', "9" * 5_000)], Refusal.MALFORMED, 1),
        ([text(1, answer="\ud800")], Refusal.MALFORMED, 1),
        ([text(1) + "\n", text(3)], Refusal.WRONG_SEQ, 2),
        ([text(2)], Refusal.WRONG_SEQ, 1),
        ([text(1), text(1)], Refusal.WRONG_SEQ, 2),
        ([text(1, question=0)], Refusal.UNKNOWN_QUESTION, 1),
        ([text(1, question=QUESTIONS + 1)], Refusal.UNKNOWN_QUESTION, 1),
        ([text(1, answer="x" * (MAX_ANSWER + 1))], Refusal.ANSWER_TOO_LONG, 1),
        ([text(1, answer={"x" * (MAX_ANSWER + 1): 1})], Refusal.ANSWER_TOO_LONG, 1),
        ([text(n, answer="ữ" * 15_000) for n in (1, 2)], Refusal.TOO_LARGE, 2),
    ],
)  # fmt: skip
def test_what_no_journal_holds_is_refused(texts: list[Any], reason: Refusal, seq: int | None) -> None:
    assert refusal(*texts) == (reason, seq)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\ud800", "\ufffd"),
        (r"\uDFFF", "\ufffd"),
        (r"\u0000", "\ufffd"),
        (r"\ud83d\ud83d\ude00", "\ufffd😀"),
        (r"\ud83d\ude00", "😀"),
        (r"\\ud800", r"\ud800"),
        (r"\\\ud800", "\\\ufffd"),
        (r"\ud7ff\ue000\u1ea1", "\ud7ff\ue000ạ"),
    ],
)
def test_what_no_page_can_show_is_kept_as_sent_and_read_as_a_mark(written: str, read: str) -> None:
    sent = text(1, answer={"text": "?"}).replace("?", written)
    batch = check(sent)
    assert read_texts(batch.stored()) == [sent]
    assert fold([Stored(1, batch.stored())])[1].answer == {"text": read}


@pytest.mark.parametrize("at", ["1970-01-01T00:00:00.000Z", "2999-12-31T23:59:59.999Z"])
def test_a_clock_without_a_battery_loses_no_answer(at: str) -> None:
    assert check(text(1, at=at)).last_seq == 1


@pytest.mark.parametrize(
    "given_as", [{"first_seq": 0}, {"first_seq": True}, {"first_seq": "1"}, {"head": "x"}, {"head": GENESIS.upper()}, {"head": None}]
)
def test_a_batch_stands_on_a_number_and_a_head(given_as: dict[str, object]) -> None:
    assert refusal(text(1), **given_as) == (Refusal.MALFORMED, None)


def test_limits_are_reached_and_not_passed() -> None:
    assert check(text(1, answer={"text": "ữ" * MAX_ANSWER})).last_seq == 1
    assert check(*[text(n) for n in range(1, MAX_EVENTS + 1)]).last_seq == MAX_EVENTS
    assert refusal(*[text(n) for n in range(1, MAX_EVENTS + 2)]) == (Refusal.TOO_MANY, None)
    assert check(text(MAX_SEQ), first_seq=MAX_SEQ).last_seq == MAX_SEQ
    assert refusal(text(MAX_SEQ + 1), first_seq=MAX_SEQ + 1) == (Refusal.JOURNAL_FULL, None)
    assert refusal() == (Refusal.MALFORMED, None)


def test_the_longest_text_is_found_anywhere() -> None:
    assert longest_text({"a": ["bb", {"ccc": None}], "d": 12345}) == 3
    assert longest_text([]) == longest_text({}) == longest_text(None) == 0


def test_the_last_event_of_a_question_wins_and_clearing_is_an_answer_too() -> None:
    texts = [text(1, 3, "a"), text(2, 5, ["a", "b"]), text(3, 3, "c", flag=True), text(4, 5, None)]
    found = fold([Stored(1, json.dumps(texts))])
    assert (found[3].answer, found[3].flag, found[3].seq) == ("c", True, 3)
    assert (found[5].answer, found[5].at) == (None, START + timedelta(seconds=4))


def test_what_came_too_late_is_not_in_the_fold_but_in_the_replay() -> None:
    batches = [
        Stored(1, json.dumps([text(1, 1, "a")])),
        Stored(2, json.dumps([text(2, 1, "b")]), Arrival.LATE),
        Stored(3, json.dumps([text(3, 1, "c")]), Arrival.TOO_LATE),
    ]
    assert fold(batches)[1].answer == "b"
    assert fold_until(batches, START + timedelta(seconds=9))[1].answer == "c"
    assert fold_until(batches, START + timedelta(seconds=1))[1].answer == "a"
    assert fold_until(batches, START) == {}


def test_a_receipt_is_ten_characters_that_can_be_read_out() -> None:
    receipt = receipt_of(GENESIS)
    letters = receipt.replace("-", "")
    assert [len(group) for group in receipt.split("-")] == [4, 4, 2]
    assert set(letters) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert receipt_of("0" * 64) == "0000-0000-00"
    assert receipt_of("f" * 64) == "ZZZZ-ZZZZ-ZZ"
    assert receipt_of("08" + "0" * 62) == "1000-0000-00"


answers = st.one_of(
    st.none(),
    st.sampled_from("abcd"),
    st.lists(st.sampled_from("abcd")),
    st.dictionaries(st.sampled_from("abcd"), st.booleans()),
    st.text(max_size=30).filter(lambda t: t.isprintable()),
)
changes = st.lists(st.tuples(st.integers(1, QUESTIONS), answers, st.booleans()), min_size=1, max_size=40)


class Server:
    """The server's rule in three lines, over the pure functions: append what is new, take repeats, refuse the rest."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.head = GENESIS
        self.batches: list[Stored] = []

    def append(self, batch: Batch) -> bool:
        known = len(self.texts) - batch.first_seq + 1
        if known < 0 or self.texts[batch.first_seq - 1 :][: len(batch.texts)] != list(batch.texts[:known]):
            return False
        if known >= len(batch.texts):
            return True
        tail = batch.part(known, len(batch.texts))
        if tail.head_before != self.head:
            return False
        self.batches.append(Stored(tail.first_seq, tail.stored()))
        self.texts += tail.texts
        self.head = tail.head
        return True


@given(changes, st.data())
@settings(max_examples=150, deadline=None)
def test_any_way_of_sending_a_journal_gives_the_same_fold(made: list[tuple[int, Any, bool]], data: st.DataObject) -> None:
    texts = [text(seq, question, answer, flag=flag) for seq, (question, answer, flag) in enumerate(made, 1)]
    heads = [GENESIS]
    for each in texts:
        heads.append(next_head(heads[-1], each))
    server = Server()
    while len(server.texts) < len(texts):
        first = data.draw(st.integers(1, len(server.texts) + 1))  # from anywhere acknowledged: repeats and overlaps
        last = data.draw(st.integers(first, min(len(texts), first + 9)))
        assert server.append(check(*texts[first - 1 : last], first_seq=first, head=heads[first - 1]))
    assert server.texts == texts
    assert server.head == heads[-1]
    assert fold(server.batches) == fold([Stored(1, json.dumps(texts))])


@given(changes, st.data())
@settings(max_examples=80, deadline=None)
def test_a_changed_past_never_leads_to_the_same_head(made: list[tuple[int, Any, bool]], data: st.DataObject) -> None:
    texts = [text(seq, question, answer, flag=flag) for seq, (question, answer, flag) in enumerate(made, 1)]
    place = data.draw(st.integers(0, len(texts) - 1))
    forged = [*texts[:place], texts[place] + " ", *texts[place + 1 :]]
    assert check(*forged).head != check(*texts).head
    server = Server()
    assert server.append(check(*texts))
    assert not server.append(check(*forged))
    assert not server.append(check(text(len(texts) + 1), first_seq=len(texts) + 1, head=check(*forged).head))


@given(
    st.one_of(
        st.none(), st.integers(), st.text(), st.lists(st.one_of(st.text(), st.integers(), st.none())), st.dictionaries(st.text(), st.text())
    ),
    st.one_of(st.integers(), st.text(), st.none()),
    st.one_of(st.text(), st.just(GENESIS), st.none()),
)
@settings(max_examples=200, deadline=None)
def test_nothing_that_is_sent_breaks_the_check(texts: object, first_seq: object, head: object) -> None:
    try:
        check_batch(texts, first_seq, head, QUESTIONS)
    except BatchRefused as refused:
        assert refused.reason in Refusal
