"""Other names for subjects and levels. What a person writes here, the data files leave alone."""

from __future__ import annotations

from dataclasses import dataclass

from core import audit, clock
from core.actor import Actor
from curriculum import queries
from curriculum.operations.index_topics import index_subject


@dataclass(frozen=True)
class WordText:
    """A name in both languages; `matrix_name` only for a level."""

    name: str
    name_en: str = ""
    matrix_name: str = ""


def rename_subject(actor: Actor, code: str, text: WordText) -> None:
    """The subject's new name; NotFound when there is none."""
    subject = queries.subject_row(code)
    audit.record(actor, "curriculum.subject_renamed", f"subject:{code}", before=subject.name, name=text.name)
    subject.name, subject.name_en, subject.edited_at = text.name, text.name_en, clock.now()
    index_subject(subject.id)


def rename_level(actor: Actor, code: str, text: WordText) -> None:
    """The level's new name; NotFound when there is none."""
    level = queries.level_row(code)
    audit.record(actor, "curriculum.level_renamed", f"level:{code}", before=level.name, name=text.name)
    level.name, level.name_en, level.matrix_name, level.edited_at = text.name, text.name_en, text.matrix_name, clock.now()
