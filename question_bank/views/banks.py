"""The banks a person sees, and opening one."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from accounts import api as accounts
from core.errors import Conflict, Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.permissions import Permission as P
from core.words import say
from curriculum import api as curriculum
from question_bank import policies
from question_bank.forms.bank import BankForm
from question_bank.forms.review import BankRulesForm
from question_bank.operations.change_bank import change_bank
from question_bank.operations.create_bank import create_bank
from question_bank.queries.banks import BankView, bank_counts, bank_view


def index() -> ResponseReturnValue:
    """Every bank within reach, with its counts."""
    actor = current_actor()
    return render_template(
        "question_bank/banks/index.html",
        banks=bank_counts(policies.viewed_paths(actor)),
        subjects={s.code: s for s in curriculum.subjects()},
        may_create=bool(actor.paths(P.BANK_WRITE)),
    )


def new() -> ResponseReturnValue:
    """An empty form for a bank."""
    return _page(_offered(BankForm()))


def create() -> ResponseReturnValue:
    """Open the bank."""
    form = _offered(BankForm())
    if not form.validate():
        return _page(form), 422
    try:
        made = create_bank(current_actor(), form.to_command())
    except Invalid as error:
        form.refuse(error)
        return _page(form), 422
    flash(translate(say("Đã mở ngân hàng %(name)s.", name=made.name)), "success")
    return redirect(url_for("question_bank.library.index", code=made.code))


def rules(code: str) -> ResponseReturnValue:
    """The rules of a bank: its name, review, rest."""
    bank = _ruled(code)
    return _rules_page(bank, BankRulesForm.of(bank))


def change_rules(code: str) -> ResponseReturnValue:
    """Change them."""
    bank = _ruled(code)
    form = BankRulesForm.of(bank)
    if not form.validate():
        return _rules_page(bank, form), 422
    try:
        change_bank(current_actor(), bank.id, form.to_command())
    except (Invalid, Conflict) as error:
        form.refuse(error if isinstance(error, Invalid) else Invalid(fields={"needs_review": error.message}))
        return _rules_page(bank, form), 422
    flash(translate(say("Đã lưu quy tắc của ngân hàng %(name)s.", name=form.name.data)), "success")
    return redirect(url_for("question_bank.library.index", code=code))


def _ruled(code: str) -> BankView:
    bank = bank_view(code)
    policies.require_approve(current_actor(), bank.organisation_path)
    return bank


def _rules_page(bank: BankView, form: BankRulesForm) -> str:
    return render_template("question_bank/banks/rules.html", bank=bank, form=form)


def _offered(form: BankForm) -> BankForm:
    owners = accounts.organisations_in(current_actor().paths(P.BANK_WRITE))
    locale = str(get_locale())
    top = min((owner.depth for owner in owners), default=0)
    form.offer([(o.id, "– " * (o.depth - top) + o.name) for o in owners], [(s.code, s.label(locale)) for s in curriculum.subjects()])
    return form


def _page(form: BankForm) -> str:
    return render_template("question_bank/banks/new.html", form=form)
