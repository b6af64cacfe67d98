"""What accounts tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MemberJoined:
    """Somebody is now in a class or cohort."""

    group_id: int
    person_id: int


@dataclass(frozen=True)
class MemberLeft:
    """Somebody is no longer in a class or cohort."""

    group_id: int
    person_id: int
