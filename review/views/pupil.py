"""The pupil at work: whose practice this is, and where they may practise."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import NotFound
from core.http.identity import current_actor
from core.permissions import Permission as P
from curriculum import api as curriculum
from review.queries.banks import open_banks


@dataclass(frozen=True)
class Pupil:
    """A person and the organisation paths at which they practise."""

    person_id: int
    paths: tuple[str, ...]


def pupil() -> Pupil:
    """Who practises; NotFound for an actor who is no person."""
    actor = current_actor()
    if actor.person_id is None:
        raise NotFound
    return Pupil(actor.person_id, actor.paths(P.REVIEW_PRACTISE))


def banks_for(mine: Pupil, subject_code: str) -> tuple[curriculum.SubjectView, list[int]]:
    """The subject and the banks of it that are open to the pupil; NotFound when none is, as for a subject that does not exist."""
    subject = next((each for each in curriculum.subjects() if each.code == subject_code), None)
    bank_ids = open_banks(mine.paths, subject_code).get(subject_code, []) if subject else []
    if subject is None or not bank_ids:
        raise NotFound
    return subject, bank_ids
