"""Classes and cohorts."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import policies
from accounts.forms.person import organisation_choices
from accounts.forms.places import GroupForm, MembersForm
from accounts.models import Person
from accounts.operations.add_member import add_members_named
from accounts.operations.create_group import create_group
from accounts.operations.remove_member import remove_member as take_out
from accounts.queries.groups import GroupView, group, group_view, groups_list, members_select
from accounts.queries.organisations import organisations_in
from accounts.rules.kinds import GROUP_KINDS
from accounts.rules.school_year import school_year_of
from core import clock
from core.actor import Actor
from core.errors import Invalid
from core.folding import tidy
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.permissions import Permission as P
from core.words import say


def index() -> ResponseReturnValue:
    actor = current_actor()
    paths = _paths(actor)
    organisations = organisations_in(paths)
    words, chosen = tidy(request.args.get("q", ""))[:80], request.args.get("organisation", type=int)
    path = next((entry.path for entry in organisations if entry.id == chosen), "")
    page = page_of(groups_list(paths, words=words, organisation_path=path), read=group_view)
    return render_template(
        "accounts/groups/index.html", page=page, words=words, organisation_id=chosen,
        organisations=organisation_choices(organisations), kinds=GROUP_KINDS,
        is_filtered=bool(words or path),
    )  # fmt: skip


def new() -> ResponseReturnValue:
    form = GroupForm(school_year=school_year_of(clock.now().date()))
    form.offer(organisations_in(current_actor().paths(P.GROUPS_MANAGE)))
    return render_template("accounts/groups/new.html", form=form)


def create() -> ResponseReturnValue:
    form = GroupForm()
    form.offer(organisations_in(current_actor().paths(P.GROUPS_MANAGE)))
    if not form.validate():
        return render_template("accounts/groups/new.html", form=form), 422
    try:
        made = create_group(current_actor(), form.to_command())
    except Invalid as error:
        form.refuse(error)
        return render_template("accounts/groups/new.html", form=form), 422
    return redirect(url_for("accounts.groups.show", group_id=made.id))


def show(group_id: int) -> ResponseReturnValue:
    return _page(_visible(group_id), MembersForm(formdata=None))


def add_members(group_id: int) -> ResponseReturnValue:
    found, form = _visible(group_id), MembersForm()
    if not form.validate():
        return _page(found, form), 422
    try:
        added = add_members_named(current_actor(), group_id, form.names())
    except Invalid as error:
        form.refuse(error)
        return _page(found, form), 422
    flash(translate(say("Đã thêm %(n)d người.", n=added)), "success")
    return redirect(url_for("accounts.groups.show", group_id=group_id))


def remove_member(group_id: int, person_id: int) -> ResponseReturnValue:
    _visible(group_id)
    take_out(current_actor(), group_id, person_id)
    flash(translate(say("Đã đưa người này ra khỏi danh sách.")), "success")
    return redirect(url_for("accounts.groups.show", group_id=group_id))


def _paths(actor: Actor) -> tuple[str, ...]:
    return (*actor.paths(P.GROUPS_MANAGE), *actor.paths(P.PEOPLE_VIEW))


def _visible(group_id: int) -> GroupView:
    found = group(group_id)
    policies.require_sees_group(current_actor(), found.organisation_path)
    return found


def _page(found: GroupView, form: MembersForm) -> str:
    manages = policies.may_manage_group(current_actor(), found.organisation_path)
    page: Page[Person] = page_of(members_select(found.id), per_page=100)
    return render_template("accounts/groups/show.html", group=found, form=form, manages=manages, page=page, kinds=GROUP_KINDS)
