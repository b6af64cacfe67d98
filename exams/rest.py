"""JSON of exams. For a sitting: start, save, hand in, by the protocol of docs/sitting.md."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy import update

from core import clock, storage
from core.db import session, transaction
from core.errors import Conflict, Invalid, NotAllowed
from core.http.identity import current_actor
from core.http.language import translate
from core.http.signing import sign, unsign
from core.http.uploads import read_upload
from core.words import Message, say
from exams.errors import SittingRefused
from exams.models import HandedFile, Sitting, SittingState
from exams.operations.append_journal import TAKEN_OVER, Ack, Refused, append_journal
from exams.operations.hand_in import HandedIn
from exams.operations.hand_in import hand_in as end_by_candidate
from exams.operations.receive_file import FOLDER, Brought, answer_to, receive_file
from exams.operations.start_sitting import Started, start_sitting
from exams.queries.handed_files import limits_for
from exams.queries.sitting import asked_of, candidacy_of, notices_after, state_of
from exams.rules.journal import BatchRefused, check_batch, is_head, moment_of, receipt_of
from exams.rules.permit import PURPOSE, Permit, read_permit, write_permit
from exams.rules.timing import Arrival
from exams.schemas import FileReply, HandInReply, NoticeReply, OutcomeReply, StartReply, TryReply
from question_bank import api as question_bank

SCHEME = "Sitting "
DEVICE = re.compile(r"[!-~]{8,64}")
"""A name that the page made up for its machine: printable ASCII, so that any database can keep it."""
MOST_BODY_BYTES = 400_000
SEEN_EVERY = timedelta(seconds=15)


def start(exam_id: int) -> ResponseReturnValue:
    """Begin, resume or take over the actor's own sitting."""
    device = _body().get("device")
    if not isinstance(device, str) or not DEVICE.fullmatch(device):
        raise Invalid
    try:
        started = start_sitting(current_actor(), exam_id, device)
    except SittingRefused as refused:
        return _refusal(refused.code, refused.message, facts=refused.facts)
    return jsonify(_start_reply(started).model_dump(mode="json"))


def save(sitting_id: int) -> ResponseReturnValue:
    """Append a batch and acknowledge it after the commit; without events, say only where the sitting stands.

    The row opens no transaction: most polls only read, and must not queue with the writers.
    """
    received_at = clock.now()
    permit, body = _permit(sitting_id), _body()
    events, seen = body.get("events"), body.get("notices_seen", 0)
    if type(seen) is not int or seen < 0:
        raise Invalid
    if not events:
        return _poll(permit, seen)
    try:
        batch = check_batch(events, body.get("first_seq"), body.get("head"), permit.question_count)
    except BatchRefused as refused:
        return _refusal("bad_batch", say("Gói câu trả lời không đọc được."), 422, {"reason": refused.reason, "seq": refused.seq})
    with transaction():
        outcome = append_journal(permit, batch, received_at)
        notices = notices_after(sitting_id, seen) if isinstance(outcome, Ack) and outcome.notice_count > seen else ()
    if isinstance(outcome, Refused):
        return _refused(outcome)
    receipt = outcome.receipt or receipt_of(outcome.head)
    return _vouch(outcome.acked_seq, receipt, outcome.deadline_at, outcome.state, outcome.arrival, notices)


def hand_in(sitting_id: int) -> ResponseReturnValue:
    """End the sitting when all is saved."""
    permit, body = _permit(sitting_id), _body()
    final_seq, head = body.get("final_seq"), body.get("head")
    if type(final_seq) is not int or not isinstance(head, str) or not is_head(head):
        raise Invalid
    now = clock.now()
    outcome = end_by_candidate(permit, final_seq, head, now)
    if isinstance(outcome, HandedIn):
        reply = HandInReply(receipt=outcome.receipt, ended_at=outcome.ended_at, end_reason=outcome.end_reason, server_now=now)
        return jsonify(reply.model_dump(mode="json"))
    return _refused(outcome)


def try_program(exam_id: int) -> ResponseReturnValue:
    """Run the programme as it stands over the examples of the actor's own running sitting. The row opens no transaction."""
    body = _body()
    sitting, number = candidacy_of(current_actor().person_id, exam_id).sitting, body.get("number")
    if type(number) is not int:
        raise Invalid
    if sitting is None or sitting.state == SittingState.ENDED:
        raise Conflict
    wording = asked_of(sitting, number)
    session.rollback()  # the reads are over; nothing waits for the programme
    try:
        outcomes = question_bank.try_program(wording.kind, wording.content, {"text": body.get("text")})
    except question_bank.InvalidAnswer as error:
        raise Invalid(error.message) from error
    told = [OutcomeReply(verdict=each.verdict, label=translate(question_bank.VERDICTS[each.verdict]), said=each.said) for each in outcomes]
    return jsonify(TryReply(outcomes=told).model_dump(mode="json"))


