"""Add an organisation to the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accounts import policies
from accounts.models import Organisation, OrganisationKind
from accounts.queries.organisations import OrganisationView, organisation_coded, organisation_row, view_of
from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.folding import tidy
from core.words import Message, say

_CODE = re.compile(r"[\w.-]{1,40}")


@dataclass(frozen=True)
class NewOrganisation:
    """`code` is short and unique (`THPT-CVA`); `parent_id` None makes a root."""

    code: str
    name: str
    kind: str
    parent_id: int | None = None


def create_organisation(actor: Actor, new: NewOrganisation) -> OrganisationView:
    """The new organisation. Raises Invalid with a reason at each field, NotAllowed outside the actor's part of the tree."""
    parent = organisation_row(new.parent_id) if new.parent_id else None
    policies.require_manages_organisation(actor, parent.path if parent else "/")
    code, name = tidy(new.code), tidy(new.name)
    wrong = _wrong(code, name, new.kind)
    if wrong:
        raise Invalid(fields=wrong)
    made = Organisation(code=code, name=name, kind=new.kind, parent_id=new.parent_id)
    session.add(made)
    session.flush()
    made.path = f"{parent.path if parent else '/'}{made.id}/"
    session.flush()
    audit.record(actor, "organisations.created", f"organisation:{made.id}", code=code, name=name)
    return view_of(made)


def _wrong(code: str, name: str, kind: str) -> dict[str, Message]:
    wrong: dict[str, Message] = {}
    if not _CODE.fullmatch(code):
        wrong["code"] = say("Mã đơn vị gồm chữ cái, chữ số và các dấu . _ -, không quá 40 ký tự.")
    elif organisation_coded(code):
        wrong["code"] = say("Mã đơn vị này đã có.")
    if not name or len(name) > 200:
        wrong["name"] = say("Hãy ghi tên đơn vị, không quá 200 ký tự.")
    if kind not in set(OrganisationKind):
        wrong["kind"] = say("Hãy chọn một mục trong danh sách.")
    return wrong
