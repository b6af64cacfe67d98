"""Every select of the room, and the frozen read models that leave it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, selectinload

from core.db import session
from core.errors import NotFound
from curriculum.models import ExamFormat, ItLevel, Level, Outcome, Subject, Topic

T = TypeVar("T", int, str)


@dataclass(frozen=True)
class _Named:
    code: str
    name: str
    name_en: str

    def label(self, locale: str = "vi") -> str:
        """The name in the reader's language; Vietnamese where English is missing."""
        return self.name_en if locale == "en" and self.name_en else self.name


@dataclass(frozen=True)
class SubjectView(_Named):
    id: int


@dataclass(frozen=True)
class TopicView(_Named):
    """`path` is the ids from the root (`/3/17/`); `depth` is 0 at a subject's first level."""

    id: int
    subject_code: str
    parent_id: int | None
    path: str
    depth: int
    is_active: bool = True
    grade: int | None = None


@dataclass(frozen=True)
class OutcomeView:
    """What a learner can do after a topic."""

    id: int
    topic_id: int
    code: str
    text: str
    text_en: str

    def label(self, locale: str = "vi") -> str:
        """The text in the reader's language; Vietnamese where English is missing."""
        return self.text_en if locale == "en" and self.text_en else self.text


@dataclass(frozen=True)
class LevelView(_Named):
    """`matrix_name` is the level's column in the ministry's matrix (CV 7991): Biết, Hiểu, Vận dụng."""

    position: int
    matrix_name: str = ""


@dataclass(frozen=True)
class Orientation(_Named):
    """A direction of a subject (định hướng) that a candidate chooses in the exam."""


@dataclass(frozen=True)
class FormatPart:
    """A part of a national exam: `count` questions of `kind`, at `points_each` or by a table {right statements: points}.

    `name` is what the paper calls it, "" for a part that is only numbered. Where candidates choose between `orientations`, more is
    printed than answered: `count` is what one candidate answers, `chosen` of them of the orientation.
    """

    part: str
    kind: str
    count: int
    points_each: Decimal | None
    score_table: dict[str, Decimal] | None
    name: str = ""
    orientations: tuple[Orientation, ...] = ()
    chosen: int = 0

    @property
    def printed(self) -> int:
        """How many questions stand on the paper: those of every orientation."""
        return self.count + self.chosen * max(0, len(self.orientations) - 1)

    @property
    def question_points(self) -> Decimal:
        """What one question of the part is worth in full."""
        if self.points_each is not None:
            return self.points_each
        return max((self.score_table or {}).values(), default=Decimal(0))


@dataclass(frozen=True)
class NationalFormat:
    subject_code: str
    minutes: int
    source: str
    parts: tuple[FormatPart, ...]


@dataclass(frozen=True)
class ItLevelView(_Named):
    """`requires` modules, all of them; then `at_least` of `choices`, on top of `requires_level`."""

    requires: tuple[str, ...]
    requires_level: str | None
    at_least: int
    choices: tuple[str, ...]


@dataclass(frozen=True)
class SubjectCount:
    """A subject as the index shows it."""

    subject: SubjectView
    topics: int
    outcomes: int


def subjects() -> list[SubjectView]:
    """Every subject, in order."""
    return [_subject(found) for found in session.scalars(select(Subject).order_by(Subject.position, Subject.code))]


def subject(code: str) -> SubjectView | None:
    """The subject of that code."""
    found = session.scalar(select(Subject).where(Subject.code == code))
    return _subject(found) if found else None


def subject_row(code: str) -> Subject:
    """The subject of that code as a row; NotFound when there is none."""
    found = session.scalar(select(Subject).where(Subject.code == code))
    if found is None:
        raise NotFound
    return found


def subject_counts() -> list[SubjectCount]:
    """Every subject with how many active topics and outcomes it has; three queries."""
    topic_counts = _counts(select(Topic.subject_id, func.count()).where(Topic.is_active).group_by(Topic.subject_id))
    of_outcomes = select(Topic.subject_id, func.count()).join(Outcome.topic)
    outcome_counts = _counts(of_outcomes.where(Topic.is_active, Outcome.is_active).group_by(Topic.subject_id))
    return [SubjectCount(s, topic_counts.get(s.id, 0), outcome_counts.get(s.id, 0)) for s in subjects()]


