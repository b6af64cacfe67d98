"""Take what was read and checked into the bank. Doing it again changes nothing; what was refused or left out stays out."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import update
from sqlalchemy.orm.attributes import set_committed_value

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, CoreError, Invalid
from core.jobs.api import Progress, enqueue, unwatched
from core.words import say
from curriculum import api as curriculum
from question_bank.models import Door, ImportItem, ImportRun, Question, RunState, State, Verdict
from question_bank.operations.add_questions import add_questions
from question_bank.operations.note_reading import note_reader
from question_bank.operations.save_question import Draft, save_question
from question_bank.queries.banks import needs_review_now
from question_bank.queries.imports import brought_by, items_of, outcome_counts
from question_bank.queries.questions import ids_by_ref, question_by_ref
from question_bank.rules.content import digest
from question_bank.rules.life import Labels
from question_bank.rules.messages import packed

APPLY_AT_ONCE = 200
"""Questions; a larger import is applied by the worker."""
STEP = 200


def ask_to_apply(actor: Actor, run: ImportRun) -> None:
    """Apply at once when there is little, else by a job. Conflict unless the run waits for its check. Callers check the policy."""
    locked = session.get_one(ImportRun, run.id, with_for_update=True, populate_existing=True)
    if locked.state != RunState.CHECK:
        raise Conflict(say("Lần nhập này không còn chờ áp dụng."))
    locked.state = RunState.APPLYING
    if locked.report["items"] <= APPLY_AT_ONCE:
        apply_import(actor, locked.id, unwatched)
    else:
        arguments = {"run": locked.id, "person": actor.person_id}
        locked.job_id = enqueue("question_bank.apply_import", arguments, key=f"apply_import:{locked.id}").id


def apply_import(actor: Actor, run_id: int, progress: Progress) -> None:
    """Save every item that was kept or changed. Goes on where it stopped."""
    run = session.get_one(ImportRun, run_id)
    if run.state == RunState.DONE:
        return
    items = list(session.scalars(items_of(run_id)))
    for start in range(0, len(items), STEP):
        some = [item for item in items[start : start + STEP] if item.outcome is None]
        if not needs_review_now(run.bank_id):
            _add(actor, run, some)
        for item in some:
            if item.outcome is None:
                item.outcome = _apply(actor, run, item)
        session.flush()
        progress(min(start + STEP, len(items)), len(items))
    run = session.get_one(ImportRun, run_id)
    run.state, run.applied_at = RunState.DONE, clock.now()
    run.report = {**run.report, "outcomes": outcome_counts(run_id)}
    for person_id in run.seen_by:
        note_reader(person_id, brought_by(run), Door.IMPORT)
    audit.record(actor, "question_bank.import_applied", f"import:{run.id}", bank=run.bank_id, outcomes=run.report["outcomes"])


def _add(actor: Actor, run: ImportRun, items: Sequence[ImportItem]) -> None:
    """Add the questions that the bank does not have together; with a fault in one they are left to be saved one by one."""
    taken = ids_by_ref(run.bank_id, [item.ref for item in items])
    new = [item for item in items if _may_come(item) and item.ref not in taken]
    try:
        add_questions(actor, run.bank_id, [_draft(run, item, None) for item in new])
    except CoreError:
        return
    session.connection().execute(update(ImportItem).where(ImportItem.id.in_([item.id for item in new])).values(outcome="added"))
    for item in new:
        set_committed_value(item, "outcome", "added")  # written by one statement for all


def _may_come(item: ImportItem) -> bool:
    return item.verdict != Verdict.LEFT_OUT and item.state != "refused" and item.content is not None


def _apply(actor: Actor, run: ImportRun, item: ImportItem) -> str:
    if item.verdict == Verdict.LEFT_OUT:
        return "left_out"
    if item.state == "refused" or item.content is None:
        return "refused"
    question = question_by_ref(run.bank_id, item.ref)
    if question is not None and _knows_the_approved_only(item, question):
        return "same"
    try:
        return save_question(actor, run.bank_id, _draft(run, item, question), question, noted=False).outcome
    except CoreError as error:
        # The whole import must not fall with one question; what it said is shown beside it.
        told = list(error.fields.values()) if isinstance(error, Invalid) and error.fields else [error.message]
        item.reasons = [*item.reasons, *packed(told)]
        return "refused"


def _knows_the_approved_only(item: ImportItem, question: Question) -> bool:
    """Whether the file says what papers draw, while other words or labels wait for approval: it knew nothing of them, so they stay."""
    current = question.current
    if question.pending is None or current is None or current.sha256 != digest(item.kind, item.content or {}):
        return False
    kept = (_topic_code(question.labels), _outcome_code(question.labels), question.labels.level, question.category, question.tags)
    said = (item.topic_code, item.outcome_code, item.level, item.category, item.tags)
    return all(each == label for each, label in zip(said, kept, strict=True) if each)


def _draft(run: ImportRun, item: ImportItem, question: Question | None) -> Draft:
    """Where the file says nothing, a question of the bank keeps what people have given it."""
    asked = run.settings
    topic, level, state, tags = item.topic_code or asked["topic"], item.level or asked["level"], asked["state"], item.tags
    if question is not None:
        topic = item.topic_code or _topic_code(question.proposed) or asked["topic"]
        level = item.level or question.proposed.level or asked["level"]
        # What waits goes on waiting: a file that says the same takes nothing back.
        state = State.REVIEW if question.submitted_at is not None else question.state
        tags = item.tags or question.tags
    # The outcome that it has goes as soon as it leaves the outcome's topic.
    has_its_topic = question is not None and topic == _topic_code(question.proposed)
    outcome = item.outcome_code or (_outcome_code(question.proposed) if question and has_its_topic else None)
    category = item.category or (question.category if question else "")
    return Draft(item.kind, item.content or {}, item.ref, topic, level, State(state), category, tuple(tags), item.safe, outcome, item.hands)


def _topic_code(labels: Labels) -> str | None:
    return curriculum.topics_by_ids([labels.topic_id])[labels.topic_id].code if labels.topic_id is not None else None


def _outcome_code(labels: Labels) -> str | None:
    return curriculum.outcomes_by_ids([labels.outcome_id])[labels.outcome_id].code if labels.outcome_id is not None else None
