"""Changing one's own password."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import identity
from accounts.forms.sign_in import PasswordForm
from accounts.operations.change_password import change_password
from accounts.rules.passwords import OTHER_LENGTH, STAFF_LENGTH
from accounts.rules.roles import OWN_WORK
from core.errors import Invalid
from core.http.addresses import local_target
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say


def show() -> ResponseReturnValue:
    return _page(_form())


def submit() -> ResponseReturnValue:
    actor, form = current_actor(), _form()
    if not form.validate():
        return _page(form), 422
    try:
        change_password(actor, form.current.data if form.current else "", form.new.data, session_id=identity.current_session_id())
    except Invalid as error:
        form.refuse(error)
        return _page(form), 422
    flash(translate(say("Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất.")), "success")
    return redirect(local_target(request.args.get("next", ""), url_for("accounts.profile.show")))


def _form() -> PasswordForm:
    form = PasswordForm()
    if current_actor().must_change_password:
        del form.current
    return form


def _page(form: PasswordForm) -> str:
    actor = current_actor()
    least = STAFF_LENGTH if actor.permissions - OWN_WORK else OTHER_LENGTH
    return render_template("accounts/password/show.html", form=form, must=actor.must_change_password, least=least)
