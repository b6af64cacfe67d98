"""Let topics be found by their names and by what is learned in them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from core.db import session
from core.search import Findable, put_all, remove
from curriculum.models import Topic

KIND = "topic"


def index_topics(ids: Iterable[int]) -> None:
    """Bring the index up to date with these topics; what is as it was costs a look. A retired topic is found no longer."""
    session.flush()
    found = select(Topic).where(Topic.id.in_(list(ids))).options(selectinload(Topic.outcomes), selectinload(Topic.subject))
    topics = session.scalars(found.execution_options(populate_existing=True)).all()
    put_all(_page_of(topic) for topic in topics if topic.is_active)
    for topic in topics:
        if not topic.is_active:
            remove(KIND, str(topic.id))


def index_subject(subject_id: int) -> None:
    """The same for every topic of a subject."""
    session.flush()
    index_topics(session.scalars(select(Topic.id).where(Topic.subject_id == subject_id)))


def _page_of(topic: Topic) -> Findable:
    """In Vietnamese, as it is taught. It leads to the TV lessons of the topic, which are open to everybody."""
    text = " ".join(outcome.text for outcome in topic.outcomes if outcome.is_active)
    where = " ".join(str(part) for part in (topic.subject.name, topic.grade) if part)
    return Findable(KIND, str(topic.id), topic.name, text, f"/tv?topic={topic.id}", "all", where)
