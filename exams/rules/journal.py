"""The journal of a sitting: events numbered and chained, checked batch by batch, folded into answers. The wire format is in docs/sitting.md.

An event is the exact JSON text `{"seq":1,"question":3,"answer":…,"flag":false,"at":"2026-11-21T07:00:00.000Z"}`. Each head covers
the one before it, `head_n = sha256(head_{n-1} + "\\n" + event_n)`, so whoever knows the last head knows that nothing was changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from exams.rules.timing import Arrival

MAX_EVENTS = 200
MAX_BYTES = 64 * 1024
MAX_ANSWER = 20_000
MAX_SEQ = 50_000
"""A day of one change every two seconds: nobody's work is longer, and nobody may fill the disk."""

_FIELDS = {"seq", "question", "answer", "flag", "at"}
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
_YEARS = range(1970, 3000)
"""A clock without a battery says 1970; at the ends of the calendar no zone's time can be told, so no page of a council could show it."""
_HEAD = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.S)
_UNREADABLE = re.compile(r"\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})")
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RECEIPT_BITS = 50


class Refusal(StrEnum):
    """Why a batch cannot be a piece of any journal."""

    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"
    WRONG_SEQ = "wrong_seq"
    UNKNOWN_QUESTION = "unknown_question"
    ANSWER_TOO_LONG = "answer_too_long"
    JOURNAL_FULL = "journal_full"


