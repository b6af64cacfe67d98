"""The author's own programme over the examples and tests in the editor's boxes."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.db import session
from core.errors import Invalid
from core.http.identity import current_actor
from core.words import say
from question_bank import policies
from question_bank.forms.question import form_from
from question_bank.kinds.contract import InvalidAnswer
from question_bank.operations.try_program import try_program
from question_bank.queries.banks import bank_view


def try_solution(code: str) -> ResponseReturnValue:
    """What the model programme does, test by test, as a piece of the page. Saves nothing."""
    bank = bank_view(code)
    policies.require_write(current_actor(), bank.organisation_path)
    session.rollback()  # the reads are over; nothing waits for the programme
    content = form_from("code", request.form, {}).content
    try:
        outcomes = try_program("code", content, {"text": content["key"]["solution"]}, hidden=True)
    except InvalidAnswer as error:
        raise Invalid(error.message) from error
    if not outcomes:
        raise Invalid(say("Hãy ghi chương trình mẫu, một ví dụ và một bài thử rồi chạy lại."))
    examples = content["body"]["examples"]
    return render_template(
        "question_bank/editor/_programme_tried.html", outcomes=outcomes, rows=[*examples, *content["key"]["tests"]], examples=len(examples)
    )
