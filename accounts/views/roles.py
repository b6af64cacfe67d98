"""Giving and taking roles on a person's page."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from accounts import policies
from accounts.operations.grant_role import NewRole, grant_role
from accounts.operations.revoke_role import revoke_role
from accounts.queries.people import path_of, person_row
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say


def add(person_id: int) -> ResponseReturnValue:
    actor = current_actor()
    policies.require_sees_person(actor, path_of(person_row(person_id)))
    organisation_id = request.form.get("organisation_id", type=int)
    grant_role(actor, NewRole(person_id, request.form.get("role", ""), organisation_id))
    flash(translate(say("Đã trao vai trò.")), "success")
    return redirect(url_for("accounts.people.show", person_id=person_id))


def remove(person_id: int, assignment_id: int) -> ResponseReturnValue:
    actor = current_actor()
    policies.require_sees_person(actor, path_of(person_row(person_id)))
    revoke_role(actor, person_id, assignment_id)
    flash(translate(say("Đã thu vai trò.")), "success")
    return redirect(url_for("accounts.people.show", person_id=person_id))
