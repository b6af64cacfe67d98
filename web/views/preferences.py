"""What a reader chooses for this browser: the language."""

from flask import current_app, redirect, request
from flask.typing import ResponseReturnValue

from core.errors import Invalid
from core.http.addresses import local_target
from core.http.language import COOKIE, LANGUAGES


def set_language() -> ResponseReturnValue:
    """Remember the language and go back to the page the reader was on."""
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        raise Invalid
    answer = redirect(local_target(request.form.get("next", "/")))
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    answer.set_cookie(COOKIE, language, max_age=31_536_000, samesite="Lax", secure=secure)
    return answer
