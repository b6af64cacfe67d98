"""Unfinished wordings: put aside as typed, found again by their author alone, gone once saved."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from core.actor import SYSTEM
from core.db import session
from question_bank.kinds.registry import KINDS
from question_bank.models import Unfinished
from question_bank.operations import keep_unfinished
from question_bank.operations.keep_unfinished import Begun
from question_bank.operations.save_question import Draft, save_question
from question_bank.queries.questions import question_by_ref, question_row
from tests.question_bank.forms.test_content import CONTENTS, sent_by
from tests.support.counting import Count
from tests.support.people import person_with, sign_in_as
from tests.support.questions import choice_content, new_bank, new_question


@pytest.fixture(autouse=True)
def without_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


def half_filled(page: str) -> MultiDict[str, str]:
    """The form with every other box typed in, as somebody leaves it whose bell rings; but none of a choice that was not made."""
    sent = sent_by(page)
    form = page[page.index('id="question-form"') :]
    boxes = [box for box in re.findall(r'<(?:textarea|input) class="input[^>]*? name="([^"]+)"', form) if box in sent]
    for name in list(dict.fromkeys(box for box in boxes if not OTHER_CHOICE.search(box)))[::2]:
        sent[name] = "7" if NUMBER.search(name) else f"chữ của {name.replace('.', ' ')}"
    return sent


NUMBER = re.compile(
    r"\.(share|fraction|at|count|decimals|seconds|memory_mb|output_kb|lines|points|tolerance|low|high|step|most_mb|width|height)$"
)
OTHER_CHOICE = re.compile(r"key\.(weights|score_table)\.|variables\.\d+\.values$")


def written(sent: MultiDict[str, str]) -> dict[str, list[str]]:
    """What stands in the boxes. Names of rows are the form's own; the things of a picture stand by the alphabet."""
    boxes = {name: values for name, values in sent.lists() if name != "csrf_token" and not name.endswith(".id")}
    things = [name for name in boxes if name.startswith("body.items.")]
    return {name: values for name, values in boxes.items() if name not in things} | {"things": sorted(boxes[name][0] for name in things)}


def latest(client: FlaskClient, code: str) -> str:
    """The address that goes on with what was put aside last."""
    found = re.search(r'href="([^"]+unfinished=\d+)"', client.get(f"/banks/{code}/unfinished").text)
    assert found
    return unescape(found[1])


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_comes_back_as_it_was_typed(app: Flask, client: FlaskClient, code: str) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    address = f"/banks/{bank.code}/questions/new?kind={code}"
    empty = client.get(address).text
    for sent in (sent_by(empty), half_filled(empty)):
        answer = client.post(address, data=MultiDict([*sent.items(multi=True), ("act", "keep")]))
        assert answer.headers["Location"] == f"/banks/{bank.code}/unfinished"
        assert written(sent_by(client.get(latest(client, bank.code)).text)) == written(sent)


@pytest.mark.parametrize("code", KINDS)
def test_a_whole_question_of_every_kind_comes_back_too(app: Flask, client: FlaskClient, code: str) -> None:
    question = new_question(new_bank(), CONTENTS[code], kind=code)
    sign_in_as(client, "administrator")
    address = f"/questions/{question.id}/edit"
    sent = sent_by(client.get(address).text)
    assert client.post(address, data=MultiDict([*sent.items(multi=True), ("act", "keep")])).status_code == 302
    assert written(sent_by(client.get(latest(client, question.bank.code)).text)) == written(sent)


HALF = {"stem": "Thủ đô", "body.options.0.id": "a", "body.options.0.text": "Hà Nội", "key.right": "", "tags": "địa lí"}
WHOLE = {**HALF, "body.options.1.id": "b", "body.options.1.text": "Huế", "key.right": "a"}


def put_aside(client: FlaskClient, code: str, **said: str) -> str:
    """The address that goes on with it."""
    sent = client.post(f"/banks/{code}/questions/new?kind=single_choice", data={**HALF, "act": "keep", **said})
    assert sent.status_code == 302
    return latest(client, code)


