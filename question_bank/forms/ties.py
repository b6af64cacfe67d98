"""What a draw must know of a question: another that may not stand beside it, and how long it takes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from core.http.forms import Form
from question_bank.operations.tie_questions import MOST_SECONDS


class EnemyForm(Form):
    """The code of the other question."""

    ref = StringField(_("Mã câu không đứng chung đề"), [InputRequired(), Length(max=120)])


class SecondsForm(Form):
    """How long a pupil is expected to need; empty: as its kind and level take."""

    seconds = IntegerField(_("Thời gian dự kiến"), [Optional(), NumberRange(5, MOST_SECONDS)])
