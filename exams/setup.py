"""What exams bring to the application: names for other rooms' pages, and how clocks are printed here."""

from __future__ import annotations

from flask import Flask

from accounts import api as accounts
from core.http.language import decimal_point
from core.words import say
from exams.queries.preparation import exam_names
from exams.queries.uses import uses_in_exams
from exams.rules.acts import ACTS
from question_bank import api as question_bank


def init_app(app: Flask) -> None:
    accounts.describe_acts(ACTS)
    accounts.use_exam_titles(exam_names)
    question_bank.add_source("exams", say("Kỳ thi"), uses_in_exams)
    app.jinja_env.filters.update(countdown=countdown, figure=figure)


def countdown(seconds: float) -> str:
    """A length as a clock shows it: 4:05, 1:04:05; nothing is less than 0:00."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def figure(value: float | None, digits: int = 2) -> str:
    """A statistic with as many decimals as its column: 0,30; a dash for none."""
    if value is None:
        return "–"
    text = f"{value:.{digits}f}"
    return (text.removeprefix("-") if not float(text) else text).replace("-", "−").replace(".", decimal_point())
