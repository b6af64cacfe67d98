"""Give an organisation another name."""

from __future__ import annotations

from accounts import policies
from accounts.queries.organisations import organisation_row
from core import audit
from core.actor import Actor
from core.errors import Invalid
from core.folding import tidy
from core.words import say


def rename_organisation(actor: Actor, organisation_id: int, name: str) -> None:
    """Its code and place in the tree stay. Raises Invalid for an empty or endless name."""
    found = organisation_row(organisation_id)
    policies.require_manages_organisation(actor, found.path)
    name = tidy(name)
    if not name or len(name) > 200:
        raise Invalid(fields={"name": say("Hãy ghi tên đơn vị, không quá 200 ký tự.")})
    if name != found.name:
        audit.record(actor, "organisations.renamed", f"organisation:{found.id}", changed={"name": [found.name, name]})
        found.name = name
