"""Security headers on every answer. The policy has no unsafe-inline and names no third-party host."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
)


def init_app(app: Flask) -> None:
    """Add the headers; a page that shows a person's data is never kept by a shared cache."""
    secure = app.config["PUBLIC_URL"].startswith("https://")
    always = (*HEADERS, ("Strict-Transport-Security", "max-age=31536000")) if secure else HEADERS
    app.wsgi_app = _with_headers(app.wsgi_app, [(name.lower(), (name, value)) for name, value in always])  # type: ignore[method-assign, assignment]

    @app.after_request
    def keep_private(response: Response) -> Response:
        if "actor" in g:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _with_headers(inner: WSGIApplication, always: list[tuple[str, tuple[str, str]]]) -> WSGIApplication:
    """`inner` with `always` added where it did not set them itself. Below Flask, because every save of a sitting pays for this."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            given = {name.lower() for name, _ in headers}
            headers += [header for name, header in always if name not in given]
            return start_response(status, headers, exc_info)

        return inner(environ, start)

    return application
