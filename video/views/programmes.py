"""The desk of whoever makes TV lessons: their programmes, and the series of each."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.permissions import Permission as P
from core.words import say
from video.forms.desk import ProgrammeForm
from video.models import Programme
from video.operations.save_programme import change_programme, create_programme
from video.queries import programmes


def index() -> ResponseReturnValue:
    page: Page[Programme] = page_of(programmes.programmes_of(current_actor()))
    counts = programmes.counts_by_programme([programme.id for programme in page.items])
    names = accounts.organisations(programme.organisation_id for programme in page.items)
    return render_template("video/programmes/index.html", page=page, counts=counts, organisations=names)


def show(programme_id: int) -> ResponseReturnValue:
    programme = programmes.programme_for(current_actor(), programme_id)
    counts = programmes.counts_by_series(programme.id)
    return render_template("video/programmes/show.html", programme=programme, series=programmes.series_of(programme.id), counts=counts)


def new() -> ResponseReturnValue:
    return render_template("video/programmes/edit.html", form=_form(is_public=True), programme=None)


def create() -> ResponseReturnValue:
    form = _form()
    if form.validate():
        try:
            programme = create_programme(current_actor(), form.to_command())
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã tạo chương trình. Tiếp theo, hãy thêm loạt bài.")), "success")
            return redirect(url_for("video.programmes.show", programme_id=programme.id))
    return render_template("video/programmes/edit.html", form=form, programme=None), 422


def edit(programme_id: int) -> ResponseReturnValue:
    programme = programmes.programme_for(current_actor(), programme_id)
    return render_template("video/programmes/edit.html", form=_form(obj=programme), programme=programme)


def change(programme_id: int) -> ResponseReturnValue:
    programme = programmes.programme_for(current_actor(), programme_id)
    form = _form()
    if form.validate():
        try:
            change_programme(current_actor(), programme, form.to_command())
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã lưu chương trình.")), "success")
            return redirect(url_for("video.programmes.show", programme_id=programme.id))
    return render_template("video/programmes/edit.html", form=form, programme=programme), 422


def _form(**given: object) -> ProgrammeForm:
    form = ProgrammeForm(**given)
    organisations = accounts.organisations_in(current_actor().paths(P.VIDEO_EDIT))
    form.organisation_id.choices = [(found.id, found.name) for found in organisations]
    return form
