"""The editor of spans: a line a span, moments as people write them. An empty line is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Form as PlainForm
from wtforms import FormField, SelectField, StringField
from wtforms.validators import Length, Optional, ValidationError

from core.http.forms import Form, Lines
from core.http.language import translate
from video.forms.desk import number_or_none
from video.models import Span
from video.rules.lengths import read_seconds, write_seconds
from video.rules.spans import MOST_SPANS, SpanDraft, span_problems

SPARE_LINES = 4


class MomentField(StringField):  # type: ignore[misc]
    """`12:05` or `1:02:05` as seconds from the beginning."""

    data: int | None

    def process_formdata(self, values: list[str]) -> None:
        typed = values[0].strip() if values else ""
        self.data = read_seconds(typed) if typed else None
        if typed and self.data is None:
            raise ValueError(self.gettext(_("Ghi phút và giây, ví dụ 12:05.")))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else write_seconds(self.data)


class SpanLine(PlainForm):  # type: ignore[misc]
    """One line; choices are filled by the view."""

    start = MomentField(_("Từ"))
    end = MomentField(_("Đến"))
    title = StringField(_("Tên đoạn"), [Length(max=200)])
    topic_id = SelectField(_("Chủ đề"), [Optional()], coerce=number_or_none)
    outcome_id = SelectField(_("Yêu cầu cần đạt"), [Optional()], coerce=number_or_none)

    @property
    def is_empty(self) -> bool:
        typed = [self.start.raw_data, self.end.raw_data, self.title.raw_data]
        return not any(values and values[0].strip() for values in typed) and not self.topic_id.data and not self.outcome_id.data

    def validate_start(self, field: Any) -> None:
        if field.data is None and not self.is_empty:
            raise ValidationError(field.gettext(_("Ghi phút và giây, ví dụ 12:05.")))

    validate_end = validate_start


class SpansForm(Form):
    """All spans of an episode. `duration_seconds` is set by the view when the video is ready."""

    lines = Lines(FormField(SpanLine), max_entries=MOST_SPANS)
    duration_seconds: float | None = None

    def fill(self, spans: Sequence[Span]) -> None:
        """Show the present spans."""
        for span in spans:
            entry = {"start": span.start_second, "end": span.end_second, "title": span.title}
            self.lines.append_entry({**entry, "topic_id": span.topic_id, "outcome_id": span.outcome_id})

    def add_spare_lines(self) -> None:
        """A few empty lines to add to."""
        spare = sum(line.form.is_empty for line in self.lines) if self.is_submitted() else 0
        for _line in range(min(SPARE_LINES - spare, MOST_SPANS - len(self.lines))):
            self.lines.append_entry()

    def offer(self, topics: list[tuple[int, str]], outcomes: dict[str, list[tuple[int, str]]]) -> None:
        """Give every line its choices; outcomes stand under the names of their topics."""
        for line in self.lines:
            line.topic_id.choices = [("", "–"), *topics]
            line.outcome_id.choices = {_("Không gắn"): [("", "–")], **outcomes}

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        written = [line for line in self.lines if not line.form.is_empty]
        problems = span_problems([_draft(line) for line in written], self.duration_seconds)
        for (place, name), words in problems.items():
            field = written[place].form[name]
            field.errors = [*field.errors, translate(words)]
        return not problems

    def to_command(self) -> list[SpanDraft]:
        return [_draft(line) for line in self.lines if not line.form.is_empty]


def _draft(line: Any) -> SpanDraft:
    title = " ".join((line.title.data or "").split())
    return SpanDraft(line.start.data or 0, line.end.data or 0, title, line.topic_id.data, line.outcome_id.data)
