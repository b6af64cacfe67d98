"""Retire a topic with all below it, or bring it back. Questions keep their tag; new ones can no longer choose it."""

from __future__ import annotations

from sqlalchemy import select

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict
from core.words import say
from curriculum import queries
from curriculum.models import Topic
from curriculum.operations.index_topics import index_topics


def retire_topic(actor: Actor, topic_id: int) -> Topic:
    """The topic and everything below it leave the lists."""
    return _set(actor, queries.topic_row(topic_id), is_active=False)


def restore_topic(actor: Actor, topic_id: int) -> Topic:
    """The topic and everything below it come back. Conflict while its parent is retired."""
    topic = queries.topic_row(topic_id)
    parent = session.get(Topic, topic.parent_id) if topic.parent_id else None
    if parent is not None and not parent.is_active:
        raise Conflict(say("Hãy dùng lại chủ đề cha trước."))
    return _set(actor, topic, is_active=True)


def _set(actor: Actor, topic: Topic, *, is_active: bool) -> Topic:
    branch = session.scalars(select(Topic).where(Topic.path.startswith(topic.path))).all()
    for below in branch:
        below.is_active, below.edited_at = is_active, clock.now()
    index_topics(below.id for below in branch)
    audit.record(actor, "curriculum.topic_restored" if is_active else "curriculum.topic_retired", f"topic:{topic.id}")
    return topic
