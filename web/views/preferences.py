"""What a reader chooses for this browser: the language."""

from flask import current_app, redirect, request
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core.errors import Invalid
from core.http.addresses import local_target
from core.http.identity import current_actor
from core.http.language import COOKIE, LANGUAGES


def set_language() -> ResponseReturnValue:
    """Remember the language, also for letters to whoever is signed in, and go back to the page the reader was on."""
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        raise Invalid
    if current_actor().is_signed_in:
        accounts.choose_language(current_actor(), language)
    answer = redirect(local_target(request.form.get("next", "/")))
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    answer.set_cookie(COOKIE, language, max_age=31_536_000, samesite="Lax", secure=secure)
    return answer
