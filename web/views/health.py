"""For the machines that watch us: alive, ready, and how busy."""

from flask import Response, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from core.db import session
from web.metrics import exposition


def alive() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


def ready() -> ResponseReturnValue:
    """The database answers too; 503 when it does not."""
    try:
        session.execute(text("select 1"))
    except Exception:
        return jsonify(status="database unavailable"), 503
    return jsonify(status="ok")


def metrics() -> ResponseReturnValue:
    """Prometheus text; a proxy keeps it from the outside, see the way to production."""
    return Response(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")
