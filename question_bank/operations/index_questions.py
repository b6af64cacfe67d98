"""Keep what questions are found by in step with them, in the transaction that writes them. Everything that writes a question calls this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, insert, select, text, update

from core.db import session
from core.jobs.api import Progress
from core.prepared import Prepared
from question_bank.kinds.registry import KINDS
from question_bank.models import INDEX_VERSION, Band, Entry, Figure, Print, Question, Revision
from question_bank.rules.similarity import Wording, bands_of, wording_of
from question_bank.rules.terms import terms_of

BATCH = 200
_PUT_ENTRIES = Prepared(insert(Entry))
_PUT_PRINTS = Prepared(insert(Print))
_PUT_BANDS = Prepared(insert(Band))
_UNWATCHED = {"synchronize_session": False}
_STANDING = {
    Entry.state: Question.state, Entry.level: Question.level, Entry.topic_id: Question.topic_id, Entry.outcome_id: Question.outcome_id,
    Entry.updated_at: Question.updated_at, Entry.last_used_at: Question.last_used_at, Entry.exposures: Question.exposures,
    Entry.is_leaked: Question.suspected_leak_at.is_not(None),
}  # fmt: skip
"""What an entry repeats of its question without reading its wording."""
_AS_ADDED = ("bank_id", "ref", "kind", "created_by", "state", "level", "topic_id", "outcome_id", "updated_at")
_NEW = {
    "last_used_at": None, "exposures": 0, "is_leaked": False, "facility": None, "discrimination": None, "is_flagged": False,
    "version": INDEX_VERSION,
}  # fmt: skip
"""What is true of every question that nobody has met yet."""


def index_questions(ids: Iterable[int]) -> None:
    """Make the entries, words and prints of these questions anew: after a change of wording, tags or ref."""
    session.flush()
    for some in _batches(ids):
        _index(some)


def index_added(questions: Iterable[Mapping[str, Any]]) -> None:
    """Make the entries, words and prints of questions just added, from what was written: the columns of `Question` and the `content`."""
    entries, prints = [], []
    for question in questions:
        kind, content = KINDS[question["kind"]], question["content"]
        entry = {"question_id": question["id"], **{name: question[name] for name in _AS_ADDED}, **_NEW}
        entries.append((entry, terms_of(kind, content, question["ref"], question["tags"])))
        prints.append((question["id"], question["bank_id"], wording_of(kind, content)))
    put_entries(entries)
    put_prints(prints)


def note_standing(ids: Iterable[int]) -> None:
    """Let the entries follow a change of state, topic, level, outcome or use; the wording is as it was."""
    session.flush()
    for some in _batches(ids):
        follows = update(Entry).where(Entry.question_id == Question.id, Question.id.in_(some))
        session.execute(follows.values({column.key: value for column, value in _STANDING.items()}), execution_options=_UNWATCHED)


def index_old(progress: Progress) -> int:
    """Index what an earlier version of the rules indexed, or nothing did; how many. Goes on where it stopped."""
    done = 0
    while ids := stale_ids():
        _index(ids)
        done += len(ids)
        progress(done, done + BATCH)
    return done


def stale_ids() -> list[int]:
    """Some of the questions whose entries are missing or older than the rules."""
    old = list(session.scalars(select(Entry.question_id).where(Entry.version < INDEX_VERSION).limit(BATCH)))
    missing = select(Question.id).outerjoin(Entry, Entry.question_id == Question.id)
    missing = missing.where(Entry.question_id.is_(None), Question.current_revision_id.is_not(None))
    return old or list(session.scalars(missing.order_by(Question.id).limit(BATCH)))


def _batches(ids: Iterable[int]) -> list[list[int]]:
    wanted = sorted(set(ids))
    return [wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH)]


def _index(ids: list[int]) -> None:
    rows = session.execute(_sources(ids)).all()
    for table in (Band, Print, Entry):
        session.execute(delete(table).where(table.question_id.in_(ids)), execution_options=_UNWATCHED)
    if rows:
        put_entries([(_entry(row), terms_of(KINDS[row.kind], row.content, row.ref, row.tags)) for row in rows])
        put_prints([(row.question_id, row.bank_id, wording_of(KINDS[row.kind], row.content)) for row in rows])


def _sources(ids: list[int]) -> Select[*tuple[Any, ...]]:
    """What is indexed of each question: the columns of its entry, its tags, the content that papers draw."""
    copied: list[ColumnElement[Any]] = [value.label(column.key) for column, value in _STANDING.items()]
    own = (Question.id.label("question_id"), Question.bank_id, Question.ref, Question.kind, Question.created_by, *copied)
    asked = select(*own, Figure.facility, Figure.discrimination, Figure.flags, Question.tags, Revision.content)
    asked = asked.join(Revision, Revision.id == Question.current_revision_id).outerjoin(Figure, Figure.question_id == Question.id)
    return asked.where(Question.id.in_(ids)).order_by(Question.id)


def _entry(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    kept = {name: value for name, value in row._mapping.items() if name not in ("flags", "tags", "content")}
    return {**kept, "is_flagged": bool(row.flags), "version": INDEX_VERSION}


def put_entries(entries: list[tuple[dict[str, Any], list[str]]]) -> None:
    """Insert rows of `Entry` with their terms; none of these questions may have one."""
    if session.get_bind().dialect.name == "postgresql":
        _PUT_ENTRIES.run_many(
            session.connection(), [{**entry, "words": " ".join(f"'{term}'" for term in terms)} for entry, terms in entries]
        )
        return
    _PUT_ENTRIES.run_many(session.connection(), [{**entry, "words": None} for entry, _ in entries])
    words = [{"id": entry["question_id"], "words": " ".join(terms)} for entry, terms in entries]
    session.execute(text("REPLACE INTO fts_question (rowid, words) VALUES (:id, :words)"), words)


def put_prints(wordings: list[tuple[int, int, Wording]]) -> None:
    """Insert the prints and bands of (question, bank, wording); none of these questions may have any."""
    prints = [
        {"question_id": question_id, "bank_id": bank_id, "shingles": wording.packed, "numbers": wording.numbers}
        for question_id, bank_id, wording in wordings
    ]
    bands = [
        {"question_id": question_id, "hash": band, "bank_id": bank_id}
        for question_id, bank_id, wording in wordings
        for band in set(bands_of(wording))
    ]
    _PUT_PRINTS.run_many(session.connection(), prints)
    _PUT_BANDS.run_many(session.connection(), bands)
