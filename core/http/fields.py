"""Fields that forms of several rooms share: points with a comma, instants typed in the site's zone."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app
from wtforms import DateTimeLocalField, DecimalField
from wtforms.widgets import TextInput

from core import clock
from core.http.language import translate
from core.words import say

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


LOCAL = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
"""As browsers write a local date and time; the first is how it is shown."""


YEARS = range(2000, 2200)


class InstantField(DateTimeLocalField):  # type: ignore[misc]
    """A date and time typed in the site's zone; `data` is an aware instant, or None when nothing was typed.

    Years are those of living people, so that nothing that is counted from an instant falls out of the calendar.
    """

    data: Any

    def __init__(self, *arguments: Any, **known: Any) -> None:
        super().__init__(*arguments, format=LOCAL, **known)

    def process_formdata(self, values: list[str]) -> None:
        super().process_formdata(values)
        if self.data is not None and self.data.year not in YEARS:
            self.data = None
            raise ValueError(translate(say("Hãy ghi một năm từ %(first)s đến %(last)s.", first=str(YEARS[0]), last=str(YEARS[-1]))))
        if self.data is not None:
            self.data = self.data.replace(tzinfo=ZoneInfo(current_app.config["TIME_ZONE"]))

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return clock.local(self.data, current_app.config["TIME_ZONE"]).strftime(LOCAL[0]) if self.data else ""
