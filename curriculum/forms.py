"""The shape of what a person writes about a topic."""

from __future__ import annotations

from wtforms import Form as PlainForm
from wtforms import FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from core.http.forms import Form, Lines
from core.http.language import translate
from core.words import say
from curriculum.models import Outcome, Topic
from curriculum.operations.rename_word import WordText
from curriculum.operations.write_topic import OutcomeText, TopicText
from curriculum.queries import TopicView

GRADES = range(1, 13)


class WordForm(Form):
    """A subject's or a level's name; `matrix_name` is a level's column in the test matrix."""

    name = StringField(validators=[InputRequired(), Length(max=100)])
    name_en = StringField(validators=[Length(max=100)])
    matrix_name = StringField(validators=[Length(max=100)])

    def to_command(self) -> WordText:
        """The names as written."""
        return WordText(_tidy(self.name.data), _tidy(self.name_en.data), _tidy(self.matrix_name.data))


class OutcomeForm(PlainForm):  # type: ignore[misc]
    """One outcome; emptied, it is retired."""

    outcome_id = HiddenField()
    text = TextAreaField(validators=[Length(max=2000)])
    text_en = TextAreaField(validators=[Length(max=2000)])


class TopicForm(Form):
    """A topic and its outcomes."""

    code = StringField(validators=[Length(max=60)])
    name = StringField(validators=[InputRequired(), Length(max=300)])
    name_en = StringField(validators=[Length(max=300)])
    parent_id = SelectField(coerce=lambda value: _row_number(value))
    grade = SelectField(coerce=lambda value: _row_number(value))
    outcomes = Lines(FormField(OutcomeForm), max_entries=200)

    def offer_parents(self, topics: list[TopicView], *, except_path: str | None = None) -> None:
        """Every topic of the subject may be a parent, but not what is below the topic itself; any grade may be given."""
        self.grade.choices = [(None, translate(say("Không theo lớp"))), *((n, translate(say("Lớp %(n)d", n=n))) for n in GRADES)]
        allowed = [t for t in topics if t.is_active and not (except_path and t.path.startswith(except_path))]
        self.parent_id.choices = [(None, translate(say("Cấp đầu của môn")))] + [
            (t.id, f"{'– ' * t.depth}{t.code} {t.name}") for t in allowed
        ]

    def to_command(self) -> TopicText:
        """The topic as written."""
        lines = (entry.form for entry in self.outcomes)
        outcomes = tuple(OutcomeText(_row_number(f.outcome_id.data), _tidy(f.text.data), _tidy(f.text_en.data)) for f in lines)
        return TopicText(_tidy(self.name.data), _tidy(self.name_en.data), self.parent_id.data, outcomes, self.grade.data)


def form_of(topic: Topic) -> TopicForm:
    """The form filled with what is there, and a blank line for one more outcome."""
    lines: list[dict[str, object]] = [_line(outcome) for outcome in topic.outcomes if outcome.is_active]
    words = {"name": topic.name, "name_en": topic.name_en, "parent_id": topic.parent_id, "grade": topic.grade}
    return TopicForm(data={**words, "outcomes": [*lines, {}]})


def _line(outcome: Outcome) -> dict[str, object]:
    return {"outcome_id": str(outcome.id), "text": outcome.text, "text_en": outcome.text_en}


def _row_number(value: object) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _tidy(text: str | None) -> str:
    return " ".join((text or "").split())
