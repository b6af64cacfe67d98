"""The library: which questions a person is looking for, and what the list shows of them.

Filters look at `Entry` only, which one index holds whole; a page then reads its own fifty questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, cast, column, func, literal, or_, select, table
from sqlalchemy import false as never
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import InstrumentedAttribute

from core import clock
from core.db import session
from core.folding import fold
from curriculum import api as curriculum
from question_bank.models import Entry, Figure, Question, State
from question_bank.rules.filter import Filter, Range
from question_bank.rules.terms import WantedTerm, tag_term, wanted_terms

COUNT_CAP = 5_000
_FTS = table("fts_question", column("rowid"), column("fts_question"))  # the column of a table's own name stands for all of them
_SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "": (),
    "-updated": (Entry.updated_at.desc(),),
    "used": (Entry.last_used_at.asc().nulls_first(),),
    "-exposures": (Entry.exposures.desc(),),
    "facility": (Entry.facility.asc().nulls_last(),),
    "-facility": (Entry.facility.desc().nulls_last(),),
    "discrimination": (Entry.discrimination.asc().nulls_last(),),
}


@dataclass(frozen=True)
class QuestionLine:
    """A question as the list shows it. `preview` is safe HTML; figures are None before its first exam was analysed."""

    id: int
    ref: str
    kind: str
    topic_id: int | None
    level: str | None
    state: str
    preview: str
    tags: Sequence[str]
    pending_revision_id: int | None
    submitted_at: datetime | None
    suspected_leak_at: datetime | None
    last_used_at: datetime | None
    exposures: int
    facility: float | None
    discrimination: float | None
    flags: Sequence[str] | None


def found_by(bank_id: int, wanted: Filter) -> Select[int]:
    """The ids of the bank's questions that `wanted` lets through, in its order; read each page with `lines_of`."""
    terms = [*wanted_terms(wanted.words), *(WantedTerm(term) for term in (tag_term(wanted.tag),) if term)]
    found = select(Entry.question_id).where(
        _of_bank(has_words=bool(terms)) == bank_id, *_plain(wanted), *_labels(wanted), *_history(wanted), *_figures(wanted)
    )
    if terms:
        found = _holding(found, terms)
    elif wanted.words or wanted.tag:
        found = found.where(never())
    return found.order_by(*_order(wanted.sort, has_words=bool(terms)))


def lines_of(ids: Sequence[int]) -> list[QuestionLine]:
    """The lines of those questions, in that order: one query."""
    columns = (
        Question.id, Question.ref, Question.kind, Question.topic_id, Question.level, Question.state, Question.preview, Question.tags,
        Question.pending_revision_id, Question.submitted_at, Question.suspected_leak_at, Question.last_used_at, Question.exposures,
        Figure.facility, Figure.discrimination, Figure.flags,
    )  # fmt: skip
    asked: Select[*tuple[Any, ...]] = select(*columns)
    rows = session.execute(asked.outerjoin(Figure, Figure.question_id == Question.id).where(Question.id.in_(ids)))
    known = {row[0]: QuestionLine(*list(row)) for row in rows}
    return [known[number] for number in ids if number in known]


def state_counts(bank_id: int) -> dict[str, int]:
    """How many questions stand in each state, counted up to one more than COUNT_CAP: one query."""
    each = [
        select(literal(1)).where(Question.bank_id == bank_id, Question.state == state).limit(COUNT_CAP + 1).subquery() for state in State
    ]
    counted = session.execute(select(*(select(func.count()).select_from(rows).scalar_subquery() for rows in each))).one()
    return {str(state): count for state, count in zip(State, counted, strict=True) if count}


def authors_in(bank_id: int) -> list[int]:
    """Everybody who began a question of the bank: one step in the index for each, however many questions they wrote."""
    of_bank = select(func.min(Entry.created_by)).where(Entry.bank_id == bank_id)
    walk = of_bank.add_columns().cte("walk", recursive=True)
    person = walk.c[0]
    following = of_bank.where(Entry.created_by > person).correlate(walk).scalar_subquery()
    walk = walk.union_all(select(following).where(person.is_not(None)))
    return list(session.scalars(select(walk.c[0]).where(walk.c[0].is_not(None)).limit(500)))


def recent_tags(bank_id: int, most: int = 60) -> list[str]:
    """The tags of the questions last worked on, for people to choose from; of spellings that are one tag, one."""
    recent = select(Question.tags).where(Question.bank_id == bank_id).order_by(Question.updated_at.desc()).limit(100)
    known = {fold(tag): tag for tags in session.scalars(recent) for tag in tags}
    return [known[key] for key in sorted(known)][:most]


