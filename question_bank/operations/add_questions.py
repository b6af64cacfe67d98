"""Many new questions at once, in few statements: what an import brings. One question, or a new wording, is `save_question`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update

from core import clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.prepared import inserting
from question_bank.kinds.registry import KINDS
from question_bank.models import Question, Revision
from question_bank.operations.index_questions import index_added
from question_bank.operations.save_question import Draft, check_draft, faults_of
from question_bank.queries.questions import ids_by_ref
from question_bank.rules.content import digest, preview_of, safe_content

_PUT_QUESTIONS = inserting(
    Question, "kind", "created_by", "created_at", "bank_id", "ref", "topic_id", "outcome_id", "level", "state", "category", "tags", "preview",
    "updated_at",
)  # fmt: skip
_PUT_WORDINGS = inserting(Revision, "kind", "created_by", "created_at", "number", "content", "safe", "sha256", "also_by", "question_id")


def add_questions(actor: Actor, bank_id: int, drafts: Sequence[Draft]) -> None:
    """Add questions with refs that nobody in the bank has, in the states that the drafts name. Callers check the policy and keep the record.

    Every draft must be one that `check_draft` takes; Invalid for the first that is not.
    """
    if not drafts:
        return
    known: dict[tuple[str | None, ...], tuple[int | None, int | None]] = {}
    rows = [_row(actor, bank_id, draft, _places(draft, known)) for draft in drafts]
    connection = session.connection()
    _PUT_QUESTIONS.run_many(connection, [row for row, _ in rows])
    id_of = ids_by_ref(bank_id, [draft.ref for draft in drafts])
    _PUT_WORDINGS.run_many(connection, [{**revision, "question_id": id_of[row["ref"]]} for row, revision in rows])
    wording = select(Revision.id).where(Revision.question_id == Question.id).scalar_subquery()
    connection.execute(update(Question).where(Question.id.in_(id_of.values())).values(current_revision_id=wording))
    index_added({**row, "id": id_of[row["ref"]], "content": revision["content"]} for row, revision in rows)


def _places(draft: Draft, known: dict[tuple[str | None, ...], tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    """(topic's id, outcome's id); the curriculum is asked once for all questions of one place."""
    place = (draft.topic_code, draft.outcome_code, draft.level)
    if place not in known:
        known[place] = check_draft(draft)
    elif faults := faults_of(draft):
        raise Invalid(fields=faults)
    return known[place]


def _row(actor: Actor, bank_id: int, draft: Draft, places: tuple[int | None, int | None]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A question and its first wording, as their tables have them."""
    kind, moment = KINDS[draft.kind], clock.now()
    safe = draft.safe if draft.safe is not None else safe_content(kind, draft.content)
    written = {"kind": draft.kind, "created_by": actor.person_id, "created_at": moment}
    question = {
        **written, "bank_id": bank_id, "ref": draft.ref, "topic_id": places[0], "outcome_id": places[1], "level": draft.level,
        "state": str(draft.state), "category": draft.category, "tags": list(draft.tags), "preview": preview_of(safe), "updated_at": moment,
    }  # fmt: skip
    revision = {
        "number": 1,
        "content": draft.content,
        "safe": safe,
        "sha256": digest(draft.kind, draft.content),
        "also_by": list(draft.also_by),
    }
    return question, {**written, **revision}
