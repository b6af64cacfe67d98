"""How far a person is: by subject, by topic, and day by day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, exists, func, select

from core import clock
from core.db import session
from curriculum import api as curriculum
from question_bank import api as question_bank
from review.models import Attempt, Mastery
from review.queries.banks import PRACTISED, open_banks
from review.queries.cards import due_by_subject
from review.rules.choosing import Seen
from review.rules.mastery import LATEST, NOTHING, Evidence, Node, Progress, next_best, roll_up


@dataclass(frozen=True)
class TopicMap:
    """Topics as the tree reads, with what can be practised in each and how far the person is (also in what stands below)."""

    topics: tuple[curriculum.TopicView, ...]
    questions: dict[int, int]
    progress: dict[int, Progress]

    def of(self, topic_id: int) -> Progress:
        return self.progress.get(topic_id, NOTHING)

    @property
    def value(self) -> Progress:
        """All of it as one: the mean of its first topics that hold something."""
        first = [self.progress[topic.id] for topic in self.topics if topic.parent_id is None and topic.id in self.progress]
        if not first:
            return NOTHING
        return Progress(sum(each.value for each in first) / len(first), sum(each.answered for each in first))

    @property
    def next_topic(self) -> curriculum.TopicView | None:
        """What to practise next; None when everything that can be practised is mastered."""
        found = next_best(_nodes(self.topics, self.questions), self.progress)
        return next((topic for topic in self.topics if topic.id == found), None)

    def below(self, topic_id: int) -> list[curriculum.TopicView]:
        """The topics right below one."""
        return [topic for topic in self.topics if topic.parent_id == topic_id]

    def within(self, topic_id: int) -> int:
        """How many questions can be practised in a topic and all below it."""
        path = next(topic.path for topic in self.topics if topic.id == topic_id)
        return sum(self.questions.get(topic.id, 0) for topic in self.topics if topic.path.startswith(path))


@dataclass(frozen=True)
class SubjectProgress:
    """A subject with open banks. `due` is how many missed questions come back today."""

    subject_code: str
    subject: curriculum.SubjectView
    progress: Progress
    questions: int
    due: int
    next_topic: curriculum.TopicView | None


def topic_map(person_id: int, subject_code: str, bank_ids: Collection[int], grade: int | None = None) -> TopicMap:
    """A subject as one person sees it: three queries. `grade` leaves out the topics of other grades."""
    topics = [topic for topic in curriculum.topics(subject_code) if grade is None or topic.grade in (grade, None)]
    return _map(topics, question_bank.counts_by_topic(bank_ids, PRACTISED), _own(person_id, [topic.id for topic in topics]))


def subject_progress(person_id: int, paths: Sequence[str]) -> list[SubjectProgress]:
    """Every subject in which the person can practise, in the order of subjects: six queries."""
    banks = open_banks(paths)
    if not banks:
        return []
    by_subject: dict[str, list[curriculum.TopicView]] = {}
    for topic in curriculum.all_topics():
        by_subject.setdefault(topic.subject_code, []).append(topic)
    counts = question_bank.counts_by_topic([bank_id for ids in banks.values() for bank_id in ids], PRACTISED)
    own, due = _own(person_id), due_by_subject(person_id, clock.now())
    found = []
    for subject in curriculum.subjects():
        if subject.code in banks:
            shown = _map(by_subject.get(subject.code, []), counts, own)
            questions = sum(shown.questions.values())
            found.append(SubjectProgress(subject.code, subject, shown.value, questions, due.get(subject.code, 0), shown.next_topic))
    return found


def topic_progress(person_id: int, topic_ids: Collection[int], paths: Sequence[str]) -> dict[int, Progress]:
    """How far the person is in each of those topics and what stands below it; three queries and two a subject."""
    asked = curriculum.topics_by_ids(topic_ids)
    if not asked:
        return {}
    banks = open_banks(paths)
    found: dict[int, Progress] = {}
    for code in sorted({topic.subject_code for topic in asked.values()}):
        shown = topic_map(person_id, code, banks.get(code, []))
        found |= {topic_id: shown.of(topic_id) for topic_id, topic in asked.items() if topic.subject_code == code}
    return found


def activity(person_ids: Collection[int], since: datetime) -> dict[int, int]:
    """How many questions each person has answered since then; who answered none is left out."""
    counted = select(Attempt.person_id, func.count()).where(Attempt.person_id.in_(person_ids), Attempt.at >= since)
    return {person_id: count for person_id, count in session.execute(counted.group_by(Attempt.person_id))}


def days_practised(person_id: int, since: datetime, zone: str) -> set[date]:
    """The local days since then on which a person answered a question: one query that reads one answer a day, however many there are."""
    first, last = clock.local_day(since, zone), clock.local_day(clock.now(), zone)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    answers = session.execute(select(*(_answered_on(person_id, day, zone) for day in days))).one()
    return {day for day, has_answer in zip(days, answers, strict=True) if has_answer}


def _answered_on(person_id: int, day: date, zone: str) -> ColumnElement[bool]:
    begins, ends = clock.midnight(day, zone), clock.midnight(day + timedelta(days=1), zone)
    return exists().where(Attempt.person_id == person_id, Attempt.at >= begins, Attempt.at < ends)


def evidence(person_id: int, topic_id: int) -> list[Evidence]:
    """The answers that a topic's value rests on, newest first."""
    columns = (Attempt.question_id, Attempt.fraction, Attempt.chance, Attempt.level)
    found = select(*columns).where(Attempt.person_id == person_id, Attempt.topic_id == topic_id)
    return [Evidence(*row) for row in session.execute(found.order_by(Attempt.at.desc(), Attempt.id.desc()).limit(LATEST))]


