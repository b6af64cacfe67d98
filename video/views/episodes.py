"""The desk of one episode: what is written of it, its video, captions, spans and showings, and whether others see it."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from curriculum import api as curriculum
from video.forms.desk import BroadcastForm, EpisodeForm
from video.models import Episode, Series
from video.operations.publish_episode import publish_episode, withdraw_episode
from video.operations.save_episode import change_episode, create_episode
from video.operations.schedule_broadcast import cancel_broadcast, schedule_broadcast
from video.queries import broadcasts as schedule
from video.queries import media as films
from video.queries import programmes
from video.queries.captions import captions_of
from video.queries.watching import chapters_of

USUAL_MINUTES = 30


def show(episode_id: int) -> ResponseReturnValue:
    episode = programmes.episode_for(current_actor(), episode_id)
    return _page(episode, BroadcastForm(formdata=None, minutes=USUAL_MINUTES))


def schedule_showing(episode_id: int) -> ResponseReturnValue:
    episode = programmes.episode_for(current_actor(), episode_id)
    form = BroadcastForm()
    if form.validate():
        try:
            schedule_broadcast(current_actor(), episode, form.to_command(), current_app.config["TIME_ZONE"])
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã thêm lịch phát sóng.")), "success")
            return redirect(url_for("video.episodes.show", episode_id=episode.id))
    return _page(episode, form), 422


def cancel_showing(episode_id: int, broadcast_id: int) -> ResponseReturnValue:
    episode = programmes.episode_for(current_actor(), episode_id)
    cancel_broadcast(current_actor(), programmes.broadcast_of(episode, broadcast_id))
    flash(translate(say("Đã bỏ lịch phát sóng.")), "success")
    return redirect(url_for("video.episodes.show", episode_id=episode.id))


def _page(episode: Episode, broadcast: BroadcastForm) -> str:
    """The episode's page, with the form of a new showing as it stands."""
    spans = chapters_of(episode.id)
    topics = curriculum.topics_by_ids(
        {span.topic_id for span in spans if span.topic_id} | ({episode.topic_id} if episode.topic_id else set())
    )
    outcomes = curriculum.outcomes_by_ids(span.outcome_id for span in spans if span.outcome_id)
    return render_template(
        "video/episodes/show.html", episode=episode, series=episode.series, media=programmes.ready_media(episode), spans=spans,
        captions=captions_of(episode.id),
        topics=topics, outcomes=outcomes, showings=schedule.of_episode(episode.id), broadcast=broadcast, channels=schedule.channels(),
        film=films.film_desk(episode, current_actor().person_id),
    )  # fmt: skip


def new(series_id: int) -> ResponseReturnValue:
    series = programmes.series_for(current_actor(), series_id)
    form = _form(series, number=programmes.next_number(series.id))
    return render_template("video/episodes/edit.html", form=form, series=series, episode=None)


def create(series_id: int) -> ResponseReturnValue:
    series = programmes.series_for(current_actor(), series_id)
    form = _form(series)
    if form.validate():
        try:
            episode = create_episode(current_actor(), series, form.to_command())
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã tạo bài. Tiếp theo, hãy tải video lên hoặc thêm lịch phát sóng.")), "success")
            return redirect(url_for("video.episodes.show", episode_id=episode.id))
    return render_template("video/episodes/edit.html", form=form, series=series, episode=None), 422


def edit(episode_id: int) -> ResponseReturnValue:
    episode = programmes.episode_for(current_actor(), episode_id)
    return render_template("video/episodes/edit.html", form=_form(episode.series, obj=episode), series=episode.series, episode=episode)


def change(episode_id: int) -> ResponseReturnValue:
    episode = programmes.episode_for(current_actor(), episode_id)
    form = _form(episode.series)
    if form.validate():
        try:
            change_episode(current_actor(), episode, form.to_command())
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã lưu bài.")), "success")
            return redirect(url_for("video.episodes.show", episode_id=episode.id))
    return render_template("video/episodes/edit.html", form=form, series=episode.series, episode=episode), 422


def publish(episode_id: int) -> ResponseReturnValue:
    episode = programmes.episode_for(current_actor(), episode_id)
    publish_episode(current_actor(), episode)
    flash(translate(say("Đã công bố bài.")), "success")
    return redirect(url_for("video.episodes.show", episode_id=episode.id))


def withdraw(episode_id: int) -> ResponseReturnValue:
    episode = programmes.episode_for(current_actor(), episode_id)
    withdraw_episode(current_actor(), episode)
    flash(translate(say("Đã gỡ bài. Chỉ người biên tập còn thấy.")), "success")
    return redirect(url_for("video.episodes.show", episode_id=episode.id))


def _form(series: Series, **given: object) -> EpisodeForm:
    form = EpisodeForm(**given)
    locale = str(get_locale() or "vi")
    topics = curriculum.topics(series.subject_code)
    form.topic_id.choices = [("", "–"), *((topic.id, "\N{EN DASH} " * topic.depth + topic.label(locale)) for topic in topics)]
    return form
