"""For the machines that watch us: alive, ready, and how busy."""

from flask import Response, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from core import sandbox
from core.db import session
from web.metrics import exposition


def alive() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


def ready() -> ResponseReturnValue:
    """The database answers too; 503 when it does not. `programs` says whether what candidates write can be run on this machine."""
    try:
        session.execute(text("select 1"))
    except Exception:
        return jsonify(status="database unavailable"), 503
    return jsonify(status="ok", programs="run" if sandbox.why_not() is None else "not run")


def metrics() -> ResponseReturnValue:
    """Prometheus text; a proxy keeps it from the outside, see the way to production."""
    return Response(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")