def hand_file(sitting_id: int, number: int) -> ResponseReturnValue:
    """Keep a file for a question and acknowledge it after the commit; the page journals the answer only then.

    The row opens no transaction: a large file on a slow line must not keep the writers waiting.
    """
    permit = _permit(sitting_id)
    limits = limits_for(sitting_id, number)
    upload = read_upload(request.files.get("file"), limit_bytes=limits.most_bytes)
    refusal = question_bank.refusal_of(limits, upload.name, upload.data)
    if refusal is not None:
        return _refusal("bad_file", refusal, 422)
    brought = Brought(
        number, question_bank.clean_name(upload.name), hashlib.sha256(upload.data).hexdigest(), len(upload.data), _claimed_at(), clock.now()
    )
    outcome = answer_to(permit, brought)
    if outcome is None:
        session.rollback()  # the reads are over
        stored = storage.put(FOLDER, upload.data)
        with transaction():
            outcome = receive_file(permit, brought, stored)
    return _refused(outcome) if isinstance(outcome, Refused) else (_kept_file(outcome, brought.name), 201)


def _kept_file(kept: HandedFile, name: str) -> Response:
    """What stands for the file in the journal, under the name it was brought with."""
    return jsonify(FileReply(name=name, sha256=kept.sha256, size=kept.size, arrival=kept.arrival).model_dump(mode="json"))


def _claimed_at() -> datetime:
    """When the page says that the file was chosen."""
    claimed = moment_of(request.form.get("at"))
    if claimed is None:
        raise Invalid
    return claimed


def _poll(permit: Permit, seen: int) -> ResponseReturnValue:
    state = state_of(permit.sitting_id)
    if state.live_session != permit.live_session:
        return _refused(Refused("taken_over", TAKEN_OVER, state.acked_seq))
    notices = notices_after(permit.sitting_id, seen) if state.notice_count > seen else ()
    if clock.now() - state.seen_at > SEEN_EVERY:
        _note_seen(permit)
    receipt = state.receipt or receipt_of(state.chain_head)
    return _vouch(state.acked_seq, receipt, state.deadline_at, state.state, Arrival.ON_TIME, notices)


def _note_seen(permit: Permit) -> None:
    session.rollback()  # the reads are over; the write starts clean
    with transaction():
        session.execute(update(Sitting.__table__).where(Sitting.id == permit.sitting_id).values(seen_at=clock.now()))  # type: ignore[arg-type]


def _permit(sitting_id: int) -> Permit:
    sent = request.headers.get("Authorization", "")
    words = unsign(PURPOSE, sent[len(SCHEME) :]) if sent.startswith(SCHEME) else None
    permit = read_permit(words) if words else None
    if permit is None or permit.sitting_id != sitting_id:
        raise NotAllowed
    return permit


def _body() -> dict[str, Any]:
    request.max_content_length = MOST_BODY_BYTES
    try:
        body = json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError) as problem:
        raise Invalid from problem
    if not isinstance(body, dict):
        raise Invalid
    return body


def _start_reply(started: Started) -> StartReply:
    return StartReply(
        sitting=started.permit.sitting_id, token=sign(PURPOSE, write_permit(started.permit)), key=started.key,
        order=started.order, started_at=started.started_at, deadline_at=started.deadline_at, server_now=clock.now(),
        acked_seq=started.acked_seq, head=started.head, genesis=started.genesis, events=started.events,
        paper_sha256=started.paper_sha256,
        notices=[NoticeReply(kind=kind, text=text, sent_at=sent_at) for kind, text, sent_at in started.notices],
    )  # fmt: skip


def _vouch(acked_seq: int, receipt: str, deadline_at: datetime, state: str, arrival: str, notices: Any) -> Response:
    """A `SaveReply`, written by hand: this answers every save."""
    reply = {
        "acked_seq": acked_seq, "receipt": receipt, "server_now": _instant(clock.now()), "deadline_at": _instant(deadline_at),
        "state": state, "arrival": arrival,
        "notices": [{"kind": kind, "text": text, "sent_at": _instant(sent_at)} for kind, text, sent_at in notices],
    }  # fmt: skip
    return Response(json.dumps(reply), content_type="application/json", headers={"Cache-Control": "no-store"})


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _refused(refused: Refused) -> ResponseReturnValue:
    return _refusal(refused.code, refused.message, facts={"acked_seq": refused.acked_seq, "receipt": refused.receipt})


def _refusal(code: str, message: Message, status: int = 409, facts: Mapping[str, object] | None = None) -> ResponseReturnValue:
    """problem+json with a `code` for the page's script. A value, not an exception: what the refusal recorded is committed."""
    body = {"type": "about:blank", "status": status, "title": translate(message), "code": code, "server_now": _instant(clock.now())}
    answer = jsonify({**body, **(facts or {})})
    answer.content_type = "application/problem+json"
    return answer, status
