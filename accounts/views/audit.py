"""The audit trail in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.queries.people import person_named
from accounts.queries.trail import names_of, trail
from accounts.queries.words import described_acts, words_of_act
from accounts.rules.trail import detail_lines, row_of, subject_of
from core.audit import AuditRecord
from core.folding import tidy
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.http.templates import quick_url_for
from core.permissions import Permission as P
from core.words import say

OWN_SUBJECTS = {
    "person": ("accounts.people.show", "person_id"),
    "organisation": ("accounts.organisations.edit", "organisation_id"),
    "group": ("accounts.groups.show", "group_id"),
}
SUBJECT_KINDS = {"person": say("Người dùng"), "organisation": say("Đơn vị"), "group": say("Lớp, nhóm"), "exam": say("Kỳ thi")}
NOBODY = -1


def index() -> ResponseReturnValue:
    act, subject, username = (tidy(request.args.get(name, ""))[:120] for name in ("act", "subject", "who"))
    person = person_named(username) if username else None
    person_id = (person.id if person else NOBODY) if username else None
    paths = current_actor().paths(P.AUDIT_VIEW)
    page: Page[AuditRecord] = page_of(trail(paths, act=act, subject=subject, person_id=person_id))
    acts = sorted(((code, translate(words)) for code, words in described_acts().items()), key=lambda entry: entry[1])
    return render_template(
        "accounts/audit/index.html", page=page, act=act, subject=subject, who=username, acts=acts, words_of_act=words_of_act,
        detail_lines=detail_lines, subject_url=_subject_url,
        subject_words=partial(_subject_words, names_of([subject, *(word for entry in page.items for word in _places(entry))])),
        is_filtered=bool(act or subject or username),
    )  # fmt: skip


def _places(entry: AuditRecord) -> tuple[str, str]:
    """What a record speaks of, and where: words that have names to show instead."""
    return entry.subject, str(entry.detail.get("place", ""))


def _subject_words(names: Mapping[str, str], subject: str) -> str:
    if subject in names:
        return names[subject]
    kind, number = subject_of(subject)
    if subject == "/":
        return translate(say("Toàn hệ thống"))
    return f"{translate(SUBJECT_KINDS[kind])} {number}" if kind in SUBJECT_KINDS else subject


def _subject_url(subject: str) -> str:
    row = row_of(subject)
    known = OWN_SUBJECTS.get(row[0]) if row else None
    if row is None or known is None:
        return ""
    values: dict[str, Any] = {known[1]: row[1]}
    return quick_url_for(known[0], **values)
