"""The other moments of a sitting, in CPU of this process: the page, Start, the light poll, handing in, folding a long journal."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bench import bare
from bench.registry import Measure, benchmark, seconds_of
from bench.rooms import Call, Room, bare_calls, cookies_of, cpu_of, journals, room
from core.db import session
from exams.queries.sitting import journal_of
from exams.rules.journal import fold, next_head

CANDIDATES = 60
WARM = 10
SAVES = 12


@benchmark("sitting")
def sitting() -> Iterator[Measure]:
    """On SQLite, beside a bare append."""
    with room("SQLite", candidates=CANDIDATES) as place:
        beside = bare.make(place.url)
        yardstick = min(cpu_of(beside, bare_calls(60)) for _ in range(6))
        for name, milliseconds in _moments(place):
            yield Measure(f"sitting: {name}", milliseconds, "ms", yardstick, "a bare append")
        batches = journal_of(1)
        yield Measure("sitting: fold of a journal", seconds_of(lambda: fold(batches)) * 1000, "ms", what=f"{SAVES} events")
        session.rollback()


def _moments(place: Room) -> Iterator[tuple[str, float]]:
    cookies, here = cookies_of(place), f"/sit/{place.exam.id}"
    yield "page", _measured(place, [Call(here, b"", {"Cookie": cookie, "Accept": "text/html"}) for cookie in cookies], "GET")
    start = json.dumps({"device": "bench-device"}).encode()
    headers = {"Content-Type": "application/json"}
    yield "start", _measured(place, [Call(f"{here}/start", start, {**headers, "Cookie": cookie}) for cookie in cookies])
    queues = journals(place, SAVES)
    for calls in queues:
        cpu_of(place.app, calls)
    poll = json.dumps({"events": [], "notices_seen": 0}).encode()
    yield "light poll", _measured(place, [Call(calls[0].path, poll, calls[0].headers) for calls in queues])
    ends = [_hand_in(calls) for calls in queues]
    yield "hand-in", _measured(place, ends)
    yield "hand-in again", _measured(place, ends)


def _hand_in(calls: list[Call]) -> Call:
    last = json.loads(calls[-1].body)
    body = {"final_seq": last["first_seq"], "head": next_head(last["head"], last["events"][0])}
    return Call(calls[0].path.replace("journal", "hand-in"), json.dumps(body).encode(), calls[0].headers)


def _measured(place: Room, calls: list[Call], method: str = "POST") -> float:
    """The first few warm up; of the rest, the quietest of five runs counts."""
    cpu_of(place.app, calls[:WARM], method)
    rest, share = calls[WARM:], (len(calls) - WARM) // 5
    return min(cpu_of(place.app, rest[turn * share : (turn + 1) * share], method) for turn in range(5))
