"""Fields that several forms of exams share."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from wtforms import DecimalField
from wtforms.widgets import TextInput

_POINTS = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,4})?", re.ASCII)


NOT_A_NUMBER = "Not a valid decimal value."
"""WTForms' own sentence, which `core.http.forms` says in the reader's language."""


class PointsField(DecimalField):  # type: ignore[misc]
    """Points as Vietnamese write them: a comma is a decimal point."""

    widget = TextInput()
    data: Decimal | None

    def __init__(self, *arguments: Any, **known: Any) -> None:
        super().__init__(*arguments, places=None, **known)

    def process_formdata(self, values: list[str]) -> None:
        typed = values[0].strip() if values else ""
        if typed and not _POINTS.fullmatch(typed):
            self.data = None
            raise ValueError(self.gettext(NOT_A_NUMBER))
        super().process_formdata([typed.replace(",", ".")])

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data.normalize():f}".replace(".", ",")
