"""What is read of an exam while it is being prepared."""

from __future__ import annotations

import pytest

from core.words import Message, say
from exams.models import PaperRule
from exams.queries.preparation import line_words
from question_bank.api import kind_of

CODE = kind_of("code").label


@pytest.mark.parametrize(
    ("topic", "level", "kind", "words"),
    [
        (None, None, None, say("mọi câu hỏi")),
        ("IU01", "NB", None, say("%(line)s", line="IU01 · NB")),
        (None, None, "code", CODE),
        ("IU01", None, "code", say("%(codes)s · %(kind)s", codes="IU01", kind=CODE)),
    ],
)
def test_a_line_of_the_plan_names_its_kind_in_the_readers_language(
    topic: str | None, level: str | None, kind: str | None, words: Message
) -> None:
    assert line_words(PaperRule(topic_code=topic, level=level, kind=kind)) == words
