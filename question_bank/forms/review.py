"""What people say of questions: a reason, a remark on a place; and the rules of a bank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from core.http.forms import Form
from core.http.language import translate
from question_bank.operations.change_bank import LONGEST_REST, BankRules
from question_bank.operations.comment_question import LONGEST
from question_bank.operations.suspect_leak import LONGEST_REASON
from question_bank.queries.banks import BankView
from question_bank.rules.places import places_of


class ReasonForm(Form):
    """Why a question is returned, suspected or cleared of suspicion; `sha256` is the `Question.reading` that was read."""

    reason = TextAreaField(validators=[InputRequired(), Length(max=LONGEST_REASON)])
    sha256 = HiddenField()


class RemarkForm(Form):
    """A remark on a place."""

    place = SelectField()
    text = TextAreaField(validators=[InputRequired(), Length(max=LONGEST)])

    def offer(self, content: Mapping[str, Any]) -> RemarkForm:
        """The places of the wording to choose from."""
        self.place.choices = [(place, translate(name)) for place, name in places_of(content)]
        return self


class BankRulesForm(Form):
    """A bank's name, whether its questions need approval, and how long they rest."""

    name = StringField(validators=[InputRequired(), Length(max=200)])
    needs_review = BooleanField()
    cooling_days = IntegerField(validators=[InputRequired(), NumberRange(0, LONGEST_REST)])

    @classmethod
    def of(cls, bank: BankView) -> BankRulesForm:
        """Filled with the rules as they are; what was sent wins."""
        return cls(data={"name": bank.name, "needs_review": bank.needs_review, "cooling_days": bank.cooling_days})

    def to_command(self) -> BankRules:
        """The rules as asked for."""
        return BankRules(self.name.data or "", bool(self.needs_review.data), self.cooling_days.data or 0)
