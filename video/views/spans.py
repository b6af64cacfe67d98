"""The editor of an episode's spans: which minutes teach what."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from curriculum import api as curriculum
from video.forms.spans import SpansForm
from video.models import Episode
from video.operations.save_spans import save_spans
from video.queries import programmes
from video.queries.watching import chapters_of


def edit(episode_id: int) -> ResponseReturnValue:
    episode = programmes.episode_for(current_actor(), episode_id)
    form = SpansForm()
    form.fill(chapters_of(episode.id))
    return _page(episode, form)


def change(episode_id: int) -> ResponseReturnValue:
    episode = programmes.episode_for(current_actor(), episode_id)
    form = SpansForm()
    media = programmes.ready_media(episode)
    form.duration_seconds = media.duration_seconds if media else None
    _offer(form, episode)
    if not form.validate():
        return _page(episode, form), 422
    save_spans(current_actor(), episode, form.to_command())
    flash(translate(say("Đã lưu các đoạn.")), "success")
    return redirect(url_for("video.episodes.show", episode_id=episode.id))


def _page(episode: Episode, form: SpansForm) -> str:
    form.add_spare_lines()
    _offer(form, episode)
    media = programmes.ready_media(episode)
    return render_template("video/spans/edit.html", episode=episode, series=episode.series, form=form, media=media)


def _offer(form: SpansForm, episode: Episode) -> None:
    """Topics and outcomes of the series' subject."""
    locale = str(get_locale() or "vi")
    topics = curriculum.topics(episode.series.subject_code)
    outcomes: dict[str, list[tuple[int, str]]] = {}
    names = {topic.id: topic.label(locale) for topic in topics}
    for outcome in curriculum.outcomes(names):
        outcomes.setdefault(names[outcome.topic_id], []).append((outcome.id, outcome.label(locale)))
    form.offer([(topic.id, "\N{EN DASH} " * topic.depth + names[topic.id]) for topic in topics], outcomes)