def topic_choices(subject_code: str | None) -> list[curriculum.TopicView]:
    """The topics to choose from: the bank's subject, or every subject when it has none."""
    return curriculum.topics(subject_code) if subject_code else curriculum.all_topics()


def outcome_choices(topics: Sequence[curriculum.TopicView]) -> list[tuple[curriculum.TopicView, list[curriculum.OutcomeView]]]:
    """The outcomes of the topics, topic by topic as the tree reads; topics without one are left out."""
    by_topic: dict[int, list[curriculum.OutcomeView]] = {}
    for outcome in curriculum.outcomes(topic.id for topic in topics):
        by_topic.setdefault(outcome.topic_id, []).append(outcome)
    return [(topic, by_topic[topic.id]) for topic in topics if topic.id in by_topic]


def _plain(wanted: Filter) -> Iterable[ColumnElement[bool]]:
    if wanted.state != "all":
        # One comparison: SQLite makes a table of three states and looks every entry up in it.
        yield Entry.state == wanted.state if wanted.state else Entry.state != State.RETIRED
    if wanted.kind:
        yield Entry.kind == wanted.kind
    if wanted.author:
        yield Entry.created_by == wanted.author_id
    if wanted.leak:
        yield Entry.is_leaked.is_(True)
    if wanted.picked:
        yield Entry.question_id.in_(wanted.picked_ids)


def _labels(wanted: Filter) -> Iterable[ColumnElement[bool]]:
    """Topic, outcome and level; "-" is none."""
    if wanted.topic:
        yield Entry.topic_id.is_(None) if wanted.topic == "-" else Entry.topic_id.in_(curriculum.topic_ids_under(wanted.topic))
    if wanted.outcome:
        outcome = curriculum.outcome_named(wanted.outcome) if wanted.outcome != "-" else None
        yield Entry.outcome_id == outcome.id if outcome else Entry.outcome_id.is_(None) if wanted.outcome == "-" else never()
    if wanted.level:
        yield Entry.level.is_(None) if wanted.level == "-" else Entry.level == wanted.level


def _history(wanted: Filter) -> Iterable[ColumnElement[bool]]:
    if wanted.used == "yes":
        yield Entry.last_used_at.is_not(None)
    elif wanted.used == "no":
        yield Entry.last_used_at.is_(None)
    elif wanted.rested_days:
        yield or_(Entry.last_used_at.is_(None), Entry.last_used_at < clock.now() - timedelta(days=wanted.rested_days))


def _figures(wanted: Filter) -> Iterable[ColumnElement[bool]]:
    if wanted.figures:
        yield {"flagged": Entry.is_flagged.is_(True), "some": Entry.facility.is_not(None), "none": Entry.facility.is_(None)}[wanted.figures]
    yield from _within(Entry.facility, wanted.facility)
    yield from _within(Entry.discrimination, wanted.discrimination)


def _within(figure: InstrumentedAttribute[float | None], limits: Range) -> Iterable[ColumnElement[bool]]:
    least, most = limits
    if least is not None:
        yield figure >= least
    if most is not None:
        yield figure <= most


def _holding(found: Select[int], terms: list[WantedTerm]) -> Select[int]:
    """Those of `found` that have every term. Terms hold no sign of either query language."""
    if _is_postgresql():
        asked = " & ".join(f"'{each.term}'{':*' if each.is_prefix else ''}" for each in terms)
        return found.where(Entry.words.op("@@")(cast(literal(asked), TSQUERY)))
    asked = " AND ".join(f'"{each.term}"{"*" if each.is_prefix else ""}' for each in terms)
    # Joined, so that counting stops at the cap: of a set in parentheses SQLite makes a table first, with all that have a common word.
    return found.join(_FTS, _FTS.c.rowid == Entry.question_id).where(_FTS.c.fts_question.op("MATCH")(asked))


def _of_bank(*, has_words: bool) -> ColumnElement[int]:
    """The bank of an entry. With words SQLite must go from them to their entries: by the index of the bank it would walk all the bank and
    ask of each entry whether it has the words. An index is not used for a sum."""
    return Entry.bank_id + 0 if has_words and not _is_postgresql() else Entry.bank_id.expression


def _order(sort: str, *, has_words: bool) -> tuple[Any, ...]:
    # PostgreSQL takes two common words for common together and would walk the whole bank by ref, looking each up; it sorts what it found.
    ref = Entry.ref + literal("") if has_words and _is_postgresql() else Entry.ref
    return (*_SORTS.get(sort, ()), ref, Entry.question_id)


def _is_postgresql() -> bool:
    return session.get_bind().dialect.name == "postgresql"
