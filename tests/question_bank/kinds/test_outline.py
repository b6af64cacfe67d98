"""What was refused is shown, and offered to be mended, when it has the outline of its kind; else nothing of it is kept but its name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from core.db import session
from question_bank.kinds.outline import has_outline
from question_bank.kinds.registry import KINDS
from tests.question_bank.kinds import contents
from tests.question_bank.views.test_imports import send
from tests.support.people import sign_in_as
from tests.support.questions import new_bank

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


@pytest.mark.parametrize("code", sorted(KINDS))
def test_what_is_kept_of_a_refused_question_can_be_shown_and_mended(client: FlaskClient, code: str) -> None:
    bank = new_bank()
    session.commit()
    sign_in_as(client, "administrator")
    refused = [each for each in mutants(SAMPLES[code]) if KINDS[code].check(each)][::5]
    rows = [{"ref": f"Q{n}", "kind": code, "content": each} for n, each in enumerate(refused)]
    address = send(client, bank, json.dumps(rows).encode(), "de.json").headers["Location"]
    for page in range(1, len(rows) // 20 + 2):
        answer = client.get(f"{address}?page={page}")
        assert answer.status_code == 200, rows[20 * page - 20 : 20 * page]
        for link in re.findall(r'href="(/banks/[^"]+/questions/new[^"]+)"', answer.text):
            assert client.get(link.replace("&amp;", "&")).status_code == 200, link
