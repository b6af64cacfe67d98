"""A bank's questions: found by topic, level, kind, state and words."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.http.identity import current_actor
from core.http.paging import page_of
from curriculum import api as curriculum
from question_bank import policies
from question_bank.forms.exports import filter_from
from question_bank.kinds.registry import KINDS
from question_bank.queries.banks import bank_view
from question_bank.queries.library import found_by, line_of, state_counts, topic_choices


def index(code: str) -> ResponseReturnValue:
    """One page of the list; every filter is in the address."""
    actor, bank = current_actor(), bank_view(code)
    policies.require_view(actor, bank.organisation_path)
    wanted = filter_from(request.args)
    choices = topic_choices(bank.subject_code)
    known = {topic.id: topic for topic in choices}
    page = page_of(found_by(bank.id, wanted), read=line_of)
    return render_template(
        "question_bank/library/index.html",
        bank=bank,
        page=page,
        wanted=wanted,
        counts=state_counts(bank.id),
        choices=choices,
        topics=known | curriculum.topics_by_ids({line.topic_id for line in page.items if line.topic_id} - known.keys()),
        levels=curriculum.levels(),
        kinds=KINDS,
        may_write=policies.may_write(actor, bank.organisation_path),
        may_export=policies.may_export(actor, bank.organisation_path),
        may_rule=policies.may_approve(actor, bank.organisation_path),
    )
