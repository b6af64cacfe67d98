"""A season's schedule at once: a table is pasted or sent, every line is looked at, and only then is anything written."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from core.db import session
from core.errors import Invalid, TooLarge
from core.http.identity import current_actor
from core.http.uploads import read_upload
from core.sheets import read_sheet
from video.forms.desk import ScheduleForm
from video.models import Programme
from video.operations.import_schedule import SchedulePlan, import_schedule, plan_schedule
from video.queries import programmes
from video.rules.schedule import BadLine, Line, read_lines, table_of, text_of

MOST_BYTES = 2_000_000
MOST_PROGRAMMES = 200


def show() -> ResponseReturnValue:
    form = _form()
    form.programme_id.data = request.args.get("programme", type=int)
    return _page(form)


def check() -> ResponseReturnValue:
    """The dry run: what every line would do. Nothing is written."""
    form = _form()
    plan = _plan(form)
    return _page(form, plan), 200 if plan and plan.is_good else 422


def write() -> ResponseReturnValue:
    form = _form()
    plan = _plan(form)
    if plan is None or not plan.is_good:
        return _page(form, plan), 422
    zone = current_app.config["TIME_ZONE"]
    count = import_schedule(current_actor(), _programme(form), _lines(form), zone, publishes=form.publishes.data)
    flash(ngettext("Đã ghi %(num)d lịch phát sóng.", "Đã ghi %(num)d lịch phát sóng.", count), "success")
    return redirect(url_for("video.programmes.show", programme_id=form.programme_id.data))


def _plan(form: ScheduleForm) -> SchedulePlan | None:
    """What the lines would do; None when there is nothing to look at, with the reason in the form."""
    if not form.validate():
        return None
    try:
        _take_file(form)
        return plan_schedule(_programme(form), _lines(form), current_app.config["TIME_ZONE"])
    except Invalid as error:
        form.refuse(error)
        return None


def _form() -> ScheduleForm:
    form = ScheduleForm()
    found = session.scalars(programmes.programmes_of(current_actor()).limit(MOST_PROGRAMMES))
    form.programme_id.choices = [(programme.id, programme.title) for programme in found]
    return form


def _page(form: ScheduleForm, plan: SchedulePlan | None = None) -> str:
    return render_template("video/schedule/show.html", form=form, plan=plan)


def _programme(form: ScheduleForm) -> Programme:
    return programmes.programme_for(current_actor(), form.programme_id.data)


def _take_file(form: ScheduleForm) -> None:
    """A workbook's cells take the place of what is in the box, where they can be mended by hand."""
    sent = request.files.get("file")
    if sent is not None and sent.filename:
        try:
            form.text.data = text_of(read_sheet(read_upload(sent, limit_bytes=MOST_BYTES).data))
        except (Invalid, TooLarge) as error:
            raise Invalid(fields={"file": error.message}) from error


def _lines(form: ScheduleForm) -> list[Line | BadLine]:
    return read_lines(table_of(form.text.data or ""), form.minutes.data or 0)
