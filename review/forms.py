"""Forms of review: what to practise, and a pupil's own words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from core.http.forms import Form
from core.http.language import translate
from core.words import say
from curriculum.api import LevelView
from review.operations.write_note import LONGEST

COUNTS = (5, 10, 20)


class PracticeForm(Form):
    """How many questions, of which level."""

    count = RadioField(_("Số câu"), [InputRequired()], coerce=int, default=10)
    level = SelectField(_("Mức độ"))

    def offer(self, levels: list[LevelView], locale: str) -> None:
        """The levels to choose from; the empty one is all of them."""
        self.count.choices = [(count, str(count)) for count in COUNTS]
        self.level.choices = [("", translate(say("Mọi mức độ"))), *((level.code, level.label(locale)) for level in levels)]


class NoteForm(Form):
    """What to remember beside a mistake."""

    note = TextAreaField(
        _("Ghi chú của bạn"), [Length(max=LONGEST)], description=_("Bạn đã nhầm ở đâu? Viết cho chính mình của lần ôn sau.")
    )


class OpenForm(Form):
    """The teacher has read what opening means."""

    understood = BooleanField(_("Tôi hiểu các câu hỏi này từ nay coi như đã lộ."), [InputRequired()])
