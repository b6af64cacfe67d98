"""The filters that a person keeps: made, opened by default, removed."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.errors import CoreError
from core.http.identity import current_actor
from core.http.language import translate
from question_bank import policies
from question_bank.operations.keep_filter import keep_filter, remove_filter, set_default
from question_bank.queries.banks import bank_view
from question_bank.queries.saved_filters import own_filter
from question_bank.rules.filter import filter_of


def create(code: str) -> ResponseReturnValue:
    """Keep the filter of the page it was asked from."""
    actor, bank = current_actor(), bank_view(code)
    policies.require_view(actor, bank.organisation_path)
    wanted = filter_of(request.form.get("query", "")[:2_000])
    try:
        keep_filter(actor, bank.id, request.form.get("name", ""), wanted)
    except CoreError as error:
        told = getattr(error, "fields", {}).get("name") or error.message
        flash(translate(told), "error")
    return redirect(f"{url_for('question_bank.library.index', code=code)}?{wanted.query}")


def change(filter_id: int) -> ResponseReturnValue:
    """Open it by default, or no longer, or remove it. Only one's own."""
    actor = current_actor()
    kept = own_filter(actor.person_id, filter_id)
    bank, act, query = bank_view(kept.bank_id), request.form.get("act", ""), kept.query
    policies.require_view(actor, bank.organisation_path)
    if act == "remove":
        remove_filter(kept)
    elif act in ("default", "undefault"):
        set_default(kept, is_default=act == "default")
    return redirect(f"{url_for('question_bank.library.index', code=bank.code)}?{query}")
