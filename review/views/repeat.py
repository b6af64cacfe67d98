"""The daily repeat: what was missed comes back when it would be forgotten."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from curriculum import api as curriculum
from review.operations.begin_set import AT_ONCE, begin_repeat
from review.queries.cards import counts, due_by_subject, outlook
from review.views.pupil import pupil


def show() -> ResponseReturnValue:
    """What is due today, by subject, and the week ahead."""
    mine, now = pupil(), clock.now()
    due, (learning, settled) = due_by_subject(mine.person_id, now), counts(mine.person_id)
    return render_template(
        "review/repeat/show.html",
        due=due, total=sum(due.values()), days=outlook(mine.person_id, now), learning=learning, settled=settled,
        subjects=[subject for subject in curriculum.subjects() if subject.code in due], at_once=AT_ONCE,
    )  # fmt: skip


def begin() -> ResponseReturnValue:
    """Begin a set of what is due; `subject` keeps it to one."""
    made = begin_repeat(current_actor(), request.form.get("subject") or None)
    if made is None:
        flash(translate(say("Hôm nay không còn câu nào đến hạn.")), "info")
        return redirect(url_for("review.repeat.show"))
    return redirect(url_for("review.sets.show", set_id=made.id))
