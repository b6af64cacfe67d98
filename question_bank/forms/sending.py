"""Reading what a form sends as an answer: a field for each thing asked, named after the prefix and the thing."""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict

from question_bank.kinds import shape

Json = Mapping[str, object]
Sending = MultiDict[str, str]


def one_for_each(content: Json, rows: str, form: Sending, prefix: str) -> dict[str, str]:
    """What was sent for each row of the body's `rows`, by its id; what was left empty is not there."""
    said = {name: form.get(f"{prefix}-{name}") for name in shape.ids(shape.rows(shape.at(content, "body", rows)))}
    return {name: value for name, value in said.items() if value}
