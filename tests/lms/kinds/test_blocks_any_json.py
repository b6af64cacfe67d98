"""Whatever is sent as a lesson becomes tidy blocks and a list of problems, never an exception."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.kinds.contract import FileFacts, Known
from lms.kinds.registry import TYPES
from lms.rules.blocks import MOST_BLOCKS, problems_in, problems_of, safe_blocks, tidied, words_of
from question_bank import api as questions

KNOWN = Known(
    files={1: FileFacts("a.png", "image/png", 10, 40, 30), 2: FileFacts("b.pdf", "application/pdf", 10)},
    episodes=frozenset({3}),
    kinds={kind.code: kind for kind in questions.kinds()},
    safe_question_html=questions.safe_html,
)
NAMES = [
    "id",
    "type",
    "data",
    "html",
    "latex",
    "caption",
    "file_id",
    "alt",
    "rows",
    "kind",
    "content",
    "stem",
    "body",
    "key",
    "options",
    "tone",
]
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40)
    | st.sampled_from([*TYPES, "<p>\\(x^2\\)</p>", "<script>x</script>", "single_choice", "numerical", "a1b2c3d4", "\x00\ud800"])
)  # fmt: skip
ANY = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner, max_size=5)
)
BLOCK = st.fixed_dictionaries({"type": st.sampled_from(list(TYPES)), "data": ANY}, optional={"id": ANY})


def all_of(raw: object) -> list[dict[str, Any]]:
    """Everything that is done with a lesson, on `raw`."""
    problems_in(raw, KNOWN)
    blocks = tidied(raw, KNOWN, random.Random(1))
    problems_of(blocks, KNOWN)
    words_of(blocks, KNOWN)
    json.dumps(safe_blocks(blocks, KNOWN)).encode()
    return blocks


@given(ANY | st.lists(BLOCK, max_size=3))
@settings(max_examples=400, deadline=None)
def test_any_json_becomes_blocks(raw: object) -> None:
    blocks = all_of(raw)
    assert len({block["id"] for block in blocks}) == len(blocks)
    assert tidied(blocks, KNOWN, random.Random(2)) == blocks, "tidy blocks stay as they are"


@given(st.fixed_dictionaries({"kind": st.sampled_from([kind.code for kind in questions.kinds()]), "content": st.fixed_dictionaries({}, optional={"stem": ANY, "body": ANY, "key": ANY})}))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_any_question_is_kept_or_begins_anew(data: dict[str, Any]) -> None:
    all_of([{"type": "question", "data": data}])


@pytest.mark.parametrize("html", ["<p>" * 30_000, "<b><i>" * 5_000 + "x", "\\(" * 20_000, "<p>x</p>" * 6_000, "<" * 50_000])
def test_heavy_html_is_bounded(html: str) -> None:
    all_of([{"type": "text", "data": {"html": html}}])


def test_a_deep_document_is_no_recursion() -> None:
    deep: object = "x"
    for _ in range(20_000):
        deep = [deep]
    assert all_of([deep, {"type": "table", "data": {"rows": deep}}])[0]["data"]["rows"] == [[""]]


def test_a_huge_list_is_told() -> None:
    raw = [{"type": "text", "data": {"html": "x"}}] * (MOST_BLOCKS + 1)
    assert [problem.message.msgid for problem in problems_in(raw, KNOWN)] == [
        "Một bài học có nhiều nhất %(n)d khối. Hãy chia thành nhiều bài."
    ]
    assert len(tidied(raw, KNOWN, random.Random(1))) == MOST_BLOCKS


def test_what_is_no_block_is_named_by_its_place() -> None:
    assert [(problem.place, str(problem.message)) for problem in problems_in([{"type": "text", "data": {"html": "a"}}, 7], KNOWN)] == [
        ("1", "Khối thứ 2 không thuộc loại nào.")
    ]
