"""CSRF: one check for every row that changes something by a cookie, and the token for forms."""

from __future__ import annotations

from flask import Flask, current_app, request
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError

from core.errors import CoreError
from core.words import say


class StaleForm(CoreError):
    title = say("Trang đã mở quá lâu nên không gửi được. Hãy tải lại trang rồi gửi lại.")


def check_csrf() -> None:
    """Refuse a request without a valid token, taken from the form field or the X-CSRFToken header."""
    if not current_app.config["WTF_CSRF_ENABLED"]:
        return
    try:
        validate_csrf(request.headers.get("X-CSRFToken") or request.form.get("csrf_token"))
    except ValidationError as problem:
        raise StaleForm from problem


def init_app(app: Flask) -> None:
    """Offer `csrf_token()` to templates; rows do the checking, so forms need not."""
    app.config.setdefault("WTF_CSRF_ENABLED", True)
    app.config["WTF_CSRF_TIME_LIMIT"] = 12 * 3600
    app.jinja_env.globals["csrf_token"] = generate_csrf
