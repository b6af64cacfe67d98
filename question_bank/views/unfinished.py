"""What a person has put aside unfinished: their list, and throwing one away."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.words import say
from question_bank import policies
from question_bank.kinds.registry import KINDS
from question_bank.models import Unfinished
from question_bank.operations.keep_unfinished import discard
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.library import topic_choices
from question_bank.queries.unfinished import UnfinishedLine, unfinished_in, unfinished_line, unfinished_row

PER_PAGE = 25


def index(code: str) -> ResponseReturnValue:
    """The reader's own of a bank."""
    actor, bank = current_actor(), bank_view(code)
    policies.require_write(actor, bank.organisation_path)
    page: Page[UnfinishedLine] = page_of(unfinished_in(actor.person_id, bank.id), per_page=PER_PAGE, read=unfinished_line)
    topics = {topic.code: topic for topic in topic_choices(bank.subject_code)} if page.items else {}
    return render_template("question_bank/unfinished/index.html", bank=bank, page=page, kinds=KINDS, topics=topics)


def confirm(unfinished_id: int) -> ResponseReturnValue:
    """What is lost, before it is."""
    kept, bank = _own(unfinished_id)
    return render_template("question_bank/unfinished/confirm.html", bank=bank, kept=kept, back=_back(kept, bank))


def remove(unfinished_id: int) -> ResponseReturnValue:
    """Throw it away."""
    kept, bank = _own(unfinished_id, held=True)
    discard(kept)
    flash(translate(say("Đã bỏ bản viết dở.")), "success")
    return redirect(_back(kept, bank))


def _own(unfinished_id: int, *, held: bool = False) -> tuple[Unfinished, BankView]:
    kept = unfinished_row(unfinished_id, held=held)
    bank = bank_view(kept.bank_id)
    policies.require_continue(current_actor(), bank.organisation_path, kept.author_id)
    return kept, bank


def _back(kept: Unfinished, bank: BankView) -> str:
    """The page that led here: the editor of its question, or the list."""
    if kept.question_id is not None and request.values.get("from") == "editor":
        return url_for("question_bank.editor.edit", question_id=kept.question_id)
    return url_for("question_bank.unfinished.index", code=bank.code)
