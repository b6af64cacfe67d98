"""A sealed exam written straight into the tables, for tests of the sitting that need no preparation; and the page's side of the journal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core import clock, sealing, storage
from core.db import session, transaction
from core.maths import with_mathml
from exams.models import Candidate, Exam, ExamState, Form, FormKey, FormQuestion, Part
from exams.rules.document import PrintedPart, PrintedQuestion, document_bytes, name_of
from exams.rules.journal import next_head
from question_bank.kinds.registry import kind_of
from question_bank.models import Bank, Question, Revision
from tests.support.people import person_with

_numbers = count(1)

SINGLE = {
    "stem": "<p>Thủ đô của Việt Nam là thành phố nào?</p>",
    "body": {"options": [{"id": name, "text": text} for name, text in zip("abcd", ("Huế", "Hà Nội", "Đà Nẵng", "Cần Thơ"), strict=True)]},
    "key": {"right": "b"},
    "explanation": "",
}


@dataclass(frozen=True)
class ReadyExam:
    """An exam that can be sat now, and who may."""

    id: int
    form_id: int
    person_ids: list[int]
    candidate_ids: list[int]
    sha256: str
    document: bytes


def ready_exam(
    *,
    candidates: int = 1,
    questions: Sequence[tuple[str, dict[str, Any]]] = (("single_choice", SINGLE),) * 5,
    parts: int = 1,
    opens_in: int = -60,
    lasts: int = 7200,
    **fields: Any,
) -> ReadyExam:
    """A sealed exam with one form, committed. `opens_in` and `lasts` are seconds; `fields` are columns of Exam."""
    number, now = next(_numbers), clock.now()
    people = [person_with("candidate", name=f"Trần Thị Bình {index + 1}") for index in range(candidates)]
    with transaction():
        organisation_id = _organisation(number)
        exam = Exam(**{
            "code": f"KT{number}", "name": "Kỳ thi thử tốt nghiệp THPT", "organisation_id": organisation_id, "organisation_path": "/1/",
            "state": ExamState.SEALED, "opens_at": now + timedelta(seconds=opens_in), "closes_at": now + timedelta(seconds=opens_in + lasts),
            "duration_seconds": 3600, "created_at": now, **fields,
        })  # fmt: skip
        bank = Bank(code=f"B{number}", name="Ngân hàng", organisation_id=organisation_id, created_at=now)
        session.add_all([exam, bank])
        session.flush()
        made = _form(exam, bank, questions, parts, now)
        sitters = [
            Candidate(exam_id=exam.id, person_id=person, number=f"{index + 1:04}", room="P.201", form_id=made[0].id)
            for index, person in enumerate(people)
        ]
        session.add_all(sitters)
        session.flush()
        return ReadyExam(exam.id, made[0].id, people, [each.id for each in sitters], made[0].document_sha256, made[1])


def _organisation(number: int) -> int:
    from accounts.models import Organisation

    organisation = Organisation(code=f"TO{number}", name="Trường THPT Thử", kind="school", path="/1/")
    session.add(organisation)
    session.flush()
    return organisation.id


def _form(exam: Exam, bank: Bank, questions: Sequence[tuple[str, dict[str, Any]]], parts_count: int, now: datetime) -> tuple[Form, bytes]:
    parts = [Part(exam_id=exam.id, position=n, code=f"P{n}", name=f"Phần {'I' * n}", bank_id=bank.id) for n in range(1, parts_count + 1)]
    session.add_all(parts)
    session.flush()
    printed: list[list[PrintedQuestion]] = [[] for _ in parts]
    rows = []
    per_part = -(-len(questions) // parts_count)
    for number, (code, content) in enumerate(questions, 1):
        kind, place = kind_of(code), (number - 1) // per_part
        safe = kind.map_html(content, with_mathml)
        revision_id = _revision(bank, code, content, safe, f"Q{number}", now)
        printed[place].append(PrintedQuestion(number, Decimal("0.25"), kind.show(safe)))
        rows.append(FormQuestion(number=number, part_id=parts[place].id, revision_id=revision_id, points=Decimal("0.25")))
    document = document_bytes(
        exam.code, exam.name, "101", [PrintedPart(p.code, p.name, tuple(of_part)) for p, of_part in zip(parts, printed, strict=True)]
    )
    sealed = sealing.seal(document)
    form = Form(
        exam_id=exam.id, code="101", seed=f"seed{exam.id}", document_sha256=name_of(document),
        stored_name=storage.put("papers", sealed.data), stored_bytes=len(sealed.data),
    )  # fmt: skip
    session.add(form)
    session.flush()
    for row in rows:
        row.form_id = form.id
    session.add_all([*rows, FormKey(form_id=form.id, cipher_key=sealed.key, answers={})])
    return form, document


def _revision(bank: Bank, kind: str, content: dict[str, Any], safe: dict[str, Any], ref: str, now: datetime) -> int:
    question = Question(bank_id=bank.id, ref=ref, kind=kind, state="ready", created_at=now, updated_at=now)
    session.add(question)
    session.flush()
    wording = Revision(question_id=question.id, number=1, kind=kind, content=content, safe=safe, sha256="", created_at=now)
    session.add(wording)
    session.flush()
    return wording.id


def event(seq: int, question: int = 1, answer: object = "b", *, flag: bool = False, at: datetime | None = None) -> str:
    """An event's exact text, as the page writes it."""
    moment = (at or clock.now()).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    said = {"seq": seq, "question": question, "answer": answer, "flag": flag, "at": moment}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


