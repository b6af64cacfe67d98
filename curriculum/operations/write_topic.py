"""Add a topic, or change one: name, place in the tree, outcomes. What a person writes here, the data files leave alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sqlalchemy import func, select

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.words import say
from curriculum import queries
from curriculum.models import Outcome, Topic
from curriculum.operations.index_topics import index_topics

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


@dataclass(frozen=True)
class OutcomeText:
    """One outcome as written; `id` None is a new one, an empty text retires an old one."""

    id: int | None
    text: str
    text_en: str = ""


@dataclass(frozen=True)
class TopicText:
    """A topic as written; `parent_id` None is the subject's first level."""

    name: str
    name_en: str = ""
    parent_id: int | None = None
    outcomes: tuple[OutcomeText, ...] = field(default=())
    grade: int | None = None


def add_topic(actor: Actor, subject_code: str, code: str, text: TopicText) -> Topic:
    """A new topic, last among its siblings. Invalid for a bad or taken code."""
    subject = queries.subject_row(subject_code)
    if not _CODE.fullmatch(code):
        raise Invalid(fields={"code": say("Mã chỉ gồm chữ không dấu, số, dấu chấm và gạch ngang.")})
    if queries.topic_named(code) is not None:
        raise Invalid(fields={"code": say("Mã này đã có chủ đề khác dùng.")})
    parent = _parent(text.parent_id, subject.id)
    topic = Topic(
        subject_id=subject.id, code=code, name=text.name, name_en=text.name_en, grade=text.grade, edited_at=clock.now(),
        parent_id=parent.id if parent else None, position=_next_position(subject.id, parent.id if parent else None),
    )  # fmt: skip
    session.add(topic)
    session.flush()
    topic.path = f"{parent.path if parent else '/'}{topic.id}/"
    _write_outcomes(topic, text.outcomes)
    index_topics([topic.id])
    audit.record(actor, "curriculum.topic_added", f"topic:{topic.id}", code=code, name=text.name)
    return topic


def change_topic(actor: Actor, topic_id: int, text: TopicText) -> Topic:
    """New words or a new parent for a topic; what is below it moves along."""
    topic = queries.topic_row(topic_id)
    before = {"name": topic.name, "parent_id": topic.parent_id}
    topic.name, topic.name_en, topic.grade, topic.edited_at = text.name, text.name_en, text.grade, clock.now()
    if text.parent_id != topic.parent_id:
        _put_under(topic, _parent(text.parent_id, topic.subject_id))
    _write_outcomes(topic, text.outcomes)
    index_topics([topic.id])
    audit.record(actor, "curriculum.topic_changed", f"topic:{topic.id}", before=before, name=text.name, parent_id=text.parent_id)
    return topic


def _parent(parent_id: int | None, subject_id: int) -> Topic | None:
    if parent_id is None:
        return None
    parent = session.get(Topic, parent_id)
    if parent is None or parent.subject_id != subject_id:
        raise Invalid(fields={"parent_id": say("Chủ đề cha phải thuộc cùng môn.")})
    return parent


def _put_under(topic: Topic, parent: Topic | None) -> None:
    if parent is not None and parent.path.startswith(topic.path):
        raise Invalid(fields={"parent_id": say("Không thể đặt chủ đề vào bên trong chính nó.")})
    old, new = topic.path, f"{parent.path if parent else '/'}{topic.id}/"
    topic.parent_id = parent.id if parent else None
    topic.position = _next_position(topic.subject_id, topic.parent_id)
    for below in session.scalars(select(Topic).where(Topic.path.startswith(old))):
        below.path = new + below.path.removeprefix(old)


def _next_position(subject_id: int, parent_id: int | None) -> int:
    last = select(func.max(Topic.position)).where(Topic.subject_id == subject_id, Topic.parent_id == parent_id)
    return (session.scalar(last) or 0) + 1


def _write_outcomes(topic: Topic, written: tuple[OutcomeText, ...]) -> None:
    known = {outcome.id: outcome for outcome in topic.outcomes}
    for line in written:
        outcome = known.get(line.id) if line.id else None
        if outcome is None and line.text:
            _add_outcome(topic, line)
        elif outcome is not None and (outcome.text, outcome.text_en, outcome.is_active) != (line.text, line.text_en, bool(line.text)):
            # A retired outcome keeps its words, so that what referred to it can still be read.
            outcome.text, outcome.text_en = line.text or outcome.text, line.text_en or outcome.text_en
            outcome.is_active, outcome.edited_at = bool(line.text), clock.now()


def _add_outcome(topic: Topic, line: OutcomeText) -> None:
    place = max((outcome.position for outcome in topic.outcomes), default=0) + 1
    taken = {outcome.code for outcome in topic.outcomes}
    code = next(code for n in range(place, place + 1000) if (code := f"{topic.code}/{n}") not in taken)
    topic.outcomes.append(Outcome(code=code, text=line.text, text_en=line.text_en, position=place, edited_at=clock.now()))
    session.flush()
