"""One topic: how far the pupil is, what teaches it, and the way into practice."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from core.errors import Invalid, NotFound
from core.http.identity import current_actor
from curriculum import api as curriculum
from question_bank import api as question_bank
from review.forms import PracticeForm
from review.operations.begin_set import NewSet, begin_practice
from review.queries.progress import TopicMap, evidence, history, topic_map
from review.rules.mastery import LABELS, timeline
from review.views.pupil import Pupil, banks_for, pupil
from video import api as video

RECENT = 12


def show(topic_id: int) -> ResponseReturnValue:
    """The topic, its lessons, the latest answers, and the form that begins a set; `?level=NB` sets the form."""
    topic = _topic(topic_id)
    form = _form()
    if request.args.get("level") in {value for value, _ in form.level.choices}:
        form.level.data = request.args["level"]
    return _page(topic, form)


def practise(topic_id: int) -> ResponseReturnValue:
    """Begin a set of the topic and what stands below it."""
    topic, mine, form = _topic(topic_id), pupil(), _form()
    _, bank_ids = banks_for(mine, topic.subject_code)
    if not form.validate():
        return _page(topic, form), 422
    wanted = NewSet(topic.subject_code, topic.id, curriculum.topic_ids_under(topic.code), form.level.data or None, form.count.data)
    try:
        made = begin_practice(current_actor(), wanted, bank_ids)
    except Invalid as error:
        form.refuse(error)
        return _page(topic, form), 422
    return redirect(url_for("review.sets.show", set_id=made.id))


def _topic(topic_id: int) -> curriculum.TopicView:
    topic = curriculum.topics_by_ids([topic_id]).get(topic_id)
    if topic is None or not topic.is_active:
        raise NotFound
    return topic


def _form() -> PracticeForm:
    form = PracticeForm()
    form.offer(curriculum.levels(), str(get_locale()))
    return form


def _page(topic: curriculum.TopicView, form: PracticeForm) -> str:
    mine: Pupil = pupil()
    subject, bank_ids = banks_for(mine, topic.subject_code)
    shown = topic_map(mine.person_id, topic.subject_code, bank_ids)
    within = [each for each in shown.topics if each.path.startswith(topic.path)]
    recent = history(mine.person_id, [each.id for each in within], RECENT)
    return render_template(
        "review/topics/show.html",
        topic=topic, subject=subject, map=shown, above=_above(shown, topic), form=form, labels=LABELS, recent=recent,
        questions=question_bank.question_views({each.question_id for each in recent}), moments=_moments(within),
        values=timeline(evidence(mine.person_id, topic.id)), outcomes=curriculum.outcomes([topic.id]), watch_url=video.watch_url,
    )  # fmt: skip


def _above(shown: TopicMap, topic: curriculum.TopicView) -> list[curriculum.TopicView]:
    return [each for each in shown.topics if topic.path.startswith(each.path) and each.id != topic.id]


def _moments(topics: list[curriculum.TopicView]) -> list[video.Moment]:
    """What teaches the topic itself, then what teaches each topic below; no moment twice."""
    found = video.moments_for([topic.id for topic in topics])
    ordered = (found.get(("topic", topic.id)) for topic in topics)
    return list(dict.fromkeys(moment for moment in ordered if moment is not None))
