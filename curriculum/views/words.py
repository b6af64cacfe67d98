"""Naming subjects and levels."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from curriculum import queries
from curriculum.forms import WordForm
from curriculum.operations.rename_word import rename_level, rename_subject


def subject(code: str) -> ResponseReturnValue:
    """A subject's names."""
    found = queries.subject_row(code)
    return _page(code, WordForm(obj=found), is_level=False)


def save_subject(code: str) -> ResponseReturnValue:
    """Keep a subject's names."""
    queries.subject_row(code)
    form = WordForm()
    if not form.validate():
        return _page(code, form, is_level=False), 422
    rename_subject(current_actor(), code, form.to_command())
    return _done()


def level(code: str) -> ResponseReturnValue:
    """A level's names."""
    return _page(code, WordForm(obj=queries.level_row(code)), is_level=True)


def save_level(code: str) -> ResponseReturnValue:
    """Keep a level's names."""
    queries.level_row(code)
    form = WordForm()
    if not form.validate():
        return _page(code, form, is_level=True), 422
    rename_level(current_actor(), code, form.to_command())
    return _done()


def _page(code: str, form: WordForm, *, is_level: bool) -> str:
    return render_template("curriculum/words/edit.html", code=code, form=form, is_level=is_level)


def _done() -> ResponseReturnValue:
    flash(translate(say("Đã lưu tên mới.")), "success")
    return redirect(url_for("curriculum.subjects.index"))
