"""A question as a form: what the template shows, what comes back, and that nothing sent is too strange to be read or refused."""

from typing import Any

import pytest
from flask import Flask, render_template_string
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from werkzeug.datastructures import MultiDict

from question_bank.forms.answer import raw_answer, read_answer
from question_bank.kinds.contract import InvalidAnswer
from question_bank.kinds.registry import kind_of, kinds
from tests.question_bank.kinds.contents import SECRET, right_answer
from tests.support.every_kind import every_question
from tests.support.marking import EVERY_KIND, RIGHT

CASES = [(code, content, RIGHT[number]) for number, (code, content) in enumerate(EVERY_KIND, start=1)]
IDS = [case[0] for case in CASES]
FORM = """{% with kind=kind, shown=shown, prefix='a7', given=given %}{% include 'question_bank/_answer_form.html' %}{% endwith %}"""


def sent(answer: object) -> MultiDict[str, str]:
    """What a browser sends for a canonical answer."""
    if isinstance(answer, dict) and "text" in answer:
        return MultiDict({"a7": answer["text"]})
    if isinstance(answer, dict):
        return MultiDict({f"a7-{name}": {True: "true", False: "false"}.get(value, value) for name, value in answer.items()})
    return MultiDict([("a7", each) for each in (answer if isinstance(answer, list) else [answer])])


@pytest.mark.parametrize(("code", "content", "right"), CASES, ids=IDS)
def test_what_the_form_sends_is_the_canonical_answer(code: str, content: dict[str, Any], right: object) -> None:
    assert read_answer(code, content, sent(right), "a7") == kind_of(code).normalise(content, right)


@pytest.mark.parametrize(("code", "content", "right"), CASES, ids=IDS)
def test_a_form_left_empty_is_not_answered(code: str, content: dict[str, Any], right: object) -> None:
    assert read_answer(code, content, MultiDict(), "a7") is None


def test_a_statement_that_is_neither_true_nor_false_is_refused() -> None:
    code, content, _ = CASES[2]
    with pytest.raises(InvalidAnswer):
        read_answer(code, content, MultiDict({"a7-a": "maybe"}), "a7")


words = st.one_of(st.sampled_from(["a", "b", "true", "c1", "2,5", ""]), st.text(max_size=30))
names = st.sampled_from(["a7", "a7-a", "a7-b", "a7-p1", "a7-p2", "b"])


@given(st.sampled_from(CASES), st.lists(st.tuples(names, words), max_size=8))
def test_any_form_is_read_or_refused(case: tuple[str, dict[str, Any], object], fields: list[tuple[str, str]]) -> None:
    code, content, _ = case
    try:
        answer = read_answer(code, content, MultiDict(fields), "a7")
    except InvalidAnswer:
        return
    assert kind_of(code).normalise(content, answer) == answer


@pytest.mark.parametrize(("code", "content", "right"), CASES, ids=IDS)
def test_the_template_shows_what_was_given_and_no_key(app: Flask, code: str, content: dict[str, Any], right: object) -> None:
    shown = kind_of(code).show(content)
    with app.test_request_context():
        blank = render_template_string(FORM, kind=code, shown=shown, given=None)
        again = render_template_string(FORM, kind=code, shown=shown, given=raw_answer(code, content, sent(right), "a7"))
    assert SECRET not in blank + again
    assert " checked" not in blank and " selected" not in blank
    assert again != blank


WITHOUT_SCRIPT = {kind.code: kind for kind in kinds() if kind.marking == "machine" or kind.code in ("essay", "code")}
"""The rest is answered by a file, or asks nothing."""


def filled_in(code: str, content: dict[str, Any], given: object) -> MultiDict[str, str]:
    """What a browser without script sends back of the form that shows this answer."""
    shown = kind_of(code).show(content)
    page = render_template_string(FORM, kind=shown["kind"], shown=shown, given=given)
    return MultiDict(html.fromstring(f"<form>{page}</form>").form_values())


def test_without_script_every_kind_shows_an_answer_and_sends_it_back(app: Flask) -> None:
    with app.test_request_context():
        for code, kind in WITHOUT_SCRIPT.items():
            content = dict(kind.for_form(every_question()[code]))
            raw = {"text": "print(1)"} if code in ("essay", "code") else right_answer(content["body"].get("asks", code), content)
            answer = kind.normalise(content, raw)
            assert read_answer(code, content, filled_in(code, content, None), "a7") is None, code
            assert read_answer(code, content, filled_in(code, content, answer), "a7") == answer, code
