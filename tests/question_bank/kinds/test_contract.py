"""What every kind owes, tried on any content and any answer."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words import Message
from question_bank.kinds.contract import InvalidAnswer, Kind, Mark
from question_bank.kinds.registry import KINDS, kind_of

from .contents import SECRET, VALID, calmly, json_values, right_answer

SHOWN_AS = {"parameterised": "numerical"}
"""Kinds of which nobody who sits hears: what they show is of another."""
every_kind = pytest.mark.parametrize("kind", list(KINDS.values()), ids=list(KINDS))
machine_kinds = pytest.mark.parametrize("code", [code for code in KINDS if KINDS[code].marking == "machine"])

anything_like_a_content = json_values | st.fixed_dictionaries(
    {"stem": json_values, "body": json_values, "key": json_values, "explanation": json_values}
)


def _answers(content: dict[str, Any]) -> st.SearchStrategy[object]:
    """Raw answers near the truth: the ids and words of the content itself, rightly and wrongly put together."""
    names = sorted({row["id"] for rows in content["body"].values() if isinstance(rows, list) for row in rows if "id" in row})
    words = st.sampled_from([*names, "", "*", "2,5", "-", "1e5", "ý"])
    values = words | st.booleans() | st.none()
    return words | st.lists(words, max_size=5) | st.dictionaries(words, values, max_size=5) | json_values


@every_kind
def test_a_kind_is_found_by_its_code(kind: Kind) -> None:
    assert kind_of(kind.code) is kind
    assert isinstance(kind.label, Message)


def test_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        kind_of("telepathy")


@every_kind
def test_a_blank_content_is_refused_but_shown(kind: Kind) -> None:
    blank = kind.blank()
    assert kind.check(blank)
    assert kind.show(blank)["kind"] == SHOWN_AS.get(kind.code, kind.code)
    assert kind.blank() is not blank


@every_kind
@calmly
@given(data=st.data())
def test_a_good_content_has_no_problem(kind: Kind, data: st.DataObject) -> None:
    assert kind.check(data.draw(VALID[kind.code])) == []


@every_kind
@calmly
@given(content=anything_like_a_content)
def test_check_never_raises(kind: Kind, content: object) -> None:
    for problem in kind.check(content):
        assert str(problem.message)


@every_kind
@calmly
@given(data=st.data())
def test_check_never_raises_on_a_good_content_with_one_thing_broken(kind: Kind, data: st.DataObject) -> None:
    content = json.loads(json.dumps(data.draw(VALID[kind.code])))
    holder, name = data.draw(st.sampled_from(list(_places(content))))
    holder[name] = data.draw(json_values)
    kind.check(content)
    assert isinstance(kind.show(content), dict)
    kind.orderable(content), kind.key(content), kind.mark(content, data.draw(json_values))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in list(pairs):
        yield value, name
        yield from _places(child)


@every_kind
@calmly
@given(data=st.data())
def test_normalise_raises_only_invalid_answer_and_is_idempotent(kind: Kind, data: st.DataObject) -> None:
    content = data.draw(VALID[kind.code])
    try:
        answer = kind.normalise(content, data.draw(_answers(content)))
    except InvalidAnswer as refused:
        assert str(refused.message)
        return
    assert kind.normalise(content, answer) == answer
    assert json.loads(json.dumps(answer)) == answer


@every_kind
@calmly
@given(content=anything_like_a_content, raw=json_values)
def test_a_faulty_content_breaks_nothing(kind: Kind, content: object, raw: object) -> None:
    document = content if isinstance(content, dict) else {}
    try:
        kind.normalise(document, raw)
    except InvalidAnswer:
        pass
    assert isinstance(kind.mark(document, raw), Mark)
    assert isinstance(kind.key(document), str)
    assert isinstance(kind.show(document), dict)


@every_kind
@calmly
@given(data=st.data())
def test_a_fraction_lies_between_0_and_1(kind: Kind, data: st.DataObject) -> None:
    content = data.draw(VALID[kind.code])
    try:
        answer = kind.normalise(content, data.draw(_answers(content)))
    except InvalidAnswer:
        return
    mark = kind.mark(content, answer)
    if mark.fraction is None:
        assert kind.marking in ("person", "examiner")
    else:
        assert isinstance(mark.fraction, Decimal) and 0 <= mark.fraction <= 1
    assert str(mark.reason)


@machine_kinds
@calmly
@given(data=st.data())
def test_the_key_earns_everything(code: str, data: st.DataObject) -> None:
    kind, content = KINDS[code], data.draw(VALID[code])
    mark = kind.mark(content, kind.normalise(content, right_answer(code, content)))
    assert mark.fraction == 1
    assert all(part.ok for part in mark.parts)
    assert kind.key(content)


@every_kind
@calmly
@given(data=st.data())
def test_no_answer_earns_nothing_and_waits_for_nobody(kind: Kind, data: st.DataObject) -> None:
    content = data.draw(VALID[kind.code])
    assert kind.normalise(content, None) is None
    mark = kind.mark(content, None)
    assert mark.fraction == 0
    assert not any(part.ok for part in mark.parts) or code_ticks_nothing(kind)


def code_ticks_nothing(kind: Kind) -> bool:
    """In multiple choice an option that is rightly left alone is right even when nothing was answered."""
    return kind.code == "multiple_choice"


@every_kind
@calmly
@given(data=st.data())
def test_a_shown_question_tells_nothing_of_the_key(kind: Kind, data: st.DataObject) -> None:
    content = data.draw(VALID[kind.code])
    order = data.draw(st.permutations(kind.orderable(content)))
    shown = kind.show(content, order)
    assert set(shown) == {"kind", "stem", "body"}
    assert SECRET not in json.dumps(shown, ensure_ascii=False)
    # The strongest form: another key, another explanation, and the candidate's view does not change.
    other = {**content, "key": {"right": "?", "weights": {}, "accepted": []}, "explanation": "khác"}
    assert kind.show(other, order) == shown


@every_kind
@calmly
@given(data=st.data())
def test_an_order_moves_free_options_only(kind: Kind, data: st.DataObject) -> None:
    content = kind.for_form(data.draw(VALID[kind.code]))
    order = data.draw(st.permutations(kind.orderable(content)))
    before, after = kind.show(content)["body"], kind.show(content, order)["body"]
    if kind.code == "stimulus":  # its options lie one floor deeper: test_stimulus.py
        assert [part["id"] for part in before["parts"]] == [part["id"] for part in after["parts"]]  # type: ignore[index]
        return
    assert isinstance(before, dict) and isinstance(after, dict)
    for name, rows in before.items():
        if not isinstance(rows, list):
            assert after[name] == rows
            continue
        assert sorted(row["id"] for row in rows) == sorted(row["id"] for row in after[name])
        for was, now in zip(rows, after[name], strict=True):
            assert was == now or was["id"] in order
        moved = [row["id"] for row in after[name] if row["id"] in order]
        assert not moved or moved == list(order)


@every_kind
@calmly
@given(data=st.data())
def test_map_html_reaches_every_text_and_changes_nothing_else(kind: Kind, data: st.DataObject) -> None:
    content = data.draw(VALID[kind.code])
    before = json.dumps(content)
    changed = kind.map_html(content, lambda html: f"{html}!")
    assert json.dumps(content) == before
    assert kind.map_html(content, lambda html: html) == content
    assert [(place, f"{html}!") for place, html in kind.texts(content)] == list(kind.texts(changed))
    assert {"stem", "explanation"} <= {place for place, _ in kind.texts(content)}


@every_kind
def test_a_very_deep_document_is_checked_without_recursion(kind: Kind) -> None:
    deep: list[object] = []
    for _ in range(50_000):
        deep = [deep]
    content = {**kind.blank(), "body": deep}
    assert kind.check(content)
    while deep:  # taken apart by hand: freeing it at once would recurse in the interpreter
        deep = deep.pop()  # type: ignore[assignment]


@every_kind
@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_text_that_a_database_cannot_hold_is_a_problem(kind: Kind, text: str) -> None:
    assert any("không lưu được" in str(problem.message) for problem in kind.check({**kind.blank(), "stem": text}))
