"""A file for a bank."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import RadioField, SelectField

from core.http.forms import Form
from core.http.language import translate
from core.http.uploads import Upload
from core.words import say
from curriculum.api import LevelView, TopicView
from question_bank.models import State
from question_bank.operations.read_import import NewImport


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
        self.format.choices = [
            ("auto", translate(say("Tự nhận biết"))), ("gift", "GIFT"), ("moodle-xml", "Moodle XML"), ("aiken", "Aiken"),
            ("json", "Khoa Bảng JSON"), ("docx", "Word (.docx)"), ("xlsx", "Excel (.xlsx)"),
        ]  # fmt: skip
        self.topic.choices = [nothing, *((t.code, f"{'– ' * t.depth}{t.code} {t.label(locale)}") for t in topics)]
        self.level.choices = [nothing, *((level.code, level.label(locale)) for level in levels)]
        self.state.choices = [
            (State.READY.value, translate(say("Sẵn sàng để ra đề"))), (State.DRAFT.value, translate(say("Bản nháp, sẽ xem lại từng câu"))),
        ]  # fmt: skip

    def to_command(self, upload: Upload) -> NewImport:
        """The import as asked for."""
        return NewImport(upload.name, upload.data, self.format.data, self.topic.data or None, self.level.data or None, self.state.data)
