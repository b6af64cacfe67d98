"""Which questions to take out, and as what: the library's filter goes along in hidden fields."""

from __future__ import annotations

from wtforms import HiddenField

from core.http.forms import Form
from question_bank.formats.registry import TARGETS
from question_bank.rules.filter import NAMES, Filter, filter_from

DEFAULT = next(iter(TARGETS))


class ExportForm(Form):
    """The format and the filter."""

    format = HiddenField(default=DEFAULT)

    def to_command(self) -> tuple[str, Filter]:
        """(format, filter) as asked for; a format that is not there is the operation's to refuse."""
        return self.format.data or DEFAULT, filter_from({name: self[name].data or "" for name in NAMES})


for _name in NAMES:
    setattr(ExportForm, _name, HiddenField())
