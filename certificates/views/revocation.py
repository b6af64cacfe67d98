"""Revoking a certificate."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from certificates import policies
from certificates.forms import RevocationForm
from certificates.operations.revoke_certificate import revoke_certificate
from certificates.queries.certificates import certificate_of, view_of
from core import clock
from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say


def new(certificate_id: int) -> ResponseReturnValue:
    certificate = certificate_of(certificate_id)
    policies.require_sees(current_actor(), certificate.place)
    policies.require_revokes(current_actor(), certificate.place, certificate.person_id)
    return render_template("certificates/revocation/new.html", view=view_of(certificate), form=RevocationForm())


def create(certificate_id: int) -> ResponseReturnValue:
    actor, form, certificate = current_actor(), RevocationForm(), certificate_of(certificate_id)
    policies.require_sees(actor, certificate.place)
    policies.require_revokes(actor, certificate.place, certificate.person_id)
    if form.validate():
        today = clock.local_day(clock.now(), current_app.config["TIME_ZONE"])
        try:
            revoke_certificate(actor, certificate_id, form.to_command(), today)
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã thu hồi chứng chỉ %(number)s. Trang tra cứu đã báo thu hồi.", number=certificate.number)), "success")
            return redirect(url_for("certificates.register.show", certificate_id=certificate_id))
    return render_template("certificates/revocation/new.html", view=view_of(certificate), form=form), 422
