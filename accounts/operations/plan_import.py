"""Work out what an import would do, and change nothing: the dry run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from accounts import policies
from accounts.formats.people_xlsx import Sheet
from accounts.models import Organisation
from accounts.queries.organisations import organisation_row
from accounts.queries.people_import import known_people, usernames
from accounts.queries.roles import assignments_of
from accounts.rules.people_import import Decision, Frame, Known, Outcome, decide, givable_roles, read_row
from accounts.rules.roles import ROLES, grants_of
from accounts.rules.school_year import school_year_of
from core import clock
from core.actor import Actor
from core.errors import NotAllowed
from core.words import say


@dataclass(frozen=True)
class ImportOrder:
    """Where the people of a list belong, and the role of those for whom the list names none (empty: no role)."""

    organisation_id: int
    default_role: str = ""


@dataclass(frozen=True)
class Plan:
    """The dry run: a decision for every row, in the order of the list."""

    order: ImportOrder
    organisation: Organisation
    school_year: str
    decisions: tuple[Decision, ...]
    unknown: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each outcome."""
        counted = Counter(decision.outcome for decision in self.decisions)
        return {outcome: counted[outcome] for outcome in Outcome}

    def of(self, outcome: str) -> list[Decision]:
        return [decision for decision in self.decisions if not outcome or decision.outcome == outcome]

    @property
    def writes(self) -> int:
        """How many rows would change something."""
        return len(self.of(Outcome.NEW)) + len(self.of(Outcome.CHANGED))


def roles_to_give(actor: Actor, path: str) -> list[str]:
    """The roles the actor may give at an organisation."""
    return [code for code in ROLES if policies.may_grant_at(actor, code, path)]


def plan_import(actor: Actor, order: ImportOrder, sheet: Sheet) -> Plan:
    """Raises NotAllowed when the actor does not manage the organisation or may not give the role."""
    organisation = organisation_row(order.organisation_id)
    policies.require_manages_person(actor, organisation.path)
    may_give = roles_to_give(actor, organisation.path)
    if order.default_role and order.default_role not in may_give:
        raise NotAllowed(say("Bạn chỉ trao hoặc thu được vai trò mà chính bạn có đủ quyền ở nơi đó."))
    today = clock.now().date()
    roles = givable_roles(may_give)
    rows = [read_row(line, cells, roles) for line, cells in sheet.rows]
    frame = Frame(order.organisation_id, order.default_role, roles, policies.may_manage_group(actor, organisation.path), today)
    year = school_year_of(today)
    decisions = decide(rows, _ranked(actor, known_people(rows, organisation, year)), frame, usernames())
    return Plan(order, organisation, year, tuple(decisions), sheet.unknown)


def _ranked(actor: Actor, known: Sequence[Known]) -> list[Known]:
    """Everybody with whether they hold what the actor does not: one query for all."""
    roles = assignments_of(person.id for person in known)
    return [
        replace(person, is_mightier=not policies.outranks(actor, grants_of(role.held for role in roles.get(person.id, ()))))
        for person in known
    ]
