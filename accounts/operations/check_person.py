"""Refuse a person whose data is malformed or already somebody else's."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select

from accounts.models import Person
from accounts.rules.person import NewPerson, problems
from core import clock
from core.db import session
from core.errors import Invalid
from core.words import Message, say

TAKEN = {
    "username": say("Tên đăng nhập này đã có người dùng."),
    "code": say("Mã này đã có trong đơn vị."),
    "citizen_id": say("Số CCCD này đã có trong hệ thống."),
}


def check_person(new: NewPerson, person_id: int | None = None) -> None:
    """Raises Invalid with a reason at each field. `person_id` is the person being edited."""
    wrong = problems(new, clock.now().date()) or _taken(new, person_id)
    if wrong:
        raise Invalid(fields=wrong)


def _taken(new: NewPerson, person_id: int | None) -> dict[str, Message]:
    same: list[ColumnElement[bool]] = []
    if new.username:
        same.append(Person.username == new.username)
    if new.citizen_id:
        same.append(Person.citizen_id == new.citizen_id)
    if new.code and new.organisation_id:
        same.append((Person.code == new.code) & (Person.organisation_id == new.organisation_id))
    if not same:
        return {}
    found = [row for row in session.scalars(select(Person).where(or_(*same))) if row.id != person_id]
    wrong: dict[str, Message] = {}
    for row in found:
        if new.username == row.username:
            wrong["username"] = TAKEN["username"]
        if new.citizen_id and new.citizen_id == row.citizen_id:
            wrong["citizen_id"] = TAKEN["citizen_id"]
        if new.code and new.code == row.code and new.organisation_id == row.organisation_id:
            wrong["code"] = TAKEN["code"]
    return wrong
