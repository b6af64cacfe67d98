"""Handing in files as a candidate's page does, and exams whose questions are answered by files."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from werkzeug.test import TestResponse

from core import clock
from core.jobs.worker import run_all_jobs
from tests.question_bank.kinds import contents
from tests.question_bank.rules.office import built
from tests.support.marking import held_exam
from tests.support.sittings import Page, ReadyExam

RULES = [
    {"rule": "style", "where": "Chương 1", "expected": "Heading 1", "share": "0.6"},
    {"rule": "table", "expected": "9 x 9", "share": "0.4"},
]
OFFICE = ("office_practical", contents.office(RULES))
UPLOAD = ("file_upload", contents.file_upload())
PDF = b"%PDF-1.7\n"


def file_exam(**known: Any) -> ReadyExam:
    """An exam that can be sat now: Office work, and a file for a person."""
    return held_exam(**{"questions": (OFFICE, UPLOAD), **known})


def with_start(data: bytes) -> tuple[str, dict[str, Any]]:
    """Office work that starts from this file."""
    return "office_practical", contents.office(RULES, start={"name": "mẫu.docx", **_digest(data)})


def bring(page: Page, data: bytes, *, number: int = 1, name: str = "bài làm.docx", at: datetime | None = None) -> TestResponse:
    """Send a file for a question with the page's token."""
    moment = (at or clock.now()).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    form = {"at": moment, "file": (io.BytesIO(data), name)}
    headers = {"Authorization": f"Sitting {page.started['token']}", "Accept": "application/json"}
    return page.client.post(f"/sittings/{page.id}/files/{number}", data=form, headers=headers)


def answer_of(data: bytes, name: str = "bài làm.docx") -> dict[str, object]:
    """What stands for a file in the journal."""
    return {"name": name, **_digest(data)}


def _digest(data: bytes) -> dict[str, object]:
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def handed_in(page: Page, make: Callable[[], bytes] = built.word) -> bytes:
    """Office work brought, answered, handed in, marked and examined; its bytes."""
    data = make()
    assert bring(page, data).status_code == 201
    page.save(1, answer_of(data))
    assert page.hand_in().status_code == 200
    run_all_jobs()
    return data
