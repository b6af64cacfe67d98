"""One question: how it reads, its key, its history."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core import clock
from core.http.identity import current_actor
from core.http.language import translate
from core.words import Message, say
from curriculum import api as curriculum
from question_bank import policies
from question_bank.forms.content import typed_changes
from question_bank.forms.review import ReasonForm, RemarkForm
from question_bank.forms.ties import EnemyForm, SecondsForm
from question_bank.kinds.registry import KINDS
from question_bank.models import Door, Question, Revision, State
from question_bank.operations.note_reading import note_reading
from question_bank.operations.retire_question import restore_question, retire_question
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.enemies import enemies_with
from question_bank.queries.figures import figure_of
from question_bank.queries.labels import label_shifts
from question_bank.queries.questions import neighbours, question_row, revisions_of
from question_bank.queries.readers import reader_count
from question_bank.queries.review import steps_of, threads_of
from question_bank.queries.timeline import timeline
from question_bank.rules.life import rest_ends, why_not_drawn
from question_bank.rules.matrix.expectations import seconds_of
from question_bank.rules.places import place_name
from question_bank.rules.wording import Piece
from question_bank.uses import uses_of


def show(question_id: int) -> ResponseReturnValue:
    """The question as readers get it; `?old=2&new=3` sets two wordings side by side, `?revision=2` shows an old one."""
    question, bank = question_for(question_id, writing=False)
    return page_of_question(question, bank)


@dataclass(frozen=True)
class Refused:
    """An answer to a remark that was not taken: what was typed, and why."""

    comment_id: int
    text: str
    reason: Message


def page_of_question(
    question: Question,
    bank: BankView,
    *,
    remark: RemarkForm | None = None,
    reason: ReasonForm | None = None,
    refused: Refused | None = None,
    enemy: EnemyForm | None = None,
    seconds: SecondsForm | None = None,
) -> str:
    """The page; `remark`, `reason`, `enemy` and `seconds` are forms that were refused, with what was typed; so is `refused`.

    That the question was read, with its key, is noted.
    """
    note_reading(current_actor(), [question.id], Door.PAGE)
    revisions = revisions_of(question.id)
    before, after = neighbours(question)
    return render_template(
        "question_bank/questions/show.html",
        question=question,
        bank=bank,
        kind=KINDS[question.kind],
        revisions=revisions,
        shifts=label_shifts(question),
        shown=_numbered(revisions, "revision") or question.current,
        compared=_compared(revisions),
        topic=curriculum.topics_by_ids([question.topic_id]).get(question.topic_id) if question.topic_id else None,
        outcome=curriculum.outcomes_by_ids([question.outcome_id]).get(question.outcome_id) if question.outcome_id else None,
        levels={level.code: level for level in curriculum.levels()},
        figure=figure_of(question.id),
        before=before,
        after=after,
        refused=refused,
        **_life(question, bank, revisions),
        **_speech(question, bank, remark, reason),
        enemies=enemies_with(question.id),
        enemy=enemy or EnemyForm(formdata=None),
        seconds=seconds or SecondsForm(formdata=None, data={"seconds": question.seconds}),
        usual_seconds=seconds_of(question.kind, question.level),
    )


def _life(question: Question, bank: BankView, revisions: list[Revision]) -> dict[str, object]:
    """Its history, where it is used, what was said of it; everybody named in one query."""
    moments, threads = timeline(revisions, steps_of(question.id)), threads_of(question.id)
    named = {moment.person_id for moment in moments} | {question.suspected_leak_by}.union(*(thread.people for thread in threads))
    rests_until = rest_ends(question.last_used_at, bank.cooling_days, clock.now())
    return {
        "moments": moments, "threads": threads, "people": accounts.people(number for number in named if number),
        "uses": uses_of(current_actor(), question.id, [revision.id for revision in revisions]), "place_name": place_name,
        "rests_until": rests_until, "why_not": why_not_drawn(State(question.state), question.suspected_leak_at is not None, rests_until),
        "readers": reader_count(question.id), "may_know_readers": policies.may_know_readers(current_actor(), bank.organisation_path),
    }  # fmt: skip


def _speech(question: Question, bank: BankView, remark: RemarkForm | None, reason: ReasonForm | None) -> dict[str, object]:
    """What the reader may do, and the forms for it."""
    actor, path = current_actor(), bank.organisation_path
    may_write, may_approve = policies.may_write(actor, path), policies.may_approve(actor, path)
    content = question.newest.content if question.newest else {}
    return {
        "may_write": may_write, "may_approve": may_approve, "may_remark": may_write or may_approve,
        "remark": remark or RemarkForm(formdata=None).offer(content), "reason": reason or ReasonForm(formdata=None),
    }  # fmt: skip


def retire(question_id: int) -> ResponseReturnValue:
    """Take it out of use."""
    question, _ = question_for(question_id, writing=True)
    retire_question(current_actor(), question)
    flash(translate(say("Đã ngừng dùng câu %(ref)s. Đề đã ra vẫn giữ câu này.", ref=question.ref)), "success")
    return redirect(url_for("question_bank.questions.show", question_id=question_id))


def restore(question_id: int) -> ResponseReturnValue:
    """Bring it back as a draft."""
    question, _ = question_for(question_id, writing=True)
    restore_question(current_actor(), question)
    flash(translate(say("Câu %(ref)s đã trở lại ở dạng nháp.", ref=question.ref)), "success")
    return redirect(url_for("question_bank.questions.show", question_id=question_id))


def question_for(question_id: int, *, writing: bool) -> tuple[Question, BankView]:
    """The question and its bank, for those who may see or write it."""
    question = question_row(question_id)
    bank = bank_view(question.bank_id)
    (policies.require_write if writing else policies.require_view)(current_actor(), bank.organisation_path)
    return question, bank


def _numbered(revisions: list[Revision], name: str) -> Revision | None:
    number = request.args.get(name, type=int)
    return next((revision for revision in revisions if revision.number == number), None)


def _compared(revisions: list[Revision]) -> tuple[Revision, Revision, list[tuple[Message, list[Piece]]]] | None:
    old, new = _numbered(revisions, "old"), _numbered(revisions, "new")
    if old is None or new is None or old is new:
        return None
    return old, new, typed_changes(old, new)
