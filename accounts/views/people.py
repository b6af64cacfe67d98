"""The people whom staff looks after: list, one person, adding, editing, and the acts on an account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import policies
from accounts.forms.person import PersonForm, RoleForm, number_or_none, organisation_choices
from accounts.models import Person
from accounts.operations import set_active
from accounts.operations.create_person import create_person
from accounts.operations.edit_person import edit_person
from accounts.operations.reset_password import reset_password as give_password
from accounts.operations.unlock_person import unlock_person
from accounts.queries.groups import groups_named, groups_of
from accounts.queries.guardians import children_of, guardians_of
from accounts.queries.organisations import OrganisationView, organisation, organisations_in
from accounts.queries.people import PeopleFilter, PersonView, find_people, line_of, path_of, people_list, person_row, view_of
from accounts.queries.roles import AssignmentView, assignments_of
from accounts.queries.words import exam_titles
from accounts.rules.lockout import is_locked
from accounts.rules.passwords import one_time_password
from accounts.rules.person import GENDERS
from accounts.rules.roles import ROLES, grants_of, label_of
from core import clock
from core.actor import Actor
from core.errors import Invalid
from core.folding import tidy
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import page_of
from core.permissions import Permission as P
from core.words import Message, say

MOST_FOUND = 8
ROLE_LABELS = {code: role.label for code, role in ROLES.items()}
STATES = {
    "active": say("Đang hoạt động"),
    "new": say("Chưa tự đặt mật khẩu"),
    "locked": say("Đang tạm khóa"),
    "inactive": say("Đã ngừng"),
}


def index() -> ResponseReturnValue:
    paths, now = _paths(current_actor()), clock.now()
    organisations = organisations_in(paths)
    chosen = request.args.get("organisation", type=int)
    wanted = PeopleFilter(
        words=tidy(request.args.get("q", ""))[:100],
        organisation_path=next((entry.path for entry in organisations if entry.id == chosen), ""),
        role=tidy(request.args.get("role", "")),
        group_id=request.args.get("group", type=int),
        state=request.args.get("state", ""),
    )
    page = page_of(people_list(paths, wanted, now), read=line_of)
    return render_template(
        "accounts/people/index.html", page=page, wanted=wanted, is_filtered=wanted != PeopleFilter(), now=now, is_locked=is_locked,
        choices=_filter_choices(wanted, organisations, chosen, groups_named(paths)),
        roles={number: _role_words(held) for number, held in assignments_of(line.id for line in page.items).items()},
    )  # fmt: skip


def _role_words(held: Sequence[AssignmentView]) -> str:
    return ", ".join(translate(label_of(code)) for code in dict.fromkeys(entry.role for entry in held))


def _filter_choices(
    wanted: PeopleFilter, organisations: Sequence[OrganisationView], chosen: int | None, groups: Sequence[tuple[int, str, str]]
) -> list[tuple[str, str, list[tuple[object, str]], object]]:
    """The selects above the list: name, label, options, what is chosen."""
    by_group = [(number, " · ".join(word for word in (name, year) if word)) for number, name, year in groups]
    return [
        ("organisation", translate(say("Đơn vị")), [("", translate(say("Mọi đơn vị"))), *organisation_choices(organisations)], chosen),
        ("role", translate(say("Vai trò")), [("", translate(say("Mọi vai trò"))), *_labels(ROLE_LABELS)], wanted.role),
        ("group", translate(say("Lớp, nhóm")), [("", translate(say("Mọi lớp, nhóm"))), *by_group], wanted.group_id),
        ("state", translate(say("Trạng thái")), [("", translate(say("Mọi trạng thái"))), *_labels(STATES)], wanted.state),
    ]


def _labels(words: Mapping[str, Message]) -> list[tuple[str, str]]:
    return [(code, translate(label)) for code, label in words.items()]


def new() -> ResponseReturnValue:
    form = _offer(PersonForm())
    first = form.organisation_id.choices[0][0] if form.organisation_id.choices else ""
    form.organisation_id.data = request.args.get("organisation", type=int) or number_or_none(first)
    return render_template("accounts/people/new.html", form=form)


def create() -> ResponseReturnValue:
    form = _offer(PersonForm())
    if not form.validate():
        return render_template("accounts/people/new.html", form=form), 422
    password = one_time_password()
    try:
        person = create_person(current_actor(), form.to_command(), one_time=password)
    except Invalid as error:
        form.refuse(error)
        return render_template("accounts/people/new.html", form=form), 422
    return render_template("accounts/people/reset_password.html", person=person, password=password, is_new=True)


def show(person_id: int) -> ResponseReturnValue:
    person = visible_person(person_id)
    return person_page(person, role_form(person))


def person_page(person: Person, form: RoleForm | None) -> str:
    """One person with what the actor may do to them; `form` gives a role."""
    actor = current_actor()
    path = path_of(person)
    roles = assignments_of([person.id]).get(person.id, [])
    grants = grants_of(role.held for role in roles)
    manages = policies.may_manage_person(actor, path)
    guardians = guardians_of([person.id]).get(person.id, [])
    return render_template(
        "accounts/people/show.html", person=view_of(person), account=person, manages=manages, roles=roles,
        may_reset=policies.may_reset_password(actor, person.id, path, grants),
        may_deactivate=manages and actor.person_id != person.id and policies.outranks(actor, grants),
        removable={role.id for role in roles if policies.may_grant_at(actor, role.role, role.path or "/", role.exam_id)},
        guardians=guardians, children=children_of(person.id), guardian_words=_guardian_words(),
        found=_possible_guardians(actor, {person.id, *(entry.id for entry in guardians)}) if manages else [],
        role_form=form, groups=groups_of(person.id), genders=GENDERS,
        organisation=organisation(person.organisation_id) if person.organisation_id else None,
        exams=exam_titles(role.exam_id for role in roles if role.exam_id),
        label_of=label_of, locked=is_locked(person.locked_until, clock.now()),
    )  # fmt: skip


def _guardian_words() -> str:
    """Whom somebody looks for on the card of parents."""
    return tidy(request.args.get("guardian", ""))[:100]


def _possible_guardians(actor: Actor, others_than: set[int]) -> list[PersonView]:
    words = _guardian_words()
    found = find_people(words, _paths(actor), limit=MOST_FOUND + len(others_than)) if words else []
    return [entry for entry in found if entry.id not in others_than][:MOST_FOUND]


def edit(person_id: int) -> ResponseReturnValue:
    person = _managed(person_id)
    form = PersonForm(obj=view_of(person))
    return render_template("accounts/people/edit.html", form=_offer(form), person=person)


def save(person_id: int) -> ResponseReturnValue:
    person, form = _managed(person_id), _offer(PersonForm())
    if not form.validate():
        return render_template("accounts/people/edit.html", form=form, person=person), 422
    try:
        edit_person(current_actor(), person_id, form.to_command())
    except Invalid as error:
        form.refuse(error)
        return render_template("accounts/people/edit.html", form=form, person=person), 422
    flash(translate(say("Đã lưu.")), "success")
    return _back(person_id)


def confirm_reset_password(person_id: int) -> ResponseReturnValue:
    return render_template("accounts/people/confirm_reset_password.html", person=visible_person(person_id))


def reset_password(person_id: int) -> ResponseReturnValue:
    """The password is shown on this answer and kept nowhere: to see one again, give a new one."""
    person = visible_person(person_id)
    password = give_password(current_actor(), person_id)
    return render_template("accounts/people/reset_password.html", person=person, password=password, is_new=False)


def unlock(person_id: int) -> ResponseReturnValue:
    visible_person(person_id)
    unlock_person(current_actor(), person_id)
    flash(translate(say("Đã mở khóa tài khoản.")), "success")
    return _back(person_id)


def confirm_deactivate(person_id: int) -> ResponseReturnValue:
    return render_template("accounts/people/confirm_deactivate.html", person=visible_person(person_id))


def deactivate(person_id: int) -> ResponseReturnValue:
    visible_person(person_id)
    set_active.deactivate_person(current_actor(), person_id)
    flash(translate(say("Đã ngừng tài khoản.")), "success")
    return _back(person_id)


def activate(person_id: int) -> ResponseReturnValue:
    visible_person(person_id)
    set_active.activate_person(current_actor(), person_id)
    flash(translate(say("Đã mở lại tài khoản.")), "success")
    return _back(person_id)


def _paths(actor: Actor) -> tuple[str, ...]:
    return (*actor.paths(P.PEOPLE_VIEW), *actor.paths(P.PEOPLE_MANAGE))


def visible_person(person_id: int) -> Person:
    """The person, if the actor may know of them; else NotFound."""
    person = person_row(person_id)
    policies.require_sees_person(current_actor(), path_of(person))
    return person


def _managed(person_id: int) -> Person:
    person = visible_person(person_id)
    policies.require_manages_person(current_actor(), path_of(person))
    return person


def _offer(form: PersonForm) -> PersonForm:
    paths = current_actor().paths(P.PEOPLE_MANAGE)
    form.offer(organisations_in(paths), may_be_nowhere="/" in paths)
    return form


def role_form(person: Person, *, sent: bool = False) -> RoleForm | None:
    """The form to give a role, with only what the actor may give somewhere; None when that is nothing."""
    actor = current_actor()
    paths = actor.paths(P.ROLES_GRANT)
    roles = [
        (code, translate(role.label)) for code, role in ROLES.items() if any(policies.may_grant_at(actor, code, path) for path in paths)
    ]
    if not roles:
        return None
    form = RoleForm() if sent else RoleForm(formdata=None, organisation_id=person.organisation_id)
    form.offer(roles, organisations_in(paths), everywhere="/" in paths)
    return form


def _back(person_id: int) -> ResponseReturnValue:
    return redirect(url_for("accounts.people.show", person_id=person_id))
