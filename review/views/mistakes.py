"""The mistakes notebook: what was missed, when it comes back, and one's own words beside it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.errors import Invalid
from core.http.language import translate
from core.http.paging import Page, page_of
from core.words import say
from curriculum import api as curriculum
from question_bank import api as question_bank
from review.forms import NoteForm
from review.models import Card
from review.operations.write_note import write_note
from review.queries.cards import Wanted, card_of, cards_of, counts, last_answers
from review.queries.sets import reviewed
from review.views.pupil import pupil
from video import api as video


def index() -> ResponseReturnValue:
    """The cards; `?subject=`, `?topic=` narrow them, `?settled=1` shows those that were learnt."""
    mine, now = pupil(), clock.now()
    subjects = curriculum.subjects()
    subject = _known("subject", {each.code for each in subjects})
    choices = curriculum.topics(subject) if subject else []
    topic = _known("topic", {each.code for each in choices})
    topic_ids = tuple(curriculum.topic_ids_under(topic)) if topic else None
    wanted = Wanted(subject, topic_ids, settled=request.args.get("settled") == "1")
    page: Page[Card] = page_of(cards_of(mine.person_id, wanted), per_page=20)
    learning, settled = counts(mine.person_id)
    ids = [card.question_id for card in page.items]
    return render_template(
        "review/mistakes/index.html",
        page=page, wanted=wanted, topic=topic, now=now, learning=learning, settled=settled, subjects=subjects, choices=choices,
        questions=question_bank.question_views(ids), topics=curriculum.topics_by_ids({card.topic_id for card in page.items if card.topic_id}),
    )  # fmt: skip


def show(question_id: int) -> ResponseReturnValue:
    """One mistake: the question, what was answered, what was right, and the note."""
    card = card_of(pupil().person_id, question_id)
    return _page(card, NoteForm(note=card.note))


def write(question_id: int) -> ResponseReturnValue:
    """Keep the note."""
    card, form = card_of(pupil().person_id, question_id), NoteForm()
    if not form.validate():
        return _page(card, form), 422
    try:
        write_note(card, form.note.data or "")
    except Invalid as error:
        form.refuse(error)
        return _page(card, form), 422
    flash(translate(say("Đã lưu ghi chú.")), "success")
    return redirect(url_for("review.mistakes.show", question_id=question_id))


def _known(name: str, codes: set[str]) -> str:
    """What the address asks for, when there is such a thing."""
    asked = request.args.get(name, "")
    return asked if asked in codes else ""


def _page(card: Card, form: NoteForm) -> str:
    mine = pupil()
    revision_id, answer, order = last_answers(mine.person_id, [card.question_id])[card.question_id]
    wording = question_bank.revisions([revision_id])[revision_id].for_form(order)
    topic = curriculum.topics_by_ids([card.topic_id]).get(card.topic_id) if card.topic_id else None
    moments = video.moments_for([wording.topic_id or 0], [wording.outcome_id or 0])
    moment = moments.get(("outcome", wording.outcome_id or 0)) or moments.get(("topic", wording.topic_id or 0))
    return render_template(
        "review/mistakes/show.html",
        card=card, form=form, wording=wording, review=reviewed(wording, answer), topic=topic, moment=moment, watch_url=video.watch_url,
        explanation=wording.safe.get("explanation") or "", now=clock.now(),
    )  # fmt: skip
