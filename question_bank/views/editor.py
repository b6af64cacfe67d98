"""Writing a question: the form by its kind, with a preview that shows what readers will get."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.errors import Conflict, Invalid, NotFound
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from curriculum import api as curriculum
from question_bank import policies
from question_bank.forms.question import QuestionForm, blank_form, form_again, form_from, form_of
from question_bank.forms.sent import KEEP
from question_bank.kinds.registry import KINDS
from question_bank.models import Deed, Door, ImportItem, Question, Unfinished
from question_bank.operations.keep_unfinished import discard, keep_unfinished
from question_bank.operations.note_reading import note_reading
from question_bank.operations.save_question import Saved, save_question
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.duplicates import near
from question_bank.queries.imports import item_row
from question_bank.queries.library import outcome_choices, topic_choices
from question_bank.queries.review import steps_of, threads_of
from question_bank.queries.unfinished import unfinished_count, unfinished_of, unfinished_row
from question_bank.rules.content import broken_maths, safe_content
from question_bank.rules.places import place_name
from question_bank.views.questions import question_for


@dataclass(frozen=True)
class Desk:
    """Where somebody writes: the next wording of `question`, or a new one of the bank.

    `begun` is what they once put aside and go on with; `is_gone`: the address names one that is not there any more.
    """

    bank: BankView
    question: Question | None = None
    begun: Unfinished | None = None
    is_gone: bool = False
    item: ImportItem | None = None

    @property
    def old(self) -> dict[str, Any]:
        """The content that the page began from."""
        written = self.begun or self.item or (self.question and self.question.newest)
        return (written.content if written else None) or {}

    @property
    def also_by(self) -> tuple[int, ...]:
        """Whose work it is beside the writer's."""
        return tuple(self.begun.also_by) if self.begun else self.item.hands if self.item else ()


def new(code: str) -> ResponseReturnValue:
    """The choice of a kind, or the empty form of `?kind=`; `?item=` mends a question that an import refused."""
    desk, kind = _desk(_bank(code)), request.args.get("kind", "")
    if desk.begun is not None:
        return _page(desk, form_again(desk.begun))
    if desk.item is not None and desk.item.content is not None:
        item = desk.item
        form = blank_form(item.kind, ref=item.ref, topic=item.topic_code or "", outcome=item.outcome_code or "", level=item.level or "")
        form.content = desk.old
        return _page(desk, form)
    if kind not in KINDS:
        begun = unfinished_count(current_actor().person_id, desk.bank.id)
        return render_template("question_bank/editor/kinds.html", bank=desk.bank, kinds=KINDS, begun=begun)
    return _page(desk, blank_form(kind, topic=request.args.get("topic", ""), level=request.args.get("level", "")))


def create(code: str) -> ResponseReturnValue:
    """Save a new question, or put it aside."""
    bank, kind = _bank(code), request.args.get("kind", "")
    if kind not in KINDS:
        raise NotFound
    desk = _desk(bank, kind=kind, held=True)
    return _save(desk, form_from(kind, request.form, desk.old))


def edit(question_id: int) -> ResponseReturnValue:
    """The form of a question's newest wording; `?unfinished=` goes on with the reader's own."""
    question, bank = question_for(question_id, writing=True)
    note_reading(current_actor(), [question.id], Door.EDITOR)
    desk = _desk(bank, question)
    form = form_again(desk.begun) if desk.begun else form_of(question, _topic_code(question), _outcome_code(question))
    return _page(desk, _named(form, question))


def update(question_id: int) -> ResponseReturnValue:
    """Save a new wording, or put it aside."""
    question, bank = question_for(question_id, writing=True)
    desk = _desk(bank, question, held=True)
    return _save(desk, _named(form_from(question.kind, request.form, desk.old), question))


def preview(code: str) -> ResponseReturnValue:
    """The part of the page that shows the question as readers will get it. Saves nothing."""
    bank, kind = _bank(code), request.args.get("kind", "")
    if kind not in KINDS:
        raise NotFound
    question_id = _number("question")
    question = question_for(question_id, writing=True)[0] if question_id else None
    form = form_from(kind, request.form, _desk(bank, question, kind=kind).old)
    return render_template("question_bank/editor/_preview.html", **_preview(form), bank=bank, editing=True)


def _save(desk: Desk, form: QuestionForm) -> ResponseReturnValue:
    if form.extra_rows:
        return _page(desk, form)
    act, actor = request.form.get("act", ""), current_actor()
    try:
        if desk.is_gone:
            raise Conflict(say("Bản viết dở này không còn: nó đã được lưu hoặc bỏ ở cửa sổ khác. Chữ đang viết vẫn ở đây, hãy bấm lại."))
        if act.startswith(KEEP):
            return _put_aside(desk, form, over=act != KEEP)
        saved = save_question(actor, desk.bank.id, replace(form.to_command(), also_by=desk.also_by), desk.question)
    except (Invalid, Conflict) as error:
        form.refuse(error)
        return _page(desk, form), 422
    if desk.begun is not None:
        discard(desk.begun)
    flash(_told(saved.outcome, saved.question), "success")
    _warn_of_near(desk.bank, form, saved)
    if act == "next":
        again = url_for("question_bank.editor.new", code=desk.bank.code, kind=form.kind.code, topic=form.topic, level=form.level)
        return redirect(again)
    return redirect(url_for("question_bank.questions.show", question_id=saved.question.id))


