"""The save, the hottest path of all, beside a bare append on the same machine, server and database. Goal 1.5 times, never over 2."""

from __future__ import annotations

import socket
from collections.abc import Iterator

from bench import bare
from bench.registry import Measure, benchmark
from bench.rooms import KINDS, Call, Room, acknowledged, all_at_once, bare_calls, cpu_of, cpu_seconds, journals, room, served

CANDIDATES = 64
SAVES = 30
TURNS = 20
IN_A_TURN = 75


@benchmark("save")
def save() -> Iterator[Measure]:
    """CPU in this process, CPU of the server, latency with 64 candidates saving at once, and what was lost."""
    for kind in KINDS:
        with room(kind, candidates=1) as place:
            yield _in_process(kind, place)
        with room(kind, candidates=CANDIDATES) as place:
            yield from _on_the_server(kind, place)


def _in_process(kind: str, place: Room) -> Measure:
    beside = bare.make(place.url)
    ours, theirs = [], []
    (calls,) = journals(place, IN_A_TURN * (TURNS + 1))
    for turn in range(TURNS + 1):  # in turns, so that the machine's mood falls on both; the first warms up
        ours.append(cpu_of(place.app, calls[turn * IN_A_TURN : (turn + 1) * IN_A_TURN]))
        theirs.append(cpu_of(beside, bare_calls(IN_A_TURN)))
    return Measure(f"save: CPU in process, {kind}", min(ours[1:]), "ms", min(theirs[1:]), "a bare append")


def _on_the_server(kind: str, place: Room) -> Iterator[Measure]:
    queues = journals(place, SAVES)
    bare_spent, bare_cpu = _measure("bench.bare:make()", place, [bare_calls(SAVES) for _ in queues])
    spent, cpu = _measure("wsgi:app", place, queues)
    yield Measure(f"save: CPU of the server, {kind}", cpu, "ms", bare_cpu, "a bare append")
    for name, share in (("half", 0.5), ("95 of 100", 0.95), ("slowest", 1.0)):
        at = min(len(spent) - 1, int(len(spent) * share))
        yield Measure(f"save: {name} within, {CANDIDATES} at once, {kind}", spent[at], "ms", bare_spent[at], "a bare append")
    yield Measure(f"save: lost of {CANDIDATES * SAVES} acknowledged, {kind}", CANDIDATES * SAVES - acknowledged(place), "answers")


def _measure(application: str, place: Room, queues: list[list[Call]]) -> tuple[list[float], float]:
    port = _free_port()
    with served(application, port, place.environment()) as server:
        before = cpu_seconds(server)
        spent = all_at_once(port, queues)
        return spent, (cpu_seconds(server) - before) * 1000 / len(spent)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