class BatchRefused(ValueError):
    """No honest page sends this; `seq` is the event at fault, when one is."""

    def __init__(self, reason: Refusal, seq: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.seq = seq


@dataclass(frozen=True, slots=True)
class Event:
    """One change: the whole raw answer to `question` (None: cleared) and whether it is flagged. `at` is the page's claim."""

    seq: int
    question: int
    answer: object
    flag: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Batch:
    """Events `first_seq`..`last_seq`, found whole: their exact texts, what they say, and the chain's head after each."""

    first_seq: int
    texts: tuple[str, ...]
    events: tuple[Event, ...]
    head_before: str
    heads: tuple[str, ...]

    @property
    def last_seq(self) -> int:
        return self.first_seq + len(self.texts) - 1

    @property
    def head(self) -> str:
        return self.heads[-1]

    @property
    def latest_at(self) -> datetime:
        return max(event.at for event in self.events)

    def part(self, start: int, stop: int) -> Batch:
        """The events from place `start` to before `stop` (from 0), as a batch of their own."""
        before = self.heads[start - 1] if start else self.head_before
        return Batch(self.first_seq + start, self.texts[start:stop], self.events[start:stop], before, self.heads[start:stop])

    def stored(self) -> str:
        """The texts as the journal's table keeps them."""
        return json.dumps(self.texts, ensure_ascii=False, separators=(",", ":"))


class Stored(Protocol):
    """A batch as the journal's table keeps it."""

    @property
    def first_seq(self) -> int: ...
    @property
    def events(self) -> str: ...
    @property
    def arrival(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Given:
    """What stands for one question after the last change that counts."""

    answer: object
    flag: bool
    at: datetime
    seq: int


def is_head(value: object) -> bool:
    """Whether the value has the form of a head."""
    return isinstance(value, str) and _HEAD.fullmatch(value) is not None


def genesis_head(sitting_id: int, document_sha256: str) -> str:
    """The head before the first event: it ties the journal to one sitting of one paper."""
    return hashlib.sha256(f"khoabang sitting {sitting_id}\n{document_sha256}".encode()).hexdigest()


def next_head(head: str, text: str) -> str:
    """The head after one more event."""
    return hashlib.sha256(f"{head}\n{text}".encode()).hexdigest()


def moment_of(at: object) -> datetime | None:
    """The moment that a page claims, None for what no page writes."""
    if not isinstance(at, str) or not _AT.fullmatch(at):
        return None
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment if moment.year in _YEARS else None


def check_batch(texts: object, first_seq: object, head: object, question_count: int) -> Batch:
    """What was sent, as a whole batch that begins after `head`; BatchRefused when no journal of this paper could hold it."""
    if type(first_seq) is not int or first_seq < 1 or not isinstance(head, str) or not is_head(head):
        raise BatchRefused(Refusal.MALFORMED)
    if not isinstance(texts, list) or not texts:
        raise BatchRefused(Refusal.MALFORMED)
    if len(texts) > MAX_EVENTS:
        raise BatchRefused(Refusal.TOO_MANY)
    if first_seq + len(texts) - 1 > MAX_SEQ:
        raise BatchRefused(Refusal.JOURNAL_FULL)
    size, heads, events, last = 0, [], [], head
    for seq, text in enumerate(texts, first_seq):
        data = _bytes_of(text, seq)
        size += len(data)
        if size > MAX_BYTES:
            raise BatchRefused(Refusal.TOO_LARGE, seq)
        events.append(_event(data, seq, question_count))
        last = hashlib.sha256(last.encode() + b"\n" + data).hexdigest()
        heads.append(last)
    return Batch(first_seq, tuple(texts), tuple(events), head, tuple(heads))


def _bytes_of(text: object, seq: int) -> bytes:
    if not isinstance(text, str):
        raise BatchRefused(Refusal.MALFORMED, seq)
    try:
        return text.encode()
    except UnicodeEncodeError as half_a_pair:
        raise BatchRefused(Refusal.MALFORMED, seq) from half_a_pair


def _event(data: bytes, seq: int, question_count: int) -> Event:
    try:
        found = json.loads(data, parse_constant=_refuse)
        length = longest_text(found)
    except (ValueError, RecursionError) as problem:
        raise BatchRefused(Refusal.MALFORMED, seq) from problem
    if not isinstance(found, dict) or found.keys() != _FIELDS:
        raise BatchRefused(Refusal.MALFORMED, seq)
    question, flag = found["question"], found["flag"]
    if type(found["seq"]) is not int or type(question) is not int or type(flag) is not bool:
        raise BatchRefused(Refusal.MALFORMED, seq)
    if found["seq"] != seq:
        raise BatchRefused(Refusal.WRONG_SEQ, seq)
    if not 1 <= question <= question_count:
        raise BatchRefused(Refusal.UNKNOWN_QUESTION, seq)
    if length > MAX_ANSWER:
        raise BatchRefused(Refusal.ANSWER_TOO_LONG, seq)
    return Event(seq, question, found["answer"], flag, _moment(found["at"], seq))


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _moment(at: object, seq: int) -> datetime:
    moment = moment_of(at)
    if moment is None:
        raise BatchRefused(Refusal.MALFORMED, seq)
    return moment


def longest_text(value: object) -> int:
    """Characters of the longest text in a JSON value, names included."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return max((max(len(name), longest_text(each)) for name, each in value.items()), default=0)
    if isinstance(value, list):
        return max(map(longest_text, value), default=0)
    return 0


def read_texts(stored: str) -> list[str]:
    """The exact event texts of one stored batch."""
    texts: list[str] = json.loads(stored)
    return texts


def read_event(text: str) -> Event:
    """An event that was checked when it was stored. Half a surrogate pair and NUL, which no page can show, read as U+FFFD."""
    found = json.loads(_ESCAPE.sub(_readable, text) if "\\u" in text else text)
    return Event(found["seq"], found["question"], found["answer"], found["flag"], datetime.fromisoformat(found["at"]))


def _readable(escape: re.Match[str]) -> str:
    return r"\ufffd" if _UNREADABLE.fullmatch(escape[0]) else escape[0]


def events_of(batches: Iterable[Stored], *, with_too_late: bool = False) -> Iterator[Event]:
    """Every event in order; those that came too late only when asked for, as evidence."""
    for batch in sorted(batches, key=lambda each: each.first_seq):
        if with_too_late or batch.arrival != Arrival.TOO_LATE:
            yield from map(read_event, read_texts(batch.events))


def fold(batches: Iterable[Stored]) -> dict[int, Given]:
    """Question number -> what stands for it: the last event of each question wins. What came too late does not count."""
    return {event.question: Given(event.answer, event.flag, event.at, event.seq) for event in events_of(batches)}


def fold_until(batches: Iterable[Stored], moment: datetime) -> dict[int, Given]:
    """What was on the screen at `moment`, by the page's own account of time; evidence that came too late included."""
    return {
        event.question: Given(event.answer, event.flag, event.at, event.seq)
        for event in events_of(batches, with_too_late=True)
        if event.at <= moment
    }


def chain(head: str, texts: Sequence[str]) -> str:
    """The head after `texts` that follow `head`: proves a stored journal against its sitting."""
    for text in texts:
        head = next_head(head, text)
    return head


def receipt_of(head: str) -> str:
    """The head in ten characters that people can read out (`7K3F-9Q2M-XA`): Crockford's base 32, no I, L, O or U."""
    bits = int(head, 16) >> (len(head) * 4 - _RECEIPT_BITS)
    letters = "".join(_CROCKFORD[bits >> shift & 31] for shift in range(_RECEIPT_BITS - 5, -1, -5))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
