"""A file for a bank."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length, Regexp

from core.http.forms import Form
from core.http.language import translate
from core.http.uploads import Upload
from core.words import say
from curriculum.api import LevelView, TopicView
from question_bank.formats.registry import SOURCES
from question_bank.models import State
from question_bank.operations.read_import import NewImport
from question_bank.rules.fixes import Fix
from question_bank.rules.typed_fixes import LONGEST

_MOST_PARTS = 100


class FixForm(Form):
    """One keystroke of the check screen: `act`, and what it is about: "right:b", "truth:a:1", "truth:p2.a:0", "leave".

    Of typed answers `part` and `answer` come as often as there are fields: ("", "2,5") or ("p1.", "2,5") and ("p2.", "Huế").
    """

    act = StringField(
        validators=[
            Regexp(r"(?:right:[a-z0-9.]{1,20}|truth:[a-z0-9.]{1,20}:[01]|(?:several|essay)(?::[a-z0-9.]{0,20})?|answer|leave|accept)\Z")
        ]
    )
    part = SelectMultipleField(validate_choice=False, validators=[Length(max=_MOST_PARTS)])
    answer = SelectMultipleField(validate_choice=False, validators=[Length(max=_MOST_PARTS)])

    def to_command(self) -> Fix:
        """What to do with the item."""
        act, name, value = [*(self.act.data or "").split(":"), "", ""][:3]
        answers = {part: said[:LONGEST] for part, said in zip(self.part.data or (), self.answer.data or (), strict=False)}
        return Fix(act, name.removesuffix("."), value == "1", answers)


class ImportForm(Form):
    """The file, and what questions get that do not say."""

    file = FileField()
    format = SelectField()
    topic = SelectField()
    level = SelectField()
    state = RadioField(default=State.READY.value)

    def offer(self, topics: list[TopicView], levels: list[LevelView], locale: str) -> None:
        """What may be chosen."""
        nothing = ("", translate(say("Chưa gắn")))
        self.format.choices = [("auto", translate(say("Tự nhận biết"))), *((code, source.label) for code, source in SOURCES.items())]
        self.topic.choices = [nothing, *((t.code, f"{'– ' * t.depth}{t.code} {t.label(locale)}") for t in topics)]
        self.level.choices = [nothing, *((level.code, level.label(locale)) for level in levels)]
        self.state.choices = [
            (State.READY.value, translate(say("Sẵn sàng để ra đề"))), (State.DRAFT.value, translate(say("Bản nháp, sẽ xem lại từng câu"))),
        ]  # fmt: skip

    def to_command(self, upload: Upload) -> NewImport:
        """The import as asked for."""
        return NewImport(upload.name, upload.data, self.format.data, self.topic.data or None, self.level.data or None, self.state.data)
