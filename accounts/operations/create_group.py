"""Add a class or a cohort."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from accounts import policies
from accounts.models import Group, GroupKind
from accounts.queries.organisations import organisation_row
from accounts.rules.school_year import is_school_year
from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.folding import tidy
from core.words import Message, say


@dataclass(frozen=True)
class NewGroup:
    """`school_year` like `2026-2027`, or empty."""

    organisation_id: int
    name: str
    kind: str
    school_year: str = ""


def create_group(actor: Actor, new: NewGroup) -> Group:
    """The new group, flushed. Raises Invalid when the organisation has one of that name in that year."""
    policies.require_manages_group(actor, organisation_row(new.organisation_id).path)
    name, year = tidy(new.name), new.school_year.strip()
    wrong = _wrong(new, name, year)
    if wrong:
        raise Invalid(fields=wrong)
    made = Group(organisation_id=new.organisation_id, name=name, kind=new.kind, school_year=year)
    session.add(made)
    session.flush()
    audit.record(actor, "groups.created", f"group:{made.id}", name=name)
    return made


def _wrong(new: NewGroup, name: str, year: str) -> dict[str, Message]:
    wrong: dict[str, Message] = {}
    if not name or len(name) > 80:
        wrong["name"] = say("Hãy ghi tên lớp hoặc nhóm, không quá 80 ký tự.")
    if new.kind not in set(GroupKind):
        wrong["kind"] = say("Hãy chọn một mục trong danh sách.")
    if year and not is_school_year(year):
        wrong["school_year"] = say("Năm học ghi như 2026-2027.")
    same = select(Group.id).where(Group.organisation_id == new.organisation_id, Group.name == name, Group.school_year == year)
    if not wrong and session.execute(same).first():
        wrong["name"] = say("Đơn vị đã có lớp hoặc nhóm tên này trong năm học đó.")
    return wrong