def test_what_was_put_aside_is_gone_on_with_and_gone_once_it_is_saved(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    assert "viết dở" not in client.get(f"/banks/{bank.code}").text
    address = put_aside(client, bank.code)
    assert question_by_ref(bank.id, "C0001") is None
    for page in (f"/banks/{bank.code}", f"/banks/{bank.code}/questions/new"):
        assert f'href="/banks/{bank.code}/unfinished"' in client.get(page).text
    assert client.post(address, data={**HALF, "stem": "Thủ đô của", "act": "keep"}).status_code == 302
    assert client.post(address, data={**HALF, "act": "ready"}).status_code == 422  # a refusal takes nothing away
    assert session.query(Unfinished).one().content["stem"] == "<p>Thủ đô của</p>"
    assert client.post(address, data={**WHOLE, "act": "ready"}).status_code == 302
    assert question_by_ref(bank.id, "C0001") is not None and session.query(Unfinished).count() == 0
    assert "Không có câu nào viết dở" in client.get(f"/banks/{bank.code}/unfinished").text


def test_a_window_left_open_loses_nothing_and_overwrites_nothing(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    address = put_aside(client, bank.code)
    client.post(address, data={**WHOLE, "act": "ready"})
    newer = put_aside(client, bank.code, stem="Câu khác")
    for act in ("keep", "ready"):
        page = client.post(address, data={**WHOLE, "act": act})
        assert page.status_code == 422 and ">Huế</textarea>" in page.text
        assert f'action="/banks/{bank.code}/questions/new?kind=single_choice"' in page.text
    assert newer != address and "Câu khác" in client.get(newer).text
    assert client.get(address).status_code == 404


def test_the_editor_of_a_question_tells_of_its_unfinished_wording(app: Flask, client: FlaskClient) -> None:
    question = new_question(new_bank())
    sign_in_as(client, "administrator")
    editor = f"/questions/{question.id}/edit"
    assert client.post(editor, data={**HALF, "based_on": "1", "act": "keep"}).status_code == 302
    told = client.get(editor).text
    assert "Bạn có một bản viết dở của câu này" in told and "phiên bản 2" not in told
    refused = client.post(editor, data={**WHOLE, "act": "keep"})
    assert refused.status_code == 422 and 'value="keep:over"' in refused.text and ">Huế</textarea>" in refused.text
    client.post(editor, data={**WHOLE, "based_on": "1", "act": "keep:over"})
    kept = session.query(Unfinished).one()
    assert len(kept.content["body"]["options"]) == 2
    save_question(SYSTEM, question.bank_id, Draft("single_choice", choice_content("<p>Khác hẳn</p>")), question)
    for page in (editor, f"{editor}?unfinished={kept.id}"):
        assert "Từ khi bạn bắt đầu viết, câu này đã có phiên bản 2." in client.get(page).text
    assert ">Huế</textarea>" in client.get(f"{editor}?unfinished={kept.id}").text
    assert client.post(f"{editor}?unfinished={kept.id}", data={**WHOLE, "act": "draft"}).status_code == 302
    assert session.query(Unfinished).count() == 0
    found = question_row(question.id)
    assert found.newest is not None and found.newest.number == 3


def test_saving_what_the_bank_has_leaves_the_unfinished_wording(app: Flask, client: FlaskClient) -> None:
    question = new_question(new_bank())
    sign_in_as(client, "administrator")
    client.post(f"/questions/{question.id}/edit", data={**HALF, "act": "keep"})
    client.post(f"/questions/{question.id}/edit", data={**WHOLE, "act": "ready"})
    assert session.query(Unfinished).one().content["stem"] == "<p>Thủ đô</p>"


def test_it_is_thrown_away_after_a_question(app: Flask, client: FlaskClient) -> None:
    question = new_question(new_bank())
    sign_in_as(client, "administrator")
    client.post(f"/questions/{question.id}/edit", data={**HALF, "act": "keep"})
    remove = f"/unfinished/{session.query(Unfinished).one().id}/remove"
    assert "Thủ đô" in client.get(remove).text and session.query(Unfinished).count() == 1
    gone = client.post(remove, data={"from": "editor"})
    assert gone.headers["Location"] == f"/questions/{question.id}/edit" and session.query(Unfinished).count() == 0
    assert client.post(remove).status_code == 404


def test_nobody_else_finds_it_whatever_they_may_do_in_the_bank(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    address = put_aside(client, bank.code)
    kept = session.query(Unfinished).one()
    other = app.test_client()
    sign_in_as(other, "administrator")
    for url in (address, f"/unfinished/{kept.id}/remove"):
        assert other.get(url).status_code == 404
    assert other.post(f"/unfinished/{kept.id}/remove").status_code == 404
    assert "Thủ đô" not in other.get(f"/banks/{bank.code}/unfinished").text
    assert other.post(address, data={**WHOLE, "act": "keep"}).status_code == 422
    assert session.query(Unfinished).one().content["stem"] == "<p>Thủ đô</p>" and question_by_ref(bank.id, "C0001") is None


def test_it_fits_the_bank_the_kind_and_the_question_it_was_written_for(app: Flask, client: FlaskClient) -> None:
    bank, question = new_bank(), new_question(new_bank())
    sign_in_as(client, "administrator")
    put_aside(client, bank.code)
    number = session.query(Unfinished).one().id
    elsewhere = (f"/banks/{new_bank().code}/questions/new?kind=single_choice", f"/questions/{question.id}/edit?")
    for url in elsewhere:
        assert client.get(f"{url}&unfinished={number}").status_code == 404
        assert client.post(f"{url}&unfinished={number}", data={**WHOLE, "act": "ready"}).status_code == 422
    mixed = f"/banks/{bank.code}/questions/new?kind=essay&unfinished={number}"
    assert client.post(mixed, data={"stem": "Viết", "act": "keep"}).status_code == 422
    assert session.query(Unfinished).one().kind == "single_choice"


@pytest.mark.parametrize(
    "odd",
    [
        {"stem": "\x00a\ud800", "ref": "\x00", "tags": "\x00" * 9},
        {"based_on": "9" * 40},
        {"based_on": "²"},
        {"topic": "x" * 5_000, "act": "keep:"},
    ],
)
def test_odd_input_is_kept_or_refused(app: Flask, client: FlaskClient, odd: dict[str, str]) -> None:
    question = new_question(new_bank())
    sign_in_as(client, "administrator")
    for url in (f"/banks/{question.bank.code}/questions/new?kind=single_choice", f"/questions/{question.id}/edit"):
        raw = {name: value.encode("utf-8", "surrogatepass") for name, value in {**HALF, "act": "keep", **odd}.items()}
        assert client.post(url, data=raw).status_code in (302, 400, 422)
    assert client.get(f"/banks/{question.bank.code}/unfinished").status_code == 200
    for number in ("abc", "-1", "0", "9" * 30):
        assert client.get(f"/questions/{question.id}/edit?unfinished={number}").status_code in (200, 404)


def test_what_is_too_large_or_one_too_many_is_refused_with_every_word(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = new_bank()
    sign_in_as(client, "administrator")
    new = f"/banks/{bank.code}/questions/new?kind=single_choice"
    page = client.post(new, data={**HALF, "explanation": "ă" * 500_001, "act": "keep"})
    assert page.status_code == 422 and "lớn quá 1 MB" in page.text and ">Hà Nội</textarea>" in page.text
    monkeypatch.setattr(keep_unfinished, "MOST", 2)
    for _ in range(2):
        put_aside(client, bank.code)
    page = client.post(new, data={**HALF, "act": "keep"})
    assert page.status_code == 422 and "nhiều nhất 2 bản" in page.text and ">Hà Nội</textarea>" in page.text
    assert client.post(latest(client, bank.code), data={**HALF, "act": "keep"}).status_code == 302


def test_the_list_is_paged_and_asks_little(app: Flask, client: FlaskClient, queries: Callable[[], AbstractContextManager[Count]]) -> None:
    question = new_question(new_bank())
    actor, bank = sign_in_as(client, "administrator"), question.bank
    for number in range(30):
        begun = Begun("essay", {"stem": f"<p>Bài {number}</p>", "body": {}, "key": {}, "explanation": ""}, {"topic": ""})
        keep_unfinished.keep_unfinished(actor, bank.id, begun)
    client.post(f"/questions/{question.id}/edit", data={**HALF, "stem": "", "act": "keep"})
    with queries() as count:
        page = client.get(f"/banks/{bank.code}/unfinished").text
    assert count.n <= 8, count
    assert page.count("Viết tiếp") == 25 and "Chưa có lời dẫn" in page and f"Bản sửa của câu {question.ref}" in page
    assert client.get(f"/banks/{bank.code}/unfinished?page=2").text.count("Viết tiếp") == 6


def test_whose_work_an_imported_question_is_stays_with_it(app: Flask, client: FlaskClient) -> None:
    bank, brought = new_bank(), person_with("teacher")
    sign_in_as(client, "administrator")
    put_aside(client, bank.code)
    kept = session.query(Unfinished).one()
    kept.also_by = [brought]
    session.commit()
    client.post(latest(client, bank.code), data={**WHOLE, "act": "ready"})
    question = question_by_ref(bank.id, "C0001")
    assert question is not None and question.current is not None and question.current.also_by == [brought]
