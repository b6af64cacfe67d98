"""A new bank."""

from __future__ import annotations

from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from core.http.forms import Form
from core.http.language import translate
from core.words import say
from question_bank.operations.create_bank import NewBank


class BankForm(Form):
    """Code, name, owner, subject."""

    code = StringField(validators=[InputRequired(), Length(max=40)])
    name = StringField(validators=[InputRequired(), Length(max=200)])
    organisation_id = SelectField(coerce=int)
    subject_code = SelectField()
    needs_review = BooleanField(default=True)

    def offer(self, organisations: list[tuple[int, str]], subjects: list[tuple[str, str]]) -> None:
        """The owners and subjects to choose from."""
        self.organisation_id.choices = organisations
        self.subject_code.choices = [("", translate(say("Nhiều môn"))), *subjects]

    def to_command(self) -> NewBank:
        """The bank as asked for."""
        code, name = (self.code.data or "").strip(), self.name.data or ""
        return NewBank(code, name, self.organisation_id.data, self.subject_code.data or None, bool(self.needs_review.data))
