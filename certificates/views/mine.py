"""The holder's wallet."""

from __future__ import annotations

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from certificates.queries.certificates import certificates_of
from core.http.identity import current_actor


def show() -> ResponseReturnValue:
    person_id = current_actor().person_id
    found = certificates_of(person_id) if person_id is not None else []
    return render_template("certificates/mine/show.html", certificates=found, public_url=current_app.config["PUBLIC_URL"])
