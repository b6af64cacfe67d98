"""Labels that wait beside those that draws go by, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.words import Message, say
from curriculum import api as curriculum
from question_bank.models import Question
from question_bank.rules.life import Labels

Shift = tuple[Message, Any, Any]
"""What a label is called, the old one and the new one (a topic, an outcome or a level with `label(locale)`, None for none)."""


def label_shifts(question: Question) -> list[Shift]:
    """The labels that the waiting wording would change; no query when there are none."""
    old, new = question.labels, question.proposed
    return [] if old == new else list(_shifts(old, new))


def _shifts(old: Labels, new: Labels) -> Iterator[Shift]:
    if old.topic_id != new.topic_id:
        topics = curriculum.topics_by_ids(number for number in (old.topic_id, new.topic_id) if number)
        yield say("Chủ đề"), topics.get(old.topic_id or 0), topics.get(new.topic_id or 0)
    if old.outcome_id != new.outcome_id:
        outcomes = curriculum.outcomes_by_ids(number for number in (old.outcome_id, new.outcome_id) if number)
        yield say("Yêu cầu cần đạt"), outcomes.get(old.outcome_id or 0), outcomes.get(new.outcome_id or 0)
    if old.level != new.level:
        levels = {level.code: level for level in curriculum.levels()}
        yield say("Mức độ"), levels.get(old.level or ""), levels.get(new.level or "")
