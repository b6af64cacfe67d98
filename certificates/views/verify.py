"""Public verification: whether the certificate in somebody's hand is true. No sign-in, nothing beyond what the paper says."""

from __future__ import annotations

from flask import current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from certificates.forms import PaperForm
from certificates.queries.verification import Verdict, Verification, verify, verify_by_paper
from certificates.rules.codes import grouped, read_code
from core import clock

LONGEST_ECHO = 60


def show() -> ResponseReturnValue:
    """The look-up form; with `?code=` straight to the verdict."""
    typed = request.args.get("code", "").strip()
    read = read_code(typed) if typed else None
    if read:
        return redirect(url_for("certificates.verify.code", code=grouped(read)))
    if typed:
        return _verdict(verify(typed), typed)
    return render_template("certificates/verify/show.html", form=PaperForm(formdata=None))


def code(code: str) -> ResponseReturnValue:
    """The verdict on a code, as the QR leads to it."""
    return _verdict(verify(code), code)


def find() -> ResponseReturnValue:
    """The second way: name, birthday and a number, sent by POST so that they stand in no address or log."""
    form = PaperForm()
    if not form.validate():
        return render_template("certificates/verify/show.html", form=form), 422
    return _verdict(verify_by_paper(form.full_name.data, form.birth_on.data, form.number.data), by_paper=True)


def _verdict(found: Verification, typed: str = "", *, by_paper: bool = False) -> ResponseReturnValue:
    page = render_template(
        "certificates/verify/code.html", found=found, typed=typed[:LONGEST_ECHO], by_paper=by_paper, now=clock.now(),
        site=current_app.config["PUBLIC_URL"].partition("://")[2],
    )  # fmt: skip
    answer = make_response(page, 404 if found.verdict == Verdict.UNKNOWN else 200)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
