"""The shape of JSON that exams answer with."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel


class NoticeReply(BaseModel):
    """Something the room tells the sitting. `kind`: message, extra_time, correction."""

    kind: str
    text: str
    sent_at: datetime


class StartReply(BaseModel):
    """All that the page needs to begin or go on."""

    sitting: int
    token: str
    key: str
    order: list[int]
    started_at: datetime
    deadline_at: datetime
    server_now: datetime
    acked_seq: int
    head: str
    genesis: str
    events: list[str]
    paper_sha256: str
    notices: list[NoticeReply]


class SaveReply(BaseModel):
    """What the server vouches for. `notices` are those after the `notices_seen` that was sent."""

    acked_seq: int
    receipt: str
    server_now: datetime
    deadline_at: datetime
    state: str
    arrival: str
    notices: list[NoticeReply]


class OutcomeReply(BaseModel):
    """What came of one example. `verdict`: right, wrong, time, memory, output, crash, syntax; `label` says it in words."""

    verdict: str
    label: str
    said: str


class TryReply(BaseModel):
    """What came of trying a programme, example by example."""

    outcomes: list[OutcomeReply]


class HandInReply(BaseModel):
    """The end of a sitting."""

    receipt: str
    ended_at: datetime
    end_reason: str
    server_now: datetime


class FileReply(BaseModel):
    """A handed-in file that is kept: `name`, `sha256` and `size` are the answer to journal. `arrival` as for answers."""

    name: str
    sha256: str
    size: int
    arrival: str
