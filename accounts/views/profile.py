"""A person's own page: what is kept about them, their roles, their signed-in devices."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts import identity
from accounts.operations import sign_out
from accounts.queries.groups import groups_of
from accounts.queries.organisations import organisation
from accounts.queries.people import person
from accounts.queries.roles import assignments_of
from accounts.queries.sessions import live_sessions_of
from accounts.queries.words import exam_titles
from accounts.rules.devices import device_of, is_handheld
from accounts.rules.person import GENDERS
from accounts.rules.roles import label_of
from core import clock
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say


def show() -> ResponseReturnValue:
    me = person(current_actor().person_id or 0)
    roles = assignments_of([me.id]).get(me.id, [])
    return render_template(
        "accounts/profile/show.html", person=me, roles=roles, groups=groups_of(me.id), genders=GENDERS,
        organisation=organisation(me.organisation_id) if me.organisation_id else None,
        sessions=live_sessions_of(me.id, clock.now()), here=identity.current_session_id(),
        exams=exam_titles(role.exam_id for role in roles if role.exam_id),
        label_of=label_of, device_of=device_of, is_handheld=is_handheld,
    )  # fmt: skip


def sign_out_others() -> ResponseReturnValue:
    ended = sign_out.sign_out_others(current_actor(), identity.current_session_id())
    flash(translate(say("Đã đăng xuất %(n)d thiết bị khác.", n=ended)), "success")
    return redirect(url_for("accounts.profile.show"))
