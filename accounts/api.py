"""The door to accounts for the rooms above. Everything that leaves is a frozen dataclass; nothing here commits.

People and places: `person`, `people`, `person_named`, `find_people`, `organisation`, `organisations`, `organisations_in`,
`group`, `groups_in`, `groups_of`, `groups_by_ids`, `members`. Roles: `exam_roles`, `grant_exam_role`, `revoke_exam_role`,
`holders_at_exam`, `holders_of`, `grant_role`. Making: `create_organisation`, `create_person`, `create_group`, `add_member`.
Parents: `children_of`, `guardians_of`, `link_guardian`, `unlink_guardian`. News: `notify`, and the events of `accounts.events`.
Feeds: `feed_token`,
`person_of_feed`. Letters: `choose_language`. Words: `describe_acts`, `use_exam_titles`, `school_year_of`, `is_school_year`.
"""

from __future__ import annotations

from dataclasses import dataclass

from accounts.operations.add_member import add_member
from accounts.operations.choose import choose_language
from accounts.operations.create_group import NewGroup
from accounts.operations.create_group import create_group as _create_group
from accounts.operations.create_organisation import NewOrganisation
from accounts.operations.create_organisation import create_organisation as _create_organisation
from accounts.operations.create_person import NewPerson
from accounts.operations.create_person import create_person as _create_person
from accounts.operations.grant_role import NewRole
from accounts.operations.grant_role import grant_role as _grant_role
from accounts.operations.hold_person import hold_person
from accounts.operations.link_guardian import link_guardian, unlink_guardian
from accounts.operations.notify import notify
from accounts.operations.revoke_role import revoke_exam_role as _revoke_exam_role
from accounts.queries.feeds import feed_token, person_of_feed
from accounts.queries.groups import GroupView, group, groups_by_ids, groups_in, groups_of, members
from accounts.queries.guardians import children_of, guardians_of
from accounts.queries.organisations import OrganisationView, organisation, organisation_coded, organisations, organisations_in
from accounts.queries.people import (
    PersonView,
    find_people,
    people,
    people_in_order,
    people_named,
    person,
    person_named,
    person_with_citizen_id,
    view_of,
)
from accounts.queries.roles import actor_of, holders_at_exam, holders_of, paths_of, person_may
from accounts.queries.words import describe_acts, use_exam_titles
from accounts.rules.roles import EXAM_ROLES, RoleCode, powers_of
from accounts.rules.school_year import is_school_year, school_year_of
from core.actor import Actor
from core.errors import Invalid
from core.permissions import Permission
from core.words import Message, say

__all__ = [
    "GroupView",
    "NewGroup",
    "NewOrganisation",
    "NewPerson",
    "OrganisationView",
    "PersonView",
    "RoleCode",
    "RoleView",
    "actor_of",
    "add_member",
    "children_of",
    "choose_language",
    "create_group",
    "create_organisation",
    "create_person",
    "describe_acts",
    "exam_roles",
    "feed_token",
    "find_people",
    "grant_exam_role",
    "grant_role",
    "group",
    "groups_by_ids",
    "groups_in",
    "groups_of",
    "guardians_of",
    "hold_person",
    "holders_at_exam",
    "holders_of",
    "is_school_year",
    "link_guardian",
    "members",
    "notify",
    "organisation",
    "organisation_coded",
    "organisations",
    "organisations_in",
    "paths_of",
    "people",
    "people_in_order",
    "people_named",
    "person",
    "person_may",
    "person_named",
    "person_of_feed",
    "person_with_citizen_id",
    "revoke_exam_role",
    "role_may",
    "school_year_of",
    "unlink_guardian",
    "use_exam_titles",
]  # fmt: skip


@dataclass(frozen=True)
class RoleView:
    """A role's code and its name for people."""

    code: str
    label: Message


def role_may(code: str, permission: Permission) -> bool:
    """Whether a role gives a permission where it is held."""
    return permission in powers_of(code)


def exam_roles() -> list[RoleView]:
    """The roles that can be held at one exam, in the order councils are written in."""
    return [RoleView(role.code, role.label) for role in EXAM_ROLES]


def grant_exam_role(actor: Actor, person_id: int, role: str, exam_id: int, *, organisation_path: str = "/") -> None:
    """Give a role at one exam. `organisation_path` is the exam's: whoever may grant there may grant here.

    Raises NotAllowed unless the actor may grant roles at that place and holds what the role gives; Invalid for a role
    that is not for exams; does nothing when the person holds it already.
    """
    if role not in {known.code for known in EXAM_ROLES}:
        raise Invalid(say("Vai trò này không dùng trong kỳ thi."))
    _grant_role(actor, NewRole(person_id, role, exam_id=exam_id), organisation_path=organisation_path)


def revoke_exam_role(actor: Actor, person_id: int, role: str, exam_id: int, *, organisation_path: str = "/") -> None:
    """Take a role at one exam away; by the same rule as granting it. Nothing happens when it is not held."""
    _revoke_exam_role(actor, person_id, role, exam_id, organisation_path=organisation_path)


def grant_role(actor: Actor, person_id: int, role: str, organisation_id: int | None = None) -> None:
    """Give a role at an organisation and all below it, or everywhere when it is None."""
    _grant_role(actor, NewRole(person_id, role, organisation_id=organisation_id))


def create_organisation(actor: Actor, code: str, name: str, kind: str = "school", parent_id: int | None = None) -> OrganisationView:
    """Add an organisation below `parent_id`. kind: department, school, centre, other. Invalid when the code is taken."""
    return _create_organisation(actor, NewOrganisation(code, name, kind, parent_id))


def create_person(actor: Actor, new: NewPerson, *, password: str | None = None, exam_id: int | None = None) -> PersonView:
    """Add a person. With `password` they may sign in with it as it is; without one they cannot until staff gives them one.

    `exam_id` lets those who manage people at that one exam add its candidates; the caller passes the exam's organisation.
    Raises Invalid with `fields` when a name, code or citizen's number is taken or malformed.
    """
    return view_of(_create_person(actor, new, password=password, exam_id=exam_id))


def create_group(actor: Actor, organisation_id: int, name: str, kind: str = "class", school_year: str = "") -> GroupView:
    """Add a group to an organisation. kind: class, cohort."""
    return group(_create_group(actor, NewGroup(organisation_id, name, kind, school_year)).id)