@dataclass
class Page:
    """What a candidate's page does, on the test client: keeps the chain and speaks the protocol."""

    client: FlaskClient
    started: dict[str, Any]
    texts: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)

    @classmethod
    def start(cls, client: FlaskClient, exam_id: int, device: str = "may-so-01") -> Page:
        answer = client.post(f"/sit/{exam_id}/start", json={"device": device})
        assert answer.status_code == 200, answer.text
        page = cls(client, answer.json or {})
        page.heads = [page.started["genesis"]]
        for text in page.started["events"]:
            page.write(text)
        return page

    @property
    def id(self) -> int:
        return int(self.started["sitting"])

    @property
    def seq(self) -> int:
        return len(self.texts)

    def write(self, text: str) -> None:
        """Keep an event on the page's side only."""
        self.texts.append(text)
        self.heads.append(next_head(self.heads[-1], text))

    def change(self, question: int = 1, answer: object = "b", *, flag: bool = False, at: datetime | None = None) -> None:
        """Write the next event without sending it."""
        self.write(event(self.seq + 1, question, answer, flag=flag, at=at))

    def send(self, first: int = 1, last: int | None = None, **changes: Any) -> TestResponse:
        """Send events `first`..`last` of what was written."""
        body = {"first_seq": first, "events": self.texts[first - 1 : last], "head": self.heads[first - 1], "notices_seen": 0}
        return self.post("journal", {**body, **changes})

    def save(self, question: int = 1, answer: object = "b", **said: Any) -> TestResponse:
        """Write one event and send it."""
        self.change(question, answer, **said)
        return self.send(self.seq)

    def poll(self, notices_seen: int = 0) -> TestResponse:
        return self.post("journal", {"events": [], "notices_seen": notices_seen})

    def hand_in(self, **changes: Any) -> TestResponse:
        return self.post("hand-in", {"final_seq": self.seq, "head": self.heads[-1], **changes})

    def post(self, what: str, body: dict[str, Any], sitting_id: int | None = None, token: str | None = None) -> TestResponse:
        headers = {"Authorization": f"Sitting {token or self.started['token']}"}
        return self.client.post(f"/sittings/{sitting_id or self.id}/{what}", json=body, headers=headers)
