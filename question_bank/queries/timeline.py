"""The life of a question as it can be told: who, when, what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from question_bank.models import Revision, Step

WRITTEN, RELABELLED = "written", "relabelled"


@dataclass(frozen=True)
class Moment:
    """One thing that happened. `number` is the wording it was about, `note` the reason given.

    `deed` is a `models.Deed`, "written" or "relabelled" (the same words, other labels).
    """

    at: datetime
    deed: str
    person_id: int | None
    number: int | None
    note: str = ""


def timeline(revisions: Sequence[Revision], steps: Iterable[Step]) -> list[Moment]:
    """Wordings and deeds together, newest first; a deed on a wording stands above its writing even when both share a moment."""
    words = {revision.number: revision.sha256 for revision in revisions}
    deeds = {r.id: RELABELLED if r.labels is not None and words.get(r.number - 1) == r.sha256 else WRITTEN for r in revisions}
    written = [(r.created_at, 0, r.number, Moment(r.created_at, deeds[r.id], r.created_by, r.number)) for r in revisions]
    numbers = {revision.id: revision.number for revision in revisions}
    done = [(s.done_at, 1, s.id, Moment(s.done_at, s.deed, s.done_by, numbers.get(s.revision_id or 0), s.note)) for s in steps]
    return [moment for *_, moment in sorted([*written, *done], key=lambda each: each[:3], reverse=True)]
