"""Coming in and going out.

The sign-in row reads only and opens its own short transaction: comparing a password takes long on purpose, and at the start
of an exam a room of people would otherwise queue for the one write lock behind it.
"""

from __future__ import annotations

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from limits import parse
from limits.strategies import RateLimiter

from accounts import identity
from accounts.forms.sign_in import SignInForm
from accounts.operations.check_sign_in import check_sign_in
from accounts.operations.sign_in import SignedIn, sign_in
from accounts.operations.sign_out import sign_out as end_session
from core.db import session, transaction
from core.errors import Invalid, TooMany
from core.http.addresses import local_target
from core.http.identity import current_actor

# Counted by address and only when wrong: at the start bell a whole school signs in from one address.
WRONG_TRIES = parse("30/minute")


def show() -> ResponseReturnValue:
    target = local_target(request.args.get("next", ""))
    if current_actor().is_signed_in:
        return redirect(target)
    return render_template("accounts/sign_in/show.html", form=SignInForm(next=target))


def submit() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return render_template("accounts/sign_in/show.html", form=form), 422
    _require_tries_left()
    outcome = _try(form)
    if outcome.token is None:
        _limiter().hit(WRONG_TRIES, *_who())
        form.refuse(Invalid(outcome.refusal))
        return render_template("accounts/sign_in/show.html", form=form), 422
    identity.sign_browser_in(outcome.token)
    target = local_target(form.next.data or "")
    return redirect(url_for("accounts.password.show", next=target) if outcome.must_change_password else target)


def sign_out() -> ResponseReturnValue:
    end_session(current_actor(), identity.current_session_id())
    identity.sign_browser_out()
    return redirect(url_for("accounts.sign_in.show"))


def _try(form: SignInForm) -> SignedIn:
    verdict = check_sign_in(form.username.data, form.password.data)
    session.rollback()
    with transaction():
        return sign_in(verdict, address=request.remote_addr or "", agent=request.user_agent.string)


def _require_tries_left() -> None:
    if current_app.config["RATE_LIMITS"] and not _limiter().test(WRONG_TRIES, *_who()):
        raise TooMany


def _limiter() -> RateLimiter:
    limiter: RateLimiter = current_app.extensions["khoabang-limiter"]
    return limiter


def _who() -> tuple[str, str]:
    return "accounts.sign_in.wrong", request.remote_addr or "unknown"
