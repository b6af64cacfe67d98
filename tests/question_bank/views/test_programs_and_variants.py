"""The editor of programmes and of questions with variables: the model programme is run, variants are asked for and put away."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core import sandbox
from question_bank.kinds import programs
from tests.support.people import sign_in_as
from tests.support.questions import new_bank

CODE = {
    "stem": "Bình phương", "body.language": "python", "body.seconds": "1", "body.memory_mb": "128", "body.output_kb": "8",
    "body.examples.0.input": "2", "body.examples.0.output": "4", "key.tests.0.input": "3", "key.tests.0.output": "9", "key.tests.0.share": "1",
    "key.tests.1.input": "-4", "key.tests.1.output": "16", "key.tests.1.share": "2,5", "key.solution": "print(int(input()) ** 2)",
}  # fmt: skip
VARIANTS = {
    "stem": "Tính {a} + {b}", "body.variables.0.name": "a", "body.variables.0.type": "range", "body.variables.0.low": "1", "body.variables.0.high": "9",
    "body.variables.0.step": "1", "body.variables.1.name": "b", "body.variables.1.type": "list", "body.variables.1.values": "1,5; 2", "key.count": "3",
    "body.asks": "numerical", "key.answer": "a + b", "key.seed": "1", "body.decimals": "2",
}  # fmt: skip


@pytest.fixture
def bank(app: Flask, client: FlaskClient) -> str:
    app.config["WTF_CSRF_ENABLED"] = False
    sign_in_as(client, "administrator")
    return new_bank().code


@pytest.fixture
def no_walls(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PATH", "/nowhere")
    sandbox.why_not.cache_clear()
    yield
    sandbox.why_not.cache_clear()


def rows(page: str) -> list[str]:
    """The values of each variant in the page's table."""
    return re.findall(r'data-without="([^"]+)"', page)


def test_the_model_programme_is_run_over_examples_and_tests(client: FlaskClient, bank: str) -> None:
    if (reason := programs.why_not("python")) is not None:
        pytest.skip(f"no sandbox on this machine, nothing is run: {reason}")
    told = client.post(f"/banks/{bank}/programmes/try", data=CODE).text
    assert "Qua 3 trên 3 bài thử." in told and "Bài thử 2: đúng" in told
    wrong = client.post(f"/banks/{bank}/programmes/try", data={**CODE, "key.solution": "print(9)"}).text
    assert "Qua 1 trên 3 bài thử." in wrong and "sai kết quả" in wrong
    assert client.post(f"/banks/{bank}/programmes/try", data={**CODE, "key.solution": ""}).status_code == 422


def test_without_a_sandbox_the_question_is_written_and_the_editor_says_why_nothing_is_run(
    no_walls: None, client: FlaskClient, bank: str
) -> None:
    page = client.get(f"/banks/{bank}/questions/new?kind=code").text
    assert "bubblewrap" in page and "data-try-programme" not in page
    assert client.post(f"/banks/{bank}/programmes/try", data=CODE).status_code == 409
    assert client.post(f"/banks/{bank}/questions/new?kind=code", data={**CODE, "ref": "L1", "act": "ready"}).status_code == 302


def test_variants_are_made_put_away_and_made_anew_before_anything_is_saved(client: FlaskClient, bank: str) -> None:
    address = f"/banks/{bank}/questions/new?kind=parameterised"
    first = rows(client.post(f"/banks/{bank}/questions/preview?kind=parameterised", data=VARIANTS).text)
    assert len(set(first)) == 3
    without = client.post(address, data={**VARIANTS, "act": "without:v2"})
    left = rows(without.text)
    assert without.status_code == 200 and first[1] not in left and len(left) == 3
    assert f'name="key.removed" value="{first[1]}"' in without.text
    again = client.post(address, data={**VARIANTS, "act": "again:variants"}).text
    assert 'name="key.seed" value="2"' in again and rows(again) != first


def test_a_fault_is_told_at_its_expression_and_what_was_typed_stays(client: FlaskClient, bank: str) -> None:
    sent = {**VARIANTS, "key.answer": "a + c", "act": "ready"}
    refused = client.post(f"/banks/{bank}/questions/new?kind=parameterised", data=sent)
    assert refused.status_code == 422
    assert 'id="key-answer-error"' in refused.text and "Chưa có biến tên c." in refused.text and 'value="a + c"' in refused.text
