"""The form of one part of a paper's plan: its lines in a small table. A line whose count is empty is left out."""

from __future__ import annotations

from decimal import Decimal

from flask_babel import lazy_gettext as _
from wtforms import Form as PlainForm
from wtforms import FormField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from core.http.fields import PointsField
from core.http.forms import Form, Lines
from exams.models import Part
from exams.operations.save_part import LinePlan, PartDetails

SPARE_LINES = 3
MOST_LINES = 60


class LineForm(PlainForm):  # type: ignore[misc]
    """One line; choices are filled by the view."""

    topic_code = SelectField(_("Chủ đề"), [Optional()])
    level = SelectField(_("Mức độ"), [Optional()])
    kind = SelectField(_("Dạng câu hỏi"), [Optional()])
    count = IntegerField(_("Số câu"), [Optional(), NumberRange(0, 200)])
    points = PointsField(_("Điểm mỗi câu"), [Optional(), NumberRange(0, 100)])


class PartForm(Form):
    """A part: name, bank, minimum, lines."""

    name = StringField(_("Tên phần thi"), [DataRequired(), Length(max=200)])
    code = StringField(_("Mã"), [DataRequired(), Length(max=20), Regexp(r"^[A-Za-z0-9._-]+$")])
    bank_id = SelectField(_("Ngân hàng câu hỏi"), coerce=int)
    minimum_percent = PointsField(
        _("Điểm tối thiểu để đạt"),
        [InputRequired(), NumberRange(0, 100)],
        description=_("Phần trăm số điểm của phần này. Quy chế thi chứng chỉ CNTT: 50."),
    )
    lines = Lines(FormField(LineForm), max_entries=MOST_LINES)

    def fill(self, part: Part) -> None:
        """Show a part's present lines, and a few empty ones to add to."""
        for rule in part.rules:
            self.lines.append_entry(rule)
        self.add_spare_lines()

    def add_spare_lines(self) -> None:
        for _line in range(min(SPARE_LINES, MOST_LINES - len(self.lines))):
            self.lines.append_entry()

    def offer(self, topics: list[tuple[str, str]], levels: list[tuple[str, str]], kinds: list[tuple[str, str]]) -> None:
        """Give every line its choices; the first asks nothing."""
        for line in self.lines:
            line.topic_code.choices = [("", _("Mọi chủ đề")), *topics]
            line.level.choices = [("", _("Mọi mức")), *levels]
            line.kind.choices = [("", _("Mọi dạng")), *kinds]

    def to_command(self) -> PartDetails:
        lines = [
            LinePlan(x.topic_code.data or None, x.level.data or None, x.kind.data or None, x.count.data, x.points.data or Decimal(0))
            for x in self.lines
            if x.count.data
        ]
        return PartDetails(
            code=(self.code.data or "").strip(),
            name=(self.name.data or "").strip(),
            bank_id=self.bank_id.data,
            minimum_percent=self.minimum_percent.data or Decimal(0),
            lines=tuple(lines),
        )
