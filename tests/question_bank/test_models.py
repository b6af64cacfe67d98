"""A revision is never changed."""

from __future__ import annotations

import pytest
from flask import Flask

from core.db import session
from question_bank.models import Revision
from tests.support.questions import choice_content, new_bank, new_question


def test_a_revision_cannot_be_changed(app: Flask) -> None:
    revision = new_question(new_bank()).current
    assert revision is not None
    revision.content = choice_content(right="a")
    with pytest.raises(RuntimeError, match="never changed"):
        session.flush()


def test_a_revision_cannot_be_deleted(app: Flask) -> None:
    question = new_question(new_bank())
    session.delete(session.get_one(Revision, question.current_revision_id))
    with pytest.raises(RuntimeError, match="never changed"):
        session.flush()
