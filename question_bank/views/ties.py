"""A question's own section on what a draw must know of it."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from question_bank.forms.ties import EnemyForm, SecondsForm
from question_bank.operations import tie_questions
from question_bank.views.questions import page_of_question, question_for


def add_enemy(question_id: int) -> ResponseReturnValue:
    """The two questions may not stand in one paper from now on."""
    question, bank = question_for(question_id, writing=True)
    form = EnemyForm()
    if form.validate():
        try:
            other = tie_questions.add_enemy(current_actor(), question_id, form.ref.data or "")
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Câu %(ref)s và câu %(other)s sẽ không đứng chung đề.", ref=question.ref, other=other.ref)), "success")
            return _back(question_id)
    return page_of_question(question, bank, enemy=form), 422


def remove_enemy(question_id: int, other_id: int) -> ResponseReturnValue:
    """They may stand together again."""
    question_for(question_id, writing=True)
    tie_questions.remove_enemy(current_actor(), question_id, other_id)
    flash(translate(say("Hai câu lại được đứng chung đề.")), "success")
    return _back(question_id)


def set_seconds(question_id: int) -> ResponseReturnValue:
    """How long a pupil is expected to need."""
    question, bank = question_for(question_id, writing=True)
    form = SecondsForm()
    if not form.validate():
        return page_of_question(question, bank, seconds=form), 422
    tie_questions.set_seconds(current_actor(), question_id, form.seconds.data)
    flash(translate(say("Đã lưu thời gian dự kiến của câu %(ref)s.", ref=question.ref)), "success")
    return _back(question_id)


def _back(question_id: int) -> ResponseReturnValue:
    return redirect(url_for("question_bank.questions.show", question_id=question_id) + "#draw")
