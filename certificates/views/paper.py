"""The PDF of a certificate, for its holder and the register's staff."""

from __future__ import annotations

import re

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from certificates import policies
from certificates.queries.certificates import certificate_of, view_of
from certificates.queries.issuing import print_work
from core import storage
from core.http.identity import current_actor


def show(certificate_id: int) -> ResponseReturnValue:
    """The PDF; while it is not printed yet, a page that says how far that is (202)."""
    certificate, actor = certificate_of(certificate_id), current_actor()
    policies.require_downloads(actor, certificate.place, certificate.person_id, is_revoked=certificate.is_revoked)
    if certificate.pdf_name is None:
        page = render_template(
            "certificates/paper/show.html", view=view_of(certificate), work=print_work(certificate.id),
            is_mine=actor.person_id == certificate.person_id,
        )  # fmt: skip
        return page, 202, {"Retry-After": "5"}
    name = re.sub(r"[^A-Za-z0-9]+", "-", certificate.number).strip("-")
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "X-Robots-Tag": "noindex"}
    return Response(storage.get(certificate.pdf_name), mimetype="application/pdf", headers=headers)
