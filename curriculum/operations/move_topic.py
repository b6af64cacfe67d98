"""Move a topic one place up or down among its siblings."""

from __future__ import annotations

from sqlalchemy import select

from core import audit, clock
from core.actor import Actor
from core.db import session
from curriculum import queries
from curriculum.models import Topic


def move_topic(actor: Actor, topic_id: int, step: int) -> Topic:
    """Swap with the neighbour `step` (-1 up, 1 down); at the end of the row nothing happens."""
    topic = queries.topic_row(topic_id)
    same_parent = select(Topic).where(Topic.subject_id == topic.subject_id, Topic.parent_id == topic.parent_id)
    siblings = list(session.scalars(same_parent.order_by(Topic.position, Topic.code)))
    here = siblings.index(topic)
    there = here + (1 if step > 0 else -1)
    if 0 <= there < len(siblings):
        siblings[here], siblings[there] = siblings[there], siblings[here]
        for position, sibling in enumerate(siblings, start=1):
            if sibling.position != position:
                sibling.position, sibling.edited_at = position, clock.now()
        audit.record(actor, "curriculum.topic_moved", f"topic:{topic.id}", position=topic.position)
    return topic
