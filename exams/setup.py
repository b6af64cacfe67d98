"""What exams bring to the application: names for other rooms' pages, and how clocks are printed here."""

from __future__ import annotations

from datetime import datetime

from flask import Flask, current_app
from markupsafe import Markup

from accounts import api as accounts
from core import clock
from exams.queries.preparation import exam_names
from exams.rules.acts import ACTS


def init_app(app: Flask) -> None:
    accounts.describe_acts(ACTS)
    accounts.use_exam_titles(exam_names)
    app.jinja_env.filters.update(time_of_day=time_of_day, countdown=countdown)


def time_of_day(value: datetime | None, *, seconds: bool = True) -> Markup:
    """14:05:09 (or 14:05) in the site's time zone, as a <time> element: for what happened within one day."""
    if value is None:
        return Markup("")
    shown = clock.local(value, current_app.config["TIME_ZONE"]).strftime("%H:%M:%S" if seconds else "%H:%M")
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(timespec="seconds"), shown)


def countdown(seconds: float) -> str:
    """A length as a clock shows it: 4:05, 1:04:05; nothing is less than 0:00."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
