"""Where review begins: the subjects, and the map of one."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.http.identity import current_actor
from curriculum import api as curriculum
from review.operations.begin_set import NewSet, begin_practice
from review.queries.cards import counts, outlook
from review.queries.progress import subject_progress, topic_map
from review.queries.sets import unfinished
from review.rules.mastery import LABELS, Standing
from review.views.pupil import banks_for, pupil

MIXED = 10
"""Questions of a set over a whole subject."""


def index() -> ResponseReturnValue:
    """Every subject with how far the pupil is, what is due today, and what was left unfinished."""
    mine = pupil()
    found = subject_progress(mine.person_id, mine.paths)
    left = unfinished(mine.person_id)
    topics = curriculum.topics_by_ids({each.topic_id for each in left if each.topic_id})
    days, kept = outlook(mine.person_id, clock.now()), counts(mine.person_id)
    names = {each.subject_code: each.subject for each in found}
    return render_template(
        "review/subjects/index.html",
        subjects=found, due=days[0][1], days=days, learning=kept[0], settled=kept[1], unfinished=left, topics=topics, names=names, labels=LABELS,
    )  # fmt: skip


def show(subject_code: str) -> ResponseReturnValue:
    """The map of topics; `?grade=12` narrows it."""
    mine = pupil()
    subject, bank_ids = banks_for(mine, subject_code)
    grades = sorted({topic.grade for topic in curriculum.topics(subject_code) if topic.grade is not None})
    asked = request.args.get("grade", type=int)
    grade = asked if asked in grades else None
    return render_template(
        "review/subjects/show.html",
        subject=subject, grades=grades, grade=grade, map=topic_map(mine.person_id, subject_code, bank_ids, grade),
        labels=LABELS, standings=list(Standing),
    )  # fmt: skip


def practise(subject_code: str) -> ResponseReturnValue:
    """A set from all over the subject."""
    mine = pupil()
    _, bank_ids = banks_for(mine, subject_code)
    made = begin_practice(current_actor(), NewSet(subject_code, None, None, None, MIXED), bank_ids)
    return redirect(url_for("review.sets.show", set_id=made.id))
