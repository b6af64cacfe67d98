"""A set, one question at a time. Every answer is a POST that leads to a GET, so going back and reloading repeat nothing."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from curriculum import api as curriculum
from question_bank import api as question_bank
from review import policies
from review.models import PracticeSet, Source
from review.operations.answer_question import answer_question
from review.queries.progress import topic_progress
from review.queries.sets import Asked, Marked, asked, marked, marked_one, set_row, tallied
from review.rules.mastery import LABELS
from review.views.pupil import pupil
from video import api as video

SURE = {"sure": True, "unsure": False}


def show(set_id: int) -> ResponseReturnValue:
    """The question the set is at; once it is finished, what came of it."""
    practice = _own(set_id)
    if practice.finished_at is None:
        return redirect(url_for("review.sets.ask", set_id=set_id, number=practice.place + 1))
    found, mine = marked(practice), pupil()
    now = topic_progress(mine.person_id, [practice.topic_id], mine.paths).get(practice.topic_id) if practice.topic_id else None
    return render_template(
        "review/sets/show.html",
        practice=practice, marked=found, tally=tallied(found), progress=now, moments=_moments(found), watch_url=video.watch_url, **_place(practice),
    )  # fmt: skip


def ask(set_id: int, number: int) -> ResponseReturnValue:
    """Question `number`: its form while it is the next one, its marking once it is answered."""
    practice = _own(set_id)
    if number <= practice.place:
        found = marked_one(practice, number)
        return render_template(
            "review/sets/marked.html",
            practice=practice, found=found, moment=_moments([found]).get(number), watch_url=video.watch_url, **_place(practice),
        )  # fmt: skip
    question = asked(practice, number)
    if number > practice.place + 1:
        return redirect(url_for("review.sets.show", set_id=set_id))
    return _form_page(practice, question)


def answer(set_id: int, number: int) -> ResponseReturnValue:
    """Hand in the answer to question `number`; `act=unknown` is "I do not know"."""
    practice = _own(set_id)
    question = asked(practice, number)
    here = url_for("review.sets.ask", set_id=set_id, number=number)
    wording, given = question.wording, None
    if request.form.get("act") != "unknown":
        try:
            given = question_bank.read_answer(wording.kind, wording.content, request.form, "answer")
        except question_bank.InvalidAnswer as error:
            return _form_page(practice, question, translate(error.message)), 422
        if given is None:
            return _form_page(
                practice, question, translate(say("Chưa có câu trả lời. Hãy trả lời, hoặc chọn “Chưa biết” để xem lời giải."))
            ), 422
    if not answer_question(set_id, number, given, SURE.get(request.form.get("sure", ""))):
        flash(translate(say("Câu này đã được trả lời rồi; lần trả lời đầu được giữ.")), "info")
    return redirect(here)


def _own(set_id: int) -> PracticeSet:
    practice = set_row(set_id)
    policies.require_own(current_actor(), practice.person_id)
    return practice


def _form_page(practice: PracticeSet, question: Asked, refusal: str = "") -> str:
    wording = question.wording
    given = question_bank.raw_answer(wording.kind, wording.content, request.form, "answer") if refusal else None
    return render_template(
        "review/sets/ask.html",
        practice=practice, question=question, given=given, refusal=refusal, sure=request.form.get("sure", ""), **_place(practice),
    )  # fmt: skip


def _place(practice: PracticeSet) -> dict[str, object]:
    """What every page of a set says of it."""
    topic = curriculum.topics_by_ids([practice.topic_id]).get(practice.topic_id) if practice.topic_id else None
    subject = curriculum.subject(practice.subject_code) if practice.subject_code else None
    return {"topic": topic, "subject": subject, "is_repeat": practice.source == Source.REPEAT, "labels": LABELS}


def _moments(found: list[Marked]) -> dict[int, video.Moment]:
    """Where what was missed is taught, by question number: the outcome's minute before the topic's. Two queries."""
    missed = [each.asked for each in found if each.standing != "ok"]
    topics = {each.wording.topic_id for each in missed if each.wording.topic_id}
    outcomes = {each.wording.outcome_id for each in missed if each.wording.outcome_id}
    known = video.moments_for(topics, outcomes)
    by_number = {}
    for each in missed:
        tags = (("outcome", each.wording.outcome_id or 0), ("topic", each.wording.topic_id or 0))
        moment = next((known[tag] for tag in tags if tag in known), None)
        if moment is not None:
            by_number[each.number] = moment
    return by_number
