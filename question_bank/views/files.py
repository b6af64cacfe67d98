"""Files of a bank for its authors, and a practical question's rules tried on a file."""

from __future__ import annotations

from flask import Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from core.db import session, transaction
from core.errors import Invalid, NotFound
from core.http.files import send_attachment
from core.http.identity import current_actor
from core.http.uploads import read_upload
from core.words import say
from question_bank import policies
from question_bank.forms.question import form_from
from question_bank.kinds.handed_file import MOST_BYTES
from question_bank.kinds.office_practical import OfficePractical
from question_bank.kinds.registry import KINDS
from question_bank.operations.add_file import LARGEST, add_file
from question_bank.operations.try_rules import try_rules as examine
from question_bank.queries.banks import bank_view
from question_bank.queries.files import file_of_bank


def create(code: str) -> ResponseReturnValue:
    """Keep a start file and say what stands for it: {"name", "sha256", "size"}.

    The row opens no transaction: a large file on a slow line must not keep the writers waiting.
    """
    bank = bank_view(code)
    policies.require_write(current_actor(), bank.organisation_path)
    upload = read_upload(request.files.get("file"), limit_bytes=LARGEST)
    session.rollback()  # the reads are over; the write starts clean
    with transaction():
        kept = add_file(current_actor(), bank.id, upload.name, upload.data)
        return jsonify(name=kept.name, sha256=kept.sha256, size=kept.size), 201


def show(code: str, sha256: str) -> Response:
    """A start file, to be saved."""
    bank = bank_view(code)
    policies.require_view(current_actor(), bank.organisation_path)
    found = file_of_bank(bank.id, sha256)
    if found is None:
        raise NotFound
    return send_attachment(found.stored, found.name)


def try_rules(code: str) -> ResponseReturnValue:
    """What the rules in the editor's boxes find in a file, as a piece of the page. Saves nothing, the file neither."""
    bank = bank_view(code)
    policies.require_write(current_actor(), bank.organisation_path)
    kind = KINDS["office_practical"]
    assert isinstance(kind, OfficePractical)
    upload = read_upload(request.files.get("tried"), limit_bytes=MOST_BYTES)
    content = form_from(kind.code, request.form, {}).content
    problems = [problem for problem in kind.check(content) if problem.place.startswith(("key.rules", "body.app"))]
    if not content["key"]["rules"]:
        raise Invalid(say("Hãy thêm ít nhất một quy tắc rồi thử lại."))
    session.rollback()  # the reads are over; nothing waits for the file
    finding = examine(kind, content, upload.data)
    return render_template("question_bank/editor/_tried.html", finding=finding, name=upload.name, problems=problems)