def _put_aside(desk: Desk, form: QuestionForm, *, over: bool) -> ResponseReturnValue:
    begun = form.to_begun(desk.question.id if desk.question else None, desk.also_by)
    keep_unfinished(current_actor(), desk.bank.id, begun, desk.begun, over=over)
    flash(translate(say("Đã cất bản viết dở. Chỉ mình bạn thấy; bản này chưa được kiểm và chưa vào ngân hàng.")), "success")
    return redirect(url_for("question_bank.unfinished.index", code=desk.bank.code))


def _warn_of_near(bank: BankView, form: QuestionForm, saved: Saved) -> None:
    """Who writes without script is told after the saving."""
    alike = near(bank.id, form.kind.code, form.content, saved.question.id) if saved.outcome in ("added", "revised") else []
    if alike:
        flash(translate(say("Câu này gần giống câu đã có: %(refs)s.", refs=", ".join(each.ref for each in alike))), "warning")


def _told(outcome: str, question: Question) -> str:
    wording = question.newest
    if question.pending is not None and outcome != "same" and wording is not None:
        waits = say(
            "Đã lưu phiên bản %(n)d của câu %(ref)s. Đề vẫn rút bản đã duyệt cho đến khi bản này được duyệt.",
            n=wording.number,
            ref=question.ref,
        )
        return translate(waits)
    if outcome == "revised" and wording is not None:
        return translate(say("Đã lưu phiên bản %(n)d của câu %(ref)s.", n=wording.number, ref=question.ref))
    if outcome == "same":
        return translate(say("Câu %(ref)s không có gì thay đổi.", ref=question.ref))
    return translate(say("Đã lưu câu %(ref)s.", ref=question.ref))


def _bank(code: str) -> BankView:
    bank = bank_view(code)
    policies.require_write(current_actor(), bank.organisation_path)
    return bank


def _desk(bank: BankView, question: Question | None = None, *, kind: str = "", held: bool = False) -> Desk:
    """What the address says. Who only looks is told that an unfinished wording is not there; who sends one loses nothing by it."""
    item_id, begun_id, actor = _number("item"), _number("unfinished"), current_actor()
    desk = Desk(bank, question, item=item_row(item_id, bank.id) if item_id and question is None else None)
    if begun_id is None:
        return desk
    try:
        begun = unfinished_row(begun_id, held=held)
        policies.require_continue(actor, bank.organisation_path, begun.author_id)
        if (begun.bank_id, begun.question_id) != (bank.id, question.id if question else None) or kind not in ("", begun.kind):
            raise NotFound
    except NotFound:
        if request.method == "GET":
            raise
        return replace(desk, is_gone=True)
    return replace(desk, begun=begun)


def _named(form: QuestionForm, question: Question) -> QuestionForm:
    """What the form of an old question does not show."""
    return replace(form, ref=question.ref, category=question.category)


def _number(name: str) -> int | None:
    """A row's number in the address; one that no row can have is no page."""
    number = request.args.get(name, type=int)
    if number is not None and not 0 < number < 2**31:
        raise NotFound
    return number


def _topic_code(question: Question) -> str:
    topic_id = question.proposed.topic_id
    return curriculum.topics_by_ids([topic_id])[topic_id].code if topic_id is not None else ""


def _outcome_code(question: Question) -> str:
    outcome_id = question.proposed.outcome_id
    return curriculum.outcomes_by_ids([outcome_id])[outcome_id].code if outcome_id is not None else ""


def _page(desk: Desk, form: QuestionForm) -> str:
    bank, question = desk.bank, desk.question
    topics = topic_choices(bank.subject_code)
    outcomes = outcome_choices(topics)
    own = unfinished_of(current_actor().person_id, question.id) if question and not desk.begun else None
    return render_template(
        "question_bank/editor/edit.html",
        bank=bank, form=form, question=question, topics=topics, outcomes=outcomes, levels=curriculum.levels(), editing=True,
        begun=desk.begun, is_gone=desk.is_gone, own=own, **_preview(form), **_asked(question),
    )  # fmt: skip


def _asked(question: Question | None) -> dict[str, Any]:
    """What reviewers ask of the author: the reason of a return that still stands, and open remarks."""
    if question is None:
        return {"returned": None, "threads": []}
    latest = next(iter(steps_of(question.id)), None)
    open_threads = [thread for thread in threads_of(question.id) if thread.remark.resolved_at is None]
    return {"returned": latest if latest and latest.deed == Deed.RETURNED else None, "threads": open_threads, "place_name": place_name}


def _preview(form: QuestionForm) -> dict[str, Any]:
    return {
        "kind": form.kind, "safe": safe_content(form.kind, form.content), "problems": form.kind.check(form.content),
        "broken": broken_maths(form.kind, form.content),
    }  # fmt: skip
