"""What lms brings to the application: the names of its acts, how grades and hours are printed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_skeleton
from flask import Flask, current_app
from flask_babel import get_locale

from accounts.api import describe_acts
from core import clock
from core.http.language import decimal_point, translate
from core.words import say
from lms.rules.acts import ACTS
from lms.rules.completion import words_of
from lms.rules.gradebook import missing_words
from lms.rules.grades import TermGrade, rounded
from lms.rules.items import meeting_start


def init_app(app: Flask) -> None:
    describe_acts(ACTS)
    app.jinja_env.globals.update(completion_words=words_of, meeting_start=meeting_start)
    app.jinja_env.filters.update(grade=grade, missing=missing, clock_time=clock_time, month_name=month_name)


def grade(value: Decimal | None) -> str:
    """8,0: a grade always shows its one decimal."""
    return "–" if value is None else f"{rounded(value):.1f}".replace(".", decimal_point())


def clock_time(value: datetime) -> str:
    """07:30 in the site's time zone."""
    return clock.local(value, current_app.config["TIME_ZONE"]).strftime("%H:%M")


def month_name(value: date) -> str:
    """Tháng 11 năm 2026, November 2026."""
    words = format_skeleton("yMMMM", value, locale=get_locale())
    return words[:1].upper() + words[1:]


def missing(found: TermGrade) -> str:
    """What a grade still waits for, as a phrase; empty when it is final."""
    words = ", ".join(translate(part) for part in missing_words(found))
    return translate(say("còn thiếu %(words)s", words=words)) if words else ""
