"""The tree of organisations."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import policies
from accounts.forms.places import OrganisationForm, RenameForm
from accounts.operations.create_organisation import create_organisation
from accounts.operations.rename_organisation import rename_organisation
from accounts.queries.organisations import OrganisationView, organisation, organisations_in, people_counts
from accounts.rules.kinds import ORGANISATION_KINDS
from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.permissions import Permission as P
from core.words import say


def index() -> ResponseReturnValue:
    tree = organisations_in(current_actor().paths(P.ORGANISATIONS_MANAGE))
    top = min((entry.depth for entry in tree), default=0)
    counts = people_counts([entry.id for entry in tree])
    return render_template("accounts/organisations/index.html", tree=tree, top=top, counts=counts, kinds=ORGANISATION_KINDS)


def new() -> ResponseReturnValue:
    form = OrganisationForm(parent_id=request.args.get("parent", type=int), kind="school")
    return render_template("accounts/organisations/new.html", form=_offer(form))


def create() -> ResponseReturnValue:
    form = _offer(OrganisationForm())
    if not form.validate():
        return render_template("accounts/organisations/new.html", form=form), 422
    try:
        made = create_organisation(current_actor(), form.to_command())
    except Invalid as error:
        form.refuse(error)
        return render_template("accounts/organisations/new.html", form=form), 422
    flash(translate(say("Đã thêm %(name)s.", name=made.name)), "success")
    return redirect(url_for("accounts.organisations.index"))


def edit(organisation_id: int) -> ResponseReturnValue:
    found = _managed(organisation_id)
    return render_template("accounts/organisations/edit.html", form=RenameForm(obj=found), organisation=found)


def save(organisation_id: int) -> ResponseReturnValue:
    found, form = _managed(organisation_id), RenameForm()
    if not form.validate():
        return render_template("accounts/organisations/edit.html", form=form, organisation=found), 422
    try:
        rename_organisation(current_actor(), organisation_id, form.name.data)
    except Invalid as error:
        form.refuse(error)
        return render_template("accounts/organisations/edit.html", form=form, organisation=found), 422
    flash(translate(say("Đã lưu.")), "success")
    return redirect(url_for("accounts.organisations.index"))


def _managed(organisation_id: int) -> OrganisationView:
    found = organisation(organisation_id)
    policies.require_manages_organisation(current_actor(), found.path)
    return found


def _offer(form: OrganisationForm) -> OrganisationForm:
    paths = current_actor().paths(P.ORGANISATIONS_MANAGE)
    form.offer(organisations_in(paths), may_be_root="/" in paths)
    return form
