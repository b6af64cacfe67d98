"""A bank's questions: found by words, labels, history and figures; filters that people keep."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core import clock
from core.http.identity import current_actor
from core.http.paging import Page, page_of
from curriculum import api as curriculum
from question_bank import policies
from question_bank.kinds.registry import KINDS
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.library import authors_in, found_by, lines_of, outcome_choices, recent_tags, state_counts, topic_choices
from question_bank.queries.saved_filters import default_of, filters_of
from question_bank.queries.unfinished import unfinished_count
from question_bank.rules.filter import Filter, filter_from
from question_bank.rules.life import rest_ends


def index(code: str) -> ResponseReturnValue:
    """One page of the list; every filter is in the address. Without any, the reader's own default opens."""
    actor, bank = current_actor(), bank_view(code)
    policies.require_view(actor, bank.organisation_path)
    default = default_of(actor.person_id, bank.id) if not request.args else ""
    if default:
        return redirect(f"{url_for('question_bank.library.index', code=bank.code)}?{default}")
    wanted, may_write = filter_from(request.args), policies.may_write(actor, bank.organisation_path)
    found: Page[Any] = page_of(found_by(bank.id, wanted))
    page = replace(found, items=lines_of(found.items))
    return render_template(
        "question_bank/library/index.html",
        bank=bank,
        page=page,
        wanted=wanted,
        resting={line.id for line in page.items if rest_ends(line.last_used_at, bank.cooling_days, clock.now())},
        counts=state_counts(bank.id),
        kinds=KINDS,
        saved=filters_of(actor.person_id, bank.id),
        may_write=may_write,
        begun=unfinished_count(actor.person_id, bank.id) if may_write else 0,
        may_rule=policies.may_approve(actor, bank.organisation_path),
        may_export=policies.may_export(actor, bank.organisation_path),
        **_choices(bank, wanted, {line.topic_id for line in page.items if line.topic_id}),
    )


def _choices(bank: BankView, wanted: Filter, topic_ids: set[int]) -> dict[str, Any]:
    """What the filters offer, and the names of what the page shows."""
    topics = topic_choices(bank.subject_code)
    known = {topic.id: topic for topic in topics}
    chosen = next((topic for topic in topics if topic.code == wanted.topic), None)
    authors = accounts.people({*authors_in(bank.id), wanted.author_id} - {0})
    return {
        "choices": topics,
        "topics": known | curriculum.topics_by_ids(topic_ids - known.keys()),
        "outcomes": outcome_choices([chosen]) if chosen else [],
        "levels": curriculum.levels(),
        "authors": sorted(authors.values(), key=lambda person: person.full_name),
        "tags": recent_tags(bank.id),
    }