def _counts(found: Select[int, int]) -> dict[int, int]:
    return {row[0]: row[1] for row in session.execute(found)}


def topics(subject_code: str, *, with_retired: bool = False) -> list[TopicView]:
    """A subject's topics as the tree reads, parents before children."""
    found = _topics().where(Subject.code == subject_code)
    if not with_retired:
        found = found.where(Topic.is_active)
    return in_tree_order([_topic(row) for row in session.execute(found.order_by(Topic.position, Topic.code))])


def all_topics() -> list[TopicView]:
    """The active topics of every subject, subject by subject, as the trees read."""
    ordered = _topics().where(Topic.is_active).order_by(Subject.position, Subject.code, Topic.position, Topic.code)
    return in_tree_order([_topic(row) for row in session.execute(ordered)])


def in_tree_order(found: list[TopicView]) -> list[TopicView]:
    """Siblings keep their order; each is followed by what is below it. A topic without its parent stands at the root."""
    known = {topic.id for topic in found}
    below: dict[int | None, list[TopicView]] = {}
    for topic in found:
        below.setdefault(topic.parent_id if topic.parent_id in known else None, []).append(topic)
    ordered: list[TopicView] = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        topic = waiting.pop()
        ordered.append(topic)
        waiting.extend(reversed(below.get(topic.id, [])))
    return ordered


def topic_named(code: str) -> TopicView | None:
    """The topic of that code, active or retired."""
    found = session.execute(_topics().where(Topic.code == code)).first()
    return _topic(found) if found else None


def topics_by_ids(ids: Iterable[int]) -> dict[int, TopicView]:
    """The topics of those ids, by id; unknown ids are left out."""
    return {topic.id: topic for topic in _topics_with(Topic.id, set(ids))}


def topics_by_codes(codes: Iterable[str]) -> dict[str, TopicView]:
    """The topics of those codes, by code; unknown codes are left out."""
    return {topic.code: topic for topic in _topics_with(Topic.code, set(codes))}


def _topics_with(column: InstrumentedAttribute[T], wanted: set[T]) -> list[TopicView]:
    return [_topic(row) for row in session.execute(_topics().where(column.in_(wanted)))] if wanted else []


def topic_ids_under(code: str) -> list[int]:
    """The ids of a topic and of everything below it; [] for an unknown code."""
    path = session.scalar(select(Topic.path).where(Topic.code == code))
    return list(session.scalars(select(Topic.id).where(Topic.path.startswith(path)).order_by(Topic.id))) if path else []


def codes_above(codes: Iterable[str]) -> dict[int, tuple[str, ...]]:
    """Which of `codes` each topic stands at or below, by its id: one query for all. Topics below none are left out."""
    above = aliased(Topic)
    below = Topic.path.startswith(above.path)  # a path is digits and slashes, so it has nothing to escape
    found = session.execute(select(Topic.id, above.code).join(above, below).where(above.code.in_(set(codes))))
    result: dict[int, tuple[str, ...]] = {}
    for topic_id, code in found:
        result[topic_id] = (*result.get(topic_id, ()), code)
    return result


def topic_row(topic_id: int) -> Topic:
    """A topic with its subject and outcomes; NotFound when there is none."""
    found = session.scalar(select(Topic).where(Topic.id == topic_id).options(selectinload(Topic.outcomes), selectinload(Topic.subject)))
    if found is None:
        raise NotFound
    return found


def outcomes_of(subject_code: str) -> dict[int, list[Outcome]]:
    """A subject's active outcomes by topic id."""
    found = select(Outcome).join(Outcome.topic).join(Topic.subject).where(Subject.code == subject_code, Outcome.is_active)
    by_topic: dict[int, list[Outcome]] = {}
    for outcome in session.scalars(found.order_by(Outcome.position, Outcome.code)):
        by_topic.setdefault(outcome.topic_id, []).append(outcome)
    return by_topic


