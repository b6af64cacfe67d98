"""The living style guide: every component in every state, for designers, engineers and the accessibility test."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from core.http.paging import Page
from web.forms import SampleForm


def show() -> ResponseReturnValue:
    form = SampleForm(MultiDict({"email": "an@truong.edu.vn", "password": "ngan", "minutes": "999", "modules": "IU02"}))
    form.validate()  # so that the guide shows fields with errors
    page: Page[int] = Page(items=range(20), number=4, per_page=20, total=248, is_capped=False)
    return render_template("web/design/show.html", demo_form=form, page=page)
