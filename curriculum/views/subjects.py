"""The subjects, and the tree of one of them."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.actor import Place
from core.http.identity import current_actor
from core.permissions import Permission as P
from curriculum import queries


def index() -> ResponseReturnValue:
    """Every subject with what it holds."""
    return render_template(
        "curriculum/subjects/index.html", subjects=queries.subject_counts(), levels=queries.levels(),
        formats=queries.national_formats(), may_edit=current_actor().may(P.CURRICULUM_EDIT, Place("/")),
    )  # fmt: skip


def show(code: str) -> ResponseReturnValue:
    """A subject's topics with their outcomes; retired ones when asked for."""
    subject = queries.subject_row(code)
    with_retired = request.args.get("retired") == "1"
    return render_template(
        "curriculum/subjects/show.html",
        subject=subject,
        topics=queries.topics(code, with_retired=with_retired),
        outcomes=queries.outcomes_of(code),
        format=queries.national_format(code),
        with_retired=with_retired,
        arranging=request.args.get("arrange") == "1",
        may_edit=current_actor().may(P.CURRICULUM_EDIT, Place("/")),
    )
