"""Giving and taking roles on a person's page."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from accounts.operations.grant_role import NewRole, grant_role
from accounts.operations.revoke_role import revoke_role
from accounts.views.people import person_page, role_form, visible_person
from core.errors import NotAllowed
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say


def add(person_id: int) -> ResponseReturnValue:
    person = visible_person(person_id)
    form = role_form(person, sent=True)
    if form is None:
        raise NotAllowed
    if not form.validate():
        return person_page(person, form), 422
    grant_role(current_actor(), NewRole(person_id, form.role.data, form.organisation_id.data))
    flash(translate(say("Đã trao vai trò.")), "success")
    return redirect(url_for("accounts.people.show", person_id=person_id))


def remove(person_id: int, assignment_id: int) -> ResponseReturnValue:
    visible_person(person_id)
    revoke_role(current_actor(), person_id, assignment_id)
    flash(translate(say("Đã thu vai trò.")), "success")
    return redirect(url_for("accounts.people.show", person_id=person_id))