def last_seen(person_id: int, question_ids: Collection[int]) -> dict[int, Seen]:
    """How the person last answered each of those questions; questions never met are left out."""
    found = select(Attempt.question_id, Attempt.fraction, Attempt.at).where(
        Attempt.person_id == person_id, Attempt.question_id.in_(question_ids)
    )
    return {question_id: Seen(fraction, at) for question_id, fraction, at in session.execute(found.order_by(Attempt.at, Attempt.id))}


@dataclass(frozen=True)
class Answered:
    """One answer in the history of a topic."""

    question_id: int
    revision_id: int
    fraction: Decimal
    source: str
    at: datetime


def history(person_id: int, topic_ids: Collection[int], most: int) -> list[Answered]:
    """The person's latest answers in those topics, newest first."""
    columns = (Attempt.question_id, Attempt.revision_id, Attempt.fraction, Attempt.source, Attempt.at)
    found = select(*columns).where(Attempt.person_id == person_id, Attempt.topic_id.in_(topic_ids))
    return [Answered(*row) for row in session.execute(found.order_by(Attempt.at.desc(), Attempt.id.desc()).limit(most))]


def _map(topics: Sequence[curriculum.TopicView], counts: dict[int, int], own: dict[int, Progress]) -> TopicMap:
    here = {topic.id for topic in topics}
    questions = {topic_id: count for topic_id, count in counts.items() if topic_id in here}
    return TopicMap(tuple(topics), questions, roll_up(_nodes(topics, questions), own))


def _nodes(topics: Iterable[curriculum.TopicView], questions: dict[int, int]) -> list[Node]:
    return [Node(topic.id, topic.parent_id, questions.get(topic.id, 0)) for topic in topics]


def _own(person_id: int, topic_ids: Collection[int] | None = None) -> dict[int, Progress]:
    found = select(Mastery.topic_id, Mastery.value, Mastery.answered).where(Mastery.person_id == person_id)
    if topic_ids is not None:
        found = found.where(Mastery.topic_id.in_(topic_ids))
    return {topic_id: Progress(value, answered) for topic_id, value, answered in session.execute(found)}
