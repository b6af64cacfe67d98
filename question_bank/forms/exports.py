"""Which questions to take out, and as what: the library's filter goes along in hidden fields."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import HiddenField

from core.http.forms import Form
from question_bank.formats.registry import TARGETS
from question_bank.queries.library import Filter

DEFAULT = next(iter(TARGETS))


class ExportForm(Form):
    """The format and the filter."""

    format = HiddenField(default=DEFAULT)
    topic = HiddenField()
    level = HiddenField()
    kind = HiddenField()
    state = HiddenField()
    words = HiddenField()

    def to_command(self) -> tuple[str, Filter]:
        """(format, filter) as asked for; a format that is not there is the operation's to refuse."""
        return self.format.data or DEFAULT, filter_from({name: field.data or "" for name, field in self._fields.items()})


def filter_from(asked: Mapping[str, str]) -> Filter:
    """The library's filter from an address or a form; no word is longer than a search could use."""
    return Filter(**{name: asked.get(name, "")[:200] for name in ("topic", "level", "kind", "state", "words")})
