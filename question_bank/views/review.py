"""The review of a bank's questions: what waits, one question at a time, and the decision."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core.errors import Conflict, Invalid, NotFound
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import page_of
from core.words import say
from curriculum import api as curriculum
from question_bank import policies
from question_bank.forms.content import typed_changes
from question_bank.forms.review import ReasonForm, RemarkForm
from question_bank.kinds.registry import KINDS
from question_bank.models import Door, Question
from question_bank.operations.decide_question import approve_question, return_question
from question_bank.operations.note_reading import note_reading
from question_bank.operations.submit_questions import submit_questions
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.labels import label_shifts
from question_bank.queries.library import topic_choices
from question_bank.queries.questions import question_row
from question_bank.queries.review import Queue, authors_of, beside, threads_of, unsubmitted, waiting, waiting_line
from question_bank.rules.places import place_name

MOST_AT_ONCE = 500


def show(code: str) -> ResponseReturnValue:
    """The queue, oldest first, cut by `?topic=` and `?kind=`; the question of `?question=` (else the first) is open for decision."""
    return _page(_bank(code), ReasonForm(formdata=None))


def drafts(code: str) -> ResponseReturnValue:
    """Drafts and changes that nobody has handed in, to be handed in together."""
    bank = bank_view(code)
    policies.require_write(current_actor(), bank.organisation_path)
    page = page_of(unsubmitted(bank.id), read=waiting_line)
    return render_template("question_bank/review/drafts.html", bank=bank, page=page, kinds=KINDS)


def submit(code: str) -> ResponseReturnValue:
    """Hand in the ticked questions."""
    bank = bank_view(code)
    policies.require_write(current_actor(), bank.organisation_path)
    ids = [int(each) for each in request.form.getlist("question")[:MOST_AT_ONCE] if each.isdecimal() and len(each) < 10]
    count = submit_questions(current_actor(), bank, ids)
    flash(translate(say("Đã gửi duyệt %(count)d câu.", count=count)), "success" if count else "warning")
    return redirect(url_for("question_bank.review.drafts", code=bank.code))


def approve(question_id: int) -> ResponseReturnValue:
    """Approve what was read; back to the next in the queue."""
    question, bank = _question(question_id)
    following = _following(question)
    try:
        approve_question(current_actor(), question_id, request.form.get("sha256", ""))
    except Conflict as refusal:
        flash(translate(refusal.message), "error")
        return redirect(_at(bank, question_id))
    flash(translate(say("Đã duyệt câu %(ref)s.", ref=question.ref)), "success")
    return redirect(_at(bank, following))


def send_back(question_id: int) -> ResponseReturnValue:
    """Return it with the reason; back to the next in the queue."""
    question, bank = _question(question_id)
    following, form = _following(question), ReasonForm()
    try:
        return_question(current_actor(), question_id, form.sha256.data or "", form.reason.data or "")
    except (Invalid, Conflict) as error:
        form.refuse(error, at="reason")
        return _page(bank, form, question), 422
    flash(translate(say("Đã trả lại câu %(ref)s.", ref=question.ref)), "success")
    return redirect(_at(bank, following))


def _page(bank: BankView, form: ReasonForm, question: Question | None = None) -> str:
    wanted = _wanted()
    queue = page_of(waiting(bank.id, wanted), read=waiting_line)
    question = question or _asked(bank, [line.id for line in queue.items])
    opened = _opened(question, bank, wanted) if question is not None else {}
    if question is not None:
        note_reading(current_actor(), [question.id], Door.REVIEW)
    return render_template(
        "question_bank/review/show.html",
        bank=bank, queue=queue, question=question, form=form, wanted=wanted, here=_kept(wanted),
        topics=topic_choices(bank.subject_code), kinds=KINDS, **opened,
    )  # fmt: skip


def _wanted() -> Queue:
    """The filter of the address, or of the form that decides and goes on in it."""
    return Queue(*(request.values.get(name, "")[:200] for name in ("topic", "kind")))


def _kept(wanted: Queue) -> dict[str, Any]:
    """The filter as an address goes on with it."""
    return {name: said for name, said in asdict(wanted).items() if said}


def _at(bank: BankView, question_id: int | None) -> str:
    return url_for("question_bank.review.show", code=bank.code, question=question_id, **_kept(_wanted()))


def _asked(bank: BankView, ids: list[int]) -> Question | None:
    """The question of the address, if it still waits; else the first of the page."""
    number = request.args.get("question", type=int)
    if number is not None and 0 < number < 2**31:
        try:
            question = question_row(number)
        except NotFound:
            question = None
        if question is not None and question.bank_id == bank.id and question.submitted_at is not None:
            return question
    return question_row(ids[0]) if ids else None


def _opened(question: Question, bank: BankView, wanted: Queue) -> dict[str, object]:
    """What the page shows of one waiting question."""
    actor, authors, threads = current_actor(), authors_of(question), threads_of(question.id)
    before, after = beside(question, wanted)
    old, new = question.current, question.newest
    has_other_words = question.pending is not None and old is not None and new is not None and old.sha256 != new.sha256
    changed = [old, new, typed_changes(old, new)] if has_other_words and old and new else None
    people = authors.union(*(thread.people for thread in threads))
    return {
        "wording": new, "compared": changed, "shifts": label_shifts(question),
        "kind": KINDS[question.kind], "authors": sorted(authors), "people": accounts.people(people),
        "threads": threads, "place_name": place_name, "before": before, "after": after,
        "remark": RemarkForm(formdata=None).offer(new.content if new else {}),
        "topic": curriculum.topics_by_ids([question.topic_id]).get(question.topic_id) if question.topic_id else None,
        "outcome": curriculum.outcomes_by_ids([question.outcome_id]).get(question.outcome_id) if question.outcome_id else None,
        "levels": {level.code: level for level in curriculum.levels()},
        "may_approve": policies.may_approve(actor, bank.organisation_path, authors),
        "is_author": actor.person_id in authors,
    }  # fmt: skip


def _following(question: Question) -> int | None:
    """What to look at once this one is decided."""
    before, after = beside(question, _wanted())
    return after or before


def _bank(code: str) -> BankView:
    bank = bank_view(code)
    policies.require_remark(current_actor(), bank.organisation_path)
    return bank


def _question(question_id: int) -> tuple[Question, BankView]:
    question = question_row(question_id)
    bank = bank_view(question.bank_id)
    policies.require_approve(current_actor(), bank.organisation_path)
    return question, bank
