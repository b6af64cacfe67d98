"""Unfinished wordings: put aside as typed, found again by their author alone, gone once saved."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from question_bank.kinds.registry import KINDS
from tests.question_bank.forms.test_content import sent_by
from tests.support.people import sign_in_as
from tests.support.questions import new_bank


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
