"""What review brings to the application: the names of its acts, and where mock exams are shown."""

from __future__ import annotations

from flask import Flask, url_for

from accounts.api import describe_acts
from core.words import say
from exams import api as exams
from question_bank import api as question_bank
from review.queries.mocks import mock_id_of
from review.queries.uses import uses_in_practice
from review.rules.acts import ACTS


def init_app(app: Flask) -> None:
    describe_acts(ACTS)
    exams.use_mock_page(mock_page)
    question_bank.add_source("review", say("Luyện tập theo tháng"), uses_in_practice)


def mock_page(exam_id: int) -> str | None:
    """The address of the report of a mock exam."""
    mock_id = mock_id_of(exam_id)
    return url_for("review.mocks.show", mock_id=mock_id) if mock_id is not None else None
