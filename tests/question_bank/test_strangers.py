"""Whoever holds every right elsewhere finds nothing here: each address of the room, with things of a bank that is not theirs."""

from __future__ import annotations

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import select

from core.actor import SYSTEM
from core.db import session
from core.http.rows import Row, rows_of
from core.models import AuditRecord
from question_bank.kinds.registry import KINDS
from question_bank.models import Question
from question_bank.operations.add_file import add_file
from question_bank.operations.ask_for_export import ask_for_export
from question_bank.operations.change_questions import ask_for_change, plan_change
from question_bank.operations.comment_question import comment_question
from question_bank.operations.keep_filter import keep_filter
from question_bank.operations.keep_unfinished import Begun, keep_unfinished
from question_bank.operations.read_import import NewImport, start_import
from question_bank.rules.bulk import Change
from question_bank.rules.filter import Filter
from tests.question_bank.rules.office import built
from tests.support.matrices import new_matrix, new_paper, stocked_bank
from tests.support.people import actor_of, person_with, sign_in_as
from tests.support.questions import new_organisation

NOBODYS = {"question_bank.media.show"}
"""Pictures are found under the name of their content by whoever has been shown it."""


@pytest.fixture
def things(app: Flask) -> dict[str, object]:
    """One of everything that an address of the room can name, in one bank of one school."""
    bank, topic_id = stocked_bank()
    first, other = session.scalars(select(Question).where(Question.bank_id == bank.id).order_by(Question.id)).all()[:2]
    owner = actor_of(person_with("manager", organisation_id=bank.organisation_id))
    paper = new_paper(new_matrix(bank, topic_id))
    change = Change(add_tags=("mới",))
    run = start_import(SYSTEM, bank.id, NewImport("cau.txt", "::Q::Đúng không?{TRUE}".encode()))
    bulk = ask_for_change(SYSTEM, bank, [first.id], change, plan_change(SYSTEM, bank, [first.id], change)[1])
    found: dict[str, object] = {
        "code": bank.code, "question_id": first.id, "other_id": other.id, "comment_id": comment_question(owner, first, "stem", "Sửa lại").id,
        "matrix_id": paper.matrix_id, "paper_id": paper.id, "place_id": paper.forms[0].questions[0].id, "number": 1,
        "filter_id": keep_filter(owner, bank.id, "Của tôi", Filter(level="NB")).id, "name": "matrix.docx",
        "unfinished_id": keep_unfinished(owner, bank.id, Begun("essay", KINDS["essay"].blank(), {})).id,
        "sha256": add_file(SYSTEM, bank.id, "mẫu.docx", built.word()).sha256, "imports.run_id": run.id, "bulk.run_id": bulk.id,
        "export_runs.run_id": ask_for_export(owner, bank, "gift", Filter()).id,
    }  # fmt: skip
    session.commit()
    return found


def addressed(app: Flask, things: dict[str, object]) -> list[tuple[Row, str]]:
    """Every row of the room that names a thing, with its address."""
    made = []
    for row in rows_of(app).values():
        room, module, _ = row.endpoint.split(".")
        names = next(app.url_map.iter_rules(row.endpoint)).arguments
        if room == "question_bank" and names and row.endpoint not in NOBODYS:
            with app.test_request_context():
                made.append((row, url_for(row.endpoint, **{name: things.get(f"{module}.{name}", things.get(name)) for name in names})))
    return made


def test_who_holds_every_right_elsewhere_finds_nothing_and_changes_nothing(
    app: Flask, client: FlaskClient, things: dict[str, object]
) -> None:
    stranger = person_with("manager", organisation_id=new_organisation().id)
    session.commit()
    sign_in_as(client, person_id=stranger)
    before = session.scalars(select(AuditRecord.id)).all()
    answers = {(row.method, address): client.open(address, method=row.method).status_code for row, address in addressed(app, things)}
    assert len(answers) > 50 and {key: code for key, code in answers.items() if code != 404} == {}
    assert session.scalars(select(AuditRecord.id)).all() == before


def test_a_pupil_finds_no_door(app: Flask, client: FlaskClient, things: dict[str, object]) -> None:
    rows = addressed(app, things)
    sign_in_as(client, "student")
    wrong = {(row.method, address): code for row, address in rows if (code := client.open(address, method=row.method).status_code) != 403}
    assert wrong == {}
