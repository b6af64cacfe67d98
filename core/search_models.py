"""The index of what can be searched: one entry a page that a person may look for, and the folded words in it."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model

# Bytewise order, as SQLite has it: only so does an index of PostgreSQL serve the beginning of a word.
Word = String(40).with_variant(String(40, collation="C"), "postgresql")


class SearchEntry(Model):
    """Something to be found. `audience` is who may find it: `all`, `members` (whoever is signed in), or a word of a room's own (`course:7`)."""

    __tablename__ = "core_search_entry"
    __table_args__ = (UniqueConstraint("kind", "ref", name="uq_core_search_entry_kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    ref: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(300))
    detail: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str] = mapped_column(String(300))
    audience: Mapped[str] = mapped_column(String(60))


class SearchWord(Model):
    """A folded word of an entry; `weight` is larger for a word of its title."""

    __tablename__ = "core_search_word"
    __table_args__ = (Index("ix_core_search_word_audience_word", "audience", "word", "weight"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("core_search_entry.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(Word, primary_key=True)
    audience: Mapped[str] = mapped_column(String(60))
    weight: Mapped[int]
