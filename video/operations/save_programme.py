"""Making a programme, and changing what it is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from accounts import api as accounts
from core import audit, clock
from core.actor import Actor, Place, require
from core.db import session
from core.errors import Invalid
from core.jobs.api import enqueue
from core.permissions import Permission as P
from core.words import say
from video.models import Programme


@dataclass(frozen=True)
class ProgrammeDetails:
    """What a programme is, as its form gives it."""

    code: str
    title: str
    description: str
    organisation_id: int
    is_public: bool


def create_programme(actor: Actor, details: ProgrammeDetails) -> Programme:
    """A programme without series. NotAllowed outside the actor's organisations; Invalid names the field that cannot stand."""
    programme = Programme(created_by=actor.person_id, created_at=clock.now())
    _write(actor, programme, details)
    session.add(programme)
    session.flush()
    audit.record(actor, "video.programme_created", f"programme:{programme.id}", code=programme.code)
    return programme


def change_programme(actor: Actor, programme: Programme, details: ProgrammeDetails) -> None:
    """Change a programme; its published episodes are found anew, as its name and who may see it have changed."""
    _write(actor, programme, details)
    audit.record(actor, "video.programme_changed", f"programme:{programme.id}", code=programme.code, is_public=programme.is_public)
    enqueue("video.index_programme", {"programme_id": programme.id})


def _write(actor: Actor, programme: Programme, details: ProgrammeDetails) -> None:
    path = accounts.organisation(details.organisation_id).path
    require(actor, P.VIDEO_EDIT, Place(path))
    taken = session.scalar(select(Programme.id).where(Programme.code == details.code))
    if taken not in (None, programme.id):
        raise Invalid(fields={"code": say("Mã này đã dùng cho một chương trình khác.")})
    for name, value in vars(details).items():
        setattr(programme, name, value)
    programme.organisation_path = path
