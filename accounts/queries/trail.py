"""The audit trail, as far as an actor may see it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, select

from accounts.models import Organisation, Person
from accounts.queries.organisations import below
from core import audit
from core.audit import AuditRecord


def trail(paths: Iterable[str], *, act: str = "", subject: str = "", person_id: int | None = None) -> Select[AuditRecord]:
    """Acts of people at or below `paths`, newest first; with `/` among them, all acts, the system's too."""
    wanted = set(paths)
    found = audit.records(act=act, subject=subject, person_id=person_id)
    if "/" in wanted:
        return found
    people = select(Person.id).join(Organisation, Person.organisation_id == Organisation.id).where(below(wanted))
    return found.where(AuditRecord.person_id.in_(people))
