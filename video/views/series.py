"""The desk of one series: its episodes, with what each still lacks."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from core import clock
from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.words import say
from curriculum import api as curriculum
from video.forms.desk import SeriesForm
from video.operations.save_series import change_series, create_series
from video.queries import programmes
from video.queries.programmes import EpisodeLine


def show(series_id: int) -> ResponseReturnValue:
    series = programmes.series_for(current_actor(), series_id)
    lines = programmes.episode_lines(series.id, clock.now())
    page: Page[EpisodeLine] = page_of(lines, per_page=100, read=lambda row: EpisodeLine(*row))
    return render_template("video/series/show.html", series=series, page=page)


def new(programme_id: int) -> ResponseReturnValue:
    programme = programmes.programme_for(current_actor(), programme_id)
    return render_template("video/series/edit.html", form=_form(), programme=programme, series=None)


def create(programme_id: int) -> ResponseReturnValue:
    programme = programmes.programme_for(current_actor(), programme_id)
    form = _form()
    if not form.validate():
        return render_template("video/series/edit.html", form=form, programme=programme, series=None), 422
    series = create_series(current_actor(), programme, form.to_command())
    flash(translate(say("Đã tạo loạt bài. Tiếp theo, hãy thêm bài giảng.")), "success")
    return redirect(url_for("video.series.show", series_id=series.id))


def edit(series_id: int) -> ResponseReturnValue:
    series = programmes.series_for(current_actor(), series_id)
    return render_template("video/series/edit.html", form=_form(obj=series), programme=series.programme, series=series)


def change(series_id: int) -> ResponseReturnValue:
    series = programmes.series_for(current_actor(), series_id)
    form = _form()
    if form.validate():
        try:
            change_series(current_actor(), series, form.to_command())
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã lưu loạt bài.")), "success")
            return redirect(url_for("video.series.show", series_id=series.id))
    return render_template("video/series/edit.html", form=form, programme=series.programme, series=series), 422


def _form(**given: object) -> SeriesForm:
    form = SeriesForm(**given)
    locale = str(get_locale() or "vi")
    form.subject_code.choices = [(subject.code, subject.label(locale)) for subject in curriculum.subjects()]
    return form
