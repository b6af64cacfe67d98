"""What makes questions findable: their entries in the index, their newest figures, the filters that people keep."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, JSON, BigInteger, Float, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, event
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime

INDEX_VERSION = 3
"""Of how entries and prints are made: raised with the rules, so that those made before are made anew."""


class Entry(Model):
    """A question as the list filters and sorts it: narrow, so that even a look at every row of a large bank is short.

    `words` holds the terms of `question_bank.rules.terms` in PostgreSQL; in SQLite they stand in the full-text table
    `fts_question` under the question's id. Written by `operations.index_questions` only.
    """

    __tablename__ = "question_bank_entry"
    __table_args__ = (
        Index(
            "ix_question_bank_entry_all", "bank_id", "ref", "question_id", "state", "kind", "level", "topic_id", "outcome_id", "created_by",
            "updated_at", "last_used_at", "exposures", "is_leaked", "facility", "discrimination", "is_flagged",
        ),
        Index("ix_question_bank_entry_words", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
        Index("ix_question_bank_entry_version", "version"),
        Index("ix_question_bank_entry_author", "bank_id", "created_by"),
    )  # fmt: skip

    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), primary_key=True, autoincrement=False)
    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"))
    ref: Mapped[str] = mapped_column(String(120).with_variant(String(120, collation="C"), "postgresql"))
    state: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(40))
    level: Mapped[str | None] = mapped_column(String(8))
    topic_id: Mapped[int | None]
    outcome_id: Mapped[int | None]
    created_by: Mapped[int | None]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    exposures: Mapped[int]
    is_leaked: Mapped[bool]
    facility: Mapped[float | None] = mapped_column(Float)
    discrimination: Mapped[float | None] = mapped_column(Float)
    is_flagged: Mapped[bool]
    version: Mapped[int]
    words: Mapped[str | None] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))


_FULL_TEXT = DDL(  # type: ignore[no-untyped-call]
    "CREATE VIRTUAL TABLE IF NOT EXISTS fts_question USING fts5(words, detail=none, tokenize='ascii', prefix='2 3')"
)
event.listen(Entry.__table__, "after_create", _FULL_TEXT.execute_if(dialect="sqlite"))


class Figure(Model):
    """The newest figures of a question. `difficulty` is Rasch's; `flags` are codes of the room that computed them; `fifths`: shares of
    right answers from the weakest fifth of the candidates to the ablest. `url` leads to the page they come from, titled `title`.
    """

    __tablename__ = "question_bank_figure"

    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), primary_key=True, autoincrement=False)
    revision_id: Mapped[int] = mapped_column(ForeignKey("question_bank_revision.id"))
    sittings: Mapped[int]
    facility: Mapped[float] = mapped_column(Float)
    discrimination: Mapped[float] = mapped_column(Float)
    biserial: Mapped[float | None] = mapped_column(Float)
    difficulty: Mapped[float | None] = mapped_column(Float)
    fifths: Mapped[list[float]] = mapped_column(JSON)
    flags: Mapped[list[str]] = mapped_column(JSON, default=list)
    title: Mapped[str] = mapped_column(String(300))
    url: Mapped[str] = mapped_column(String(300))
    computed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SavedFilter(Model):
    """A filter of a bank that a person keeps under a name. `query` is the address's part after "?"; the default opens with the bank."""

    __tablename__ = "question_bank_saved_filter"
    __table_args__ = (UniqueConstraint("person_id", "bank_id", "name", name="uq_question_bank_saved_filter_person_id_bank_id_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"))
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[str] = mapped_column(String(1000))
    is_default: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BulkRun(Model):
    """One change of many questions: what (`change`), to which (`chosen`: {"ids": […]} or {"query": "level=NB"}), and what became of it."""

    __tablename__ = "question_bank_bulk_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"), index=True)
    change: Mapped[dict[str, Any]] = mapped_column(JSON)
    chosen: Mapped[dict[str, Any]] = mapped_column(JSON)
    position: Mapped[int] = mapped_column(default=0)
    report: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("core_job.id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Print(Model):
    """The wording of a question as a set: hashes of its runs of three words (four bytes each, sorted), and a hash of
    its numbers and pictures."""

    __tablename__ = "question_bank_print"

    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), primary_key=True, autoincrement=False)
    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"), index=True)
    shingles: Mapped[bytes] = mapped_column(LargeBinary)
    numbers: Mapped[int] = mapped_column(BigInteger)


class Band(Model):
    """A band of a question's MinHash: wordings that are much alike share at least one."""

    __tablename__ = "question_bank_band"
    __table_args__ = (Index("ix_question_bank_band_bank_id_hash", "bank_id", "hash", "question_id"),)

    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), primary_key=True, autoincrement=False)
    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    bank_id: Mapped[int]


class Twin(Model):
    """A question that reads like an earlier one of its bank. `first_id` names the cluster; `share` of the wording is common.

    `kept_at`: a person has said that both stay; the two are not told of again.
    """

    __tablename__ = "question_bank_twin"
    __table_args__ = (Index("ix_question_bank_twin_bank_id_first_id", "bank_id", "first_id"),)

    other_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), primary_key=True, autoincrement=False)
    first_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), primary_key=True, autoincrement=False, index=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"))
    share: Mapped[float] = mapped_column(Float)
    has_other_numbers: Mapped[bool]
    kept_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    kept_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TwinSearch(Model):
    """The last look through a whole bank for questions that are alike."""

    __tablename__ = "question_bank_twin_search"

    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"), primary_key=True, autoincrement=False)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    found: Mapped[int] = mapped_column(default=0)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("core_job.id"))
