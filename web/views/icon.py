"""The icon of a tab, at the address where browsers look for it beside a document that names none: a PDF, a picture, JSON."""

from flask import current_app, redirect
from flask.typing import ResponseReturnValue

from core.http.statics import static_url


def show() -> ResponseReturnValue:
    """Where the icon is. Without this a browser got a page of error, and with it a new session in place of its own."""
    answer = redirect(static_url(current_app, "favicon.svg"))
    answer.cache_control.public = True
    answer.cache_control.max_age = 86_400
    return answer
