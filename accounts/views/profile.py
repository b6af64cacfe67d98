"""A person's own page: what is kept about them, their roles, their signed-in devices."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts import identity
from accounts.forms.person import DigestForm
from accounts.models import Person
from accounts.operations import choose, sign_out
from accounts.queries.groups import groups_of
from accounts.queries.guardians import children_of
from accounts.queries.organisations import organisation
from accounts.queries.people import person_row, view_of
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
    account = person_row(current_actor().person_id or 0)
    form = DigestForm(formdata=None, digest=account.digest)
    return _page(account, form)


def _page(account: Person, form: DigestForm) -> str:
    form.offer()
    me = view_of(account)
    roles = assignments_of([me.id]).get(me.id, [])
    return render_template(
        "accounts/profile/show.html", person=me, form=form, children=children_of(me.id), roles=roles, groups=groups_of(me.id), genders=GENDERS,
        organisation=organisation(me.organisation_id) if me.organisation_id else None,
        sessions=live_sessions_of(me.id, clock.now()), here=identity.current_session_id(),
        exams=exam_titles(role.exam_id for role in roles if role.exam_id),
        label_of=label_of, device_of=device_of, is_handheld=is_handheld,
    )  # fmt: skip


def sign_out_others() -> ResponseReturnValue:
    ended = sign_out.sign_out_others(current_actor(), identity.current_session_id())
    flash(translate(say("Đã đăng xuất %(n)d thiết bị khác.", n=ended)), "success")
    return redirect(url_for("accounts.profile.show"))


def choose_digest() -> ResponseReturnValue:
    form = DigestForm()
    form.offer()
    if not form.validate():
        return _page(person_row(current_actor().person_id or 0), form), 422
    choose.choose_digest(current_actor(), form.digest.data)
    flash(translate(say("Đã lưu.")), "success")
    return redirect(url_for("accounts.profile.show"))


def reset_feed() -> ResponseReturnValue:
    choose.reset_feed(current_actor())
    flash(translate(say("Đã đổi địa chỉ lịch. Hãy thêm lại địa chỉ mới vào ứng dụng lịch của bạn.")), "success")
    return redirect(url_for("accounts.profile.show"))