def outcomes(topic_ids: Iterable[int]) -> list[OutcomeView]:
    """The active outcomes of those topics, topic by topic, each in its own order."""
    found = _outcomes().where(Outcome.topic_id.in_(set(topic_ids)), Outcome.is_active)
    return [OutcomeView(*row) for row in session.execute(found.order_by(Outcome.topic_id, Outcome.position, Outcome.code))]


def outcomes_by_ids(ids: Iterable[int]) -> dict[int, OutcomeView]:
    """The outcomes of those ids, by id, retired ones too; unknown ids are left out."""
    wanted = set(ids)
    return {row.id: OutcomeView(*row) for row in session.execute(_outcomes().where(Outcome.id.in_(wanted)))} if wanted else {}


def outcome_named(code: str) -> OutcomeView | None:
    """The outcome of that code, active or retired."""
    found = session.execute(_outcomes().where(Outcome.code == code)).first()
    return OutcomeView(*found) if found else None


def _outcomes() -> Select[int, int, str, str, str]:
    return select(Outcome.id, Outcome.topic_id, Outcome.code, Outcome.text, Outcome.text_en)


def levels() -> list[LevelView]:
    """The cognitive levels, from recognising to applying."""
    return [
        LevelView(x.code, x.name, x.name_en, x.position, x.matrix_name) for x in session.scalars(select(Level).order_by(Level.position))
    ]


def level_row(code: str) -> Level:
    """The level of that code as a row; NotFound when there is none."""
    found = session.get(Level, code)
    if found is None:
        raise NotFound
    return found


def national_format(subject_code: str) -> NationalFormat | None:
    """How the national exam examines the subject, or None when it does not."""
    found = session.get(ExamFormat, subject_code)
    return _format(found) if found else None


def national_formats() -> list[NationalFormat]:
    """Every national format, by subject code."""
    return [_format(found) for found in session.scalars(select(ExamFormat).order_by(ExamFormat.subject_code))]


def it_levels() -> list[ItLevelView]:
    """The levels of the IT-skill standard: what one must pass before another comes first."""
    found = session.scalars(select(ItLevel).order_by(ItLevel.requires_level.is_not(None), ItLevel.code))
    return [_it_level(level) for level in found]


def it_level(code: str) -> ItLevelView | None:
    """One level of the IT-skill standard (`basic`, `advanced`)."""
    found = session.get(ItLevel, code)
    return _it_level(found) if found else None


def _subject(found: Subject) -> SubjectView:
    return SubjectView(found.code, found.name, found.name_en, found.id)


def _topics() -> Select[str, str, str, int, str, int | None, str, bool, int | None]:
    """Columns, not objects: a page reads a hundred topics for one select."""
    columns = (Topic.code, Topic.name, Topic.name_en, Topic.id, Subject.code, Topic.parent_id, Topic.path, Topic.is_active, Topic.grade)
    return select(*columns).join(Topic.subject)


def _topic(row: Row[str, str, str, int, str, int | None, str, bool, int | None]) -> TopicView:
    code, name, name_en, number, subject_code, parent_id, path, is_active, grade = row
    return TopicView(code, name, name_en, number, subject_code, parent_id, path, path.count("/") - 2, is_active, grade)


def _it_level(found: ItLevel) -> ItLevelView:
    return ItLevelView(
        found.code, found.name, found.name_en, tuple(found.requires), found.requires_level, found.at_least, tuple(found.choices)
    )


def _format(found: ExamFormat) -> NationalFormat:
    return NationalFormat(found.subject_code, found.minutes, found.source, tuple(_part(part) for part in found.parts))


def _part(part: dict[str, object]) -> FormatPart:
    each, table, choice = part.get("points_each"), part.get("score_table"), part.get("choice")
    return FormatPart(
        part=str(part["part"]),
        kind=str(part["kind"]),
        count=int(str(part["count"])),
        points_each=Decimal(str(each)) if each is not None else None,
        score_table={right: Decimal(str(points)) for right, points in table.items()} if isinstance(table, dict) else None,
        name=str(part.get("name", "")),
        orientations=tuple(Orientation(row["code"], row["name"], row["name_en"]) for row in choice["of"])
        if isinstance(choice, dict)
        else (),
        chosen=int(choice["count"]) if isinstance(choice, dict) else 0,
    )
