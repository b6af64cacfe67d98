"""Staff: which banks are open for review."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core.errors import Invalid, NotFound
from core.http.identity import current_actor
from core.http.language import translate
from core.permissions import Permission as P
from core.words import say
from curriculum import api as curriculum
from exams import api as exams
from question_bank import api as question_bank
from review import policies
from review.forms import OpenForm
from review.operations import open_bank as operations
from review.queries.banks import PRACTISED, opened


def index() -> ResponseReturnValue:
    """The banks of the actor's organisations, open or closed."""
    actor = current_actor()
    banks = [bank for bank in question_bank.banks_in(actor.paths(P.REVIEW_MANAGE)) if policies.may_manage(actor, bank.organisation_path)]
    views = opened(bank.id for bank in banks)
    return render_template(
        "review/banks/index.html",
        banks=banks, opened=views, counts=question_bank.ready_counts([bank.id for bank in banks], PRACTISED),
        people=accounts.people({view.opened_by for view in views.values() if view.opened_by}),
        subjects={subject.code: subject for subject in curriculum.subjects()}, exams=exams.certificate_exams_using(bank.id for bank in banks),
    )  # fmt: skip


def ask(code: str) -> ResponseReturnValue:
    """What opening means, before it is done."""
    return _page(_bank(code), OpenForm())


def open_up(code: str) -> ResponseReturnValue:
    """Open the bank."""
    bank, form = _bank(code), OpenForm()
    if not form.validate():
        return _page(bank, form), 422
    try:
        operations.open_bank(current_actor(), bank)
    except Invalid as error:
        form.refuse(error)
        return _page(bank, form), 422
    flash(translate(say("Đã mở %(name)s cho ôn tập.", name=bank.name)), "success")
    return redirect(url_for("review.banks.index"))


def close(code: str) -> ResponseReturnValue:
    """Close it again."""
    bank = _bank(code)
    operations.close_bank(current_actor(), bank)
    flash(translate(say("Đã đóng %(name)s. Kết quả học sinh đã luyện vẫn được giữ.", name=bank.name)), "success")
    return redirect(url_for("review.banks.index"))


def _bank(code: str) -> question_bank.BankView:
    bank = question_bank.bank(code)
    if bank is None:
        raise NotFound
    policies.require_manage(current_actor(), bank.organisation_path)
    return bank


def _page(bank: question_bank.BankView, form: OpenForm) -> str:
    return render_template(
        "review/banks/ask.html",
        bank=bank, form=form, count=question_bank.ready_counts([bank.id], PRACTISED).get(bank.id, 0),
        exams=exams.certificate_exams_using([bank.id]).get(bank.id, []),
    )  # fmt: skip
