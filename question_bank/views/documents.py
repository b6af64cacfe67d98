"""The documents of a matrix and of a drawn paper, to be saved."""

from __future__ import annotations

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.db import session, transaction
from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from question_bank.operations.make_documents import Document, matrix_document, note_download, paper_document


def matrix(matrix_id: int, name: str) -> Response:
    """The matrix or its specification."""
    return _saved(matrix_document(current_actor(), matrix_id, name))


def paper(paper_id: int, name: str) -> ResponseReturnValue:
    """A document of the paper; no byte of it leaves before that is on record."""
    actor = current_actor()
    try:
        made = paper_document(actor, paper_id, name)
    except Invalid as refusal:
        flash(translate(refusal.message), "error")
        return redirect(url_for("question_bank.drawing.show", paper_id=paper_id))
    # Many forms take a second to write: nobody who writes waits for that.
    session.rollback()
    with transaction():
        note_download(actor, paper_id, name)
    return _saved(made)


def _saved(made: Document) -> Response:
    answer = Response(made.data, mimetype=made.mime)
    answer.headers.set("Content-Disposition", "attachment", filename=made.filename)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
