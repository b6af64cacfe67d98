"""What accounts tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MembersJoined:
    """These people are now in a class or cohort: a list imported for a whole school is one event a class."""

    group_id: int
    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class MemberLeft:
    """Somebody is no longer in a class or cohort."""

    group_id: int
    person_id: int
