"""What the question bank brings to the application: the names of its acts, filters of its editor."""

from __future__ import annotations

from flask import Flask

from accounts.api import describe_acts
from question_bank.forms.kinds.pictures import picture_parts
from question_bank.forms.leading import within_part
from question_bank.rules.acts import ACTS


def init_app(app: Flask) -> None:
    describe_acts(ACTS)
    app.jinja_env.filters.update(within_part=within_part, picture_parts=picture_parts)
