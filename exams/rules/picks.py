"""The lines of a question: what an answer chose or got right, read from the parts of its mark.

A line is named by one word: `=b` is what was given to a question that asks one thing (an option, a text); `a` is an option that was
ticked, or one thing among several that was answered rightly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

GIVEN = "="
TICKED = "multiple_choice"
VARIES = "parameterised"
"""Every form asks for another number, so what was typed tells nothing across them."""
LONGEST = 60

Part = Mapping[str, object]
"""As marking writes them: id, given, right, ok."""


def picks_of(kind: str, parts: Sequence[Part]) -> frozenset[str]:
    """The lines that an answer lies on; none for one that was left blank or that a person marks."""
    if kind == VARIES:
        return frozenset()
    if _asks_one_thing(parts):
        return _named(parts[0].get("given"))
    field = "given" if kind == TICKED else "ok"
    return frozenset(str(part["id"]) for part in parts if part.get(field) is True)


def right_picks_of(kind: str, parts: Sequence[Part]) -> frozenset[str]:
    """The lines on which the able are expected, as far as one answer's mark tells."""
    if kind == VARIES:
        return frozenset()
    if _asks_one_thing(parts):
        return _named(parts[0].get("right")) | (_named(parts[0].get("given")) if parts[0].get("ok") is True else frozenset())
    return frozenset(str(part["id"]) for part in parts if kind != TICKED or part.get("right") is True)


def _asks_one_thing(parts: Sequence[Part]) -> bool:
    return len(parts) == 1 and parts[0].get("id") == "answer"


def _named(given: object) -> frozenset[str]:
    return frozenset({GIVEN + str(given)[:LONGEST]}) if given not in (None, "") else frozenset()
