"""The pages of an import whose questions are misshapen: what is kept of them is shown, and opens in the editor."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient

from core.db import session
from question_bank.kinds.registry import KINDS
from tests.question_bank.kinds.test_outline import SAMPLES, mutants
from tests.question_bank.views.test_imports import send
from tests.support.people import sign_in_as
from tests.support.questions import new_bank


@pytest.mark.parametrize("code", sorted(KINDS))
def test_what_is_kept_of_a_refused_question_can_be_shown_and_mended(client: FlaskClient, code: str) -> None:
    bank = new_bank()
    session.commit()
    sign_in_as(client, "administrator")
    refused = [each for each in mutants(SAMPLES[code]) if KINDS[code].check(each)][::5]
    rows = [{"ref": f"Q{n}", "kind": code, "content": each} for n, each in enumerate(refused)]
    address = send(client, bank, json.dumps(rows).encode(), "de.json").headers["Location"]
    for page in range(1, len(rows) // 20 + 2):
        answer = client.get(f"{address}?page={page}")
        assert answer.status_code == 200, rows[20 * page - 20 : 20 * page]
        for link in re.findall(r'href="(/banks/[^"]+/questions/new[^"]+)"', answer.text):
            assert client.get(link.replace("&amp;", "&")).status_code == 200, link
