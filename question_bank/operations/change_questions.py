"""Change many questions at once, as the preview told: a few in the request, many by a job that goes on where it stopped."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, CoreError, Invalid
from core.jobs.api import Progress, enqueue, unwatched
from core.words import Message, say
from question_bank import policies
from question_bank.models import BulkRun, Question, State
from question_bank.operations.index_questions import index_questions
from question_bank.operations.retire_question import restore_question, retire_question
from question_bank.operations.submit_questions import hand_in, submit_questions
from question_bank.operations.write_revision import relabel
from question_bank.queries.banks import BankView, bank_view, needs_review_now
from question_bank.queries.bulk import MOST, run_row, standings
from question_bank.queries.review import questions_in
from question_bank.rules.bulk import Act, Change, Effect, digest_of, effect_on, unpacked
from question_bank.rules.messages import packed

AT_ONCE = 200
"""Questions; a larger change is made by the worker."""
STEP = 50
MOST_REFUSED = 200
"""Refused questions that a report names; the rest is counted."""
APPLY = "question_bank.change_questions"


def plan_change(actor: Actor, bank: BankView, ids: list[int], change: Change) -> tuple[list[Effect], str]:
    """What the change would make of each question, and the digest to confirm it by. Invalid when nothing is asked, or of too many."""
    policies.require_write(actor, bank.organisation_path)
    if not change.asks:
        raise Invalid(say("Hãy chọn ít nhất một điều cần sửa."))
    if not ids:
        raise Invalid(say("Hãy chọn ít nhất một câu."))
    if len(ids) > MOST:
        raise Invalid(say("Mỗi lần sửa được nhiều nhất %(n)d câu. Hãy lọc hẹp lại rồi sửa từng phần.", n=MOST))
    found = standings(ids)
    return [effect_on(each, change, needs_review=bank.needs_review) for each in found], digest_of(change, found)


def ask_for_change(actor: Actor, bank: BankView, ids: list[int], change: Change, digest: str) -> BulkRun:
    """Make the change that was looked at: at once, or by a job. Conflict when a question was changed since, Invalid as above."""
    effects, now = plan_change(actor, bank, ids, change)
    if digest != now:
        raise Conflict(say("Có câu vừa được sửa sau khi bạn xem trước. Hãy xem lại rồi xác nhận."))
    moving = [effect.before.id for effect in effects if effect.moves or effect.reason]
    run = BulkRun(
        bank_id=bank.id, change=change.packed(), chosen={"ids": moving, "same": len(effects) - len(moving)}, position=0, report={},
        created_by=actor.person_id, created_at=clock.now(),
    )  # fmt: skip
    session.add(run)
    session.flush()
    audit.record(actor, "question_bank.bulk_asked", f"bank:{bank.id}", run=run.id, questions=len(effects), change=_told(change))
    if len(moving) <= AT_ONCE:
        change_questions(actor, run.id, unwatched)
    else:
        run.job_id = enqueue(APPLY, {"run": run.id, "person": actor.person_id}, key=f"change_questions:{run.id}").id
    return run


def change_questions(actor: Actor, run_id: int, progress: Progress) -> None:
    """Change the questions of a run, those of the last step first when it was interrupted. What cannot be changed any more is told."""
    run = run_row(run_id)
    ids, change = run.chosen["ids"], unpacked(run.change)
    while run.position < len(ids):
        bank = replace(bank_view(run.bank_id), needs_review=needs_review_now(run.bank_id))
        some = ids[run.position : run.position + STEP]
        run.report = _added(run.report, _change_some(actor, bank, some, change))
        run.position += len(some)
        session.flush()
        progress(run.position, len(ids))
    if run.done_at is None:
        run.done_at, bank = clock.now(), bank_view(run.bank_id)
        counts = {name: run.report.get(name, 0) for name in ("changed", "refused")}
        audit.record(actor, "question_bank.bulk_changed", f"bank:{bank.id}", run=run.id, **counts)


def _change_some(actor: Actor, bank: BankView, ids: list[int], change: Change) -> list[tuple[str, Message | None]]:
    """(ref, why not) of each; the questions are held while they are changed."""
    held = {question.id: question for question in questions_in(bank.id, ids)}
    found, done = [], []
    for before in standings(list(held)):
        effect = effect_on(before, change, needs_review=bank.needs_review)
        reason = effect.reason or _apply(actor, bank, held[before.id], effect)
        found.append((before.ref, reason))
        done += [before.id] if reason is None else []
    index_questions(done)
    return found


def _apply(actor: Actor, bank: BankView, question: Question, effect: Effect) -> Message | None:
    """Why it could not be; the labels are set even where the state has come by itself. Labels are handed in with their question."""
    if effect.act == Act.SUBMIT:
        relabel(actor, question, effect.labels, needs_review=bank.needs_review)
    try:
        _apply_act(actor, bank, question, effect.act)
    except CoreError as error:
        return error.message
    if effect.act != Act.SUBMIT:
        relabel(actor, question, effect.labels, needs_review=bank.needs_review)
        hand_in(actor, question, is_asked=question.submitted_at is not None)
    question.tags, question.updated_at = list(effect.tags), clock.now()
    session.flush()
    return None


def _apply_act(actor: Actor, bank: BankView, question: Question, act: Act) -> None:
    """By the same operations as one by one: their steps and records are the same."""
    if act == Act.RETIRE:
        retire_question(actor, question)
    elif act == Act.RESTORE:
        restore_question(actor, question)
    elif act == Act.SUBMIT:
        submit_questions(actor, bank, [question.id])
    elif act in (Act.READY, Act.DRAFT):
        question.state, question.submitted_at = State(act.value), None


def _added(report: dict[str, Any], found: list[tuple[str, Message | None]]) -> dict[str, Any]:
    refused = [(ref, reason) for ref, reason in found if reason is not None]
    named = [*report.get("named", []), *([ref, packed([reason])[0]] for ref, reason in refused)][:MOST_REFUSED]
    counts = Counter({"changed": report.get("changed", 0) + len(found) - len(refused), "refused": report.get("refused", 0) + len(refused)})
    return {**counts, "named": named}


def _told(change: Change) -> dict[str, Any]:
    """The change as the record keeps it, without what it leaves as it is."""
    return {name: value for name, value in change.packed().items() if value}
