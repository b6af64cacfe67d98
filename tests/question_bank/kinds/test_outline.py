"""The outline of a kind: every good question has it, and of what differs from one in a single place it is known whether it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.kinds.outline import has_outline
from question_bank.kinds.registry import KINDS
from tests.question_bank.kinds import contents

SAMPLES: dict[str, contents.Document] = {
    "single_choice": contents.single(partial={"a": "0.5"}),
    "multiple_choice": contents.multiple({"a": "0.5", "b": "0.5"}),
    "true_false_group": contents.group("ĐSĐS"),
    "short_answer": contents.short([("Hà Nội", "1")]),
    "numerical": contents.number([("2.5", "0.1", "1")], "cm"),
    "matching": contents.match({"p1": "c1", "p2": "c2"}),
    "ordering": contents.order(),
    "cloze": contents.cloze(),
    "drag_words": contents.words([("1", "mèo"), ("2", "chuột")], [("chó", "1")]),
    "drag_picture": contents.drag_picture({"s1": "i1", "s2": "i2"}),
    "hotspot": contents.hotspot(places=True),
    "essay": contents.essay(),
    "stimulus": contents.stimulus([("single_choice", contents.single()), ("essay", contents.essay())]),
    "parameterised": contents.parameterised(),
    "code": contents.program(),
    "file_upload": contents.file_upload(),
    "office_practical": contents.office(),
    "description": contents.description(),
}
JUNK: tuple[Any, ...] = (None, 7, "x", ["x"], {"a": ["x"]}, [{}], [None])


def mutants(value: Any) -> Iterator[Any]:
    """Everything that differs from a JSON value in one place: something else stands there, or nothing."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield {other: each for other, each in value.items() if other != name}
            yield from ({**value, name: other} for other in (*JUNK, *mutants(inner)))
    elif isinstance(value, list):
        for at, inner in enumerate(value[:1]):
            yield from ([*value[:at], other, *value[at + 1 :]] for other in (*JUNK, *mutants(inner)))


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_question_of_a_kind_has_its_outline(code: str) -> None:
    assert has_outline(KINDS[code], KINDS[code].blank())

    @contents.calmly
    @given(contents.VALID[code])
    def valid(content: contents.Document) -> None:
        assert has_outline(KINDS[code], content)

    valid()


@given(st.sampled_from(sorted(KINDS)), contents.json_values)
def test_any_json_has_the_outline_or_not(code: str, content: object) -> None:
    assert has_outline(KINDS[code], content) in (True, False)
