"""The register book: list, one certificate, Excel, the book for paper."""

from __future__ import annotations

from datetime import date

from flask import Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from certificates import policies
from certificates.formats.register_xlsx import RegisterLine, register_xlsx
from certificates.forms import RevocationForm
from certificates.models import Certificate
from certificates.queries.certificates import certificate_of, view_of
from certificates.queries.register import RegisterFilter, count_by_state, issuers, register, years
from certificates.queries.types import types
from certificates.rules.acts import ACTS
from certificates.rules.codes import grouped
from certificates.rules.revocation import WORDS
from certificates.rules.words import GENDERS
from core import audit, clock
from core.db import session
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.words import say

PER_SHEET = 500
LONGEST_WORDS = 160


def index() -> ResponseReturnValue:
    actor, known = current_actor(), issuers(current_actor())
    wanted = _asked({place.id: place.path for place in known})
    page: Page[Certificate] = page_of(register(actor, wanted))
    return render_template(
        "certificates/register/index.html", page=page, wanted=wanted, asked=_kept(), counts=count_by_state(actor, wanted),
        years=years(), types=types(), issuers=known, names={place.id: place.name for place in known}, grouped=grouped,
    )  # fmt: skip


def show(certificate_id: int) -> ResponseReturnValue:
    certificate, actor = certificate_of(certificate_id), current_actor()
    policies.require_sees(actor, certificate.place)
    trail = session.scalars(audit.records(subject=f"certificate:{certificate.id}").limit(50)).all()
    return render_template(
        "certificates/register/show.html", certificate=certificate, view=view_of(certificate), content=certificate.content, trail=trail,
        acts=ACTS, genders=GENDERS, revocations=WORDS, form=RevocationForm(formdata=None),
        may_revoke=policies.may_revoke(actor, certificate.place),
        birth_on=_day(certificate.content["holder"]["birth_on"]), held_on=_day(certificate.content["exam"]["held_on"]),
        decided_on=_day(certificate.content["decision"]["decided_on"]),
    )  # fmt: skip


def export() -> ResponseReturnValue:
    """The certificates asked for as Excel, in the order of the book."""
    actor = current_actor()
    wanted = _asked({place.id: place.path for place in issuers(actor)})
    rows = session.scalars(register(actor, wanted, oldest_first=True).execution_options(yield_per=500))
    data = register_xlsx((_line(row) for row in rows), _title(wanted))
    name = f"so-goc-chung-chi{f'-{wanted.year}' if wanted.year else ''}.xlsx"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(data, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def book() -> ResponseReturnValue:
    """The register for paper, sheet by sheet."""
    actor, known = current_actor(), issuers(current_actor())
    wanted = _asked({place.id: place.path for place in known})
    page: Page[Certificate] = page_of(register(actor, wanted, oldest_first=True), per_page=PER_SHEET)
    organisation = next((place.name for place in known if place.path == wanted.organisation_path), "")
    if not organisation and len(known) == 1:
        organisation = known[0].name
    return render_template(
        "certificates/register/book.html", page=page, wanted=wanted, lines=[_line(row) for row in page.items], types=types(),
        organisation=organisation, first=(page.number - 1) * page.per_page + 1, genders=GENDERS, day_of=_day, asked=_kept(), now=clock.now(),
    )  # fmt: skip


def _asked(paths: dict[int, str]) -> RegisterFilter:
    """What the address asks for; an issuer that is not in the actor's register is as if not asked for."""
    asked, year = request.args, request.args.get("year", type=int)
    return RegisterFilter(
        words=asked.get("q", "")[:LONGEST_WORDS], year=year if year and 1 <= year <= 9999 else None, type_code=asked.get("type", "")[:40].replace("\0", ""),
        state=asked.get("state", ""), organisation_path=paths.get(asked.get("issuer", 0, type=int), ""),
    )  # fmt: skip


def _kept() -> dict[str, str]:
    return {name: request.args[name] for name in ("q", "year", "type", "state", "issuer") if request.args.get(name)}


def _line(row: Certificate) -> RegisterLine:
    if row.revoked_at is None:
        return RegisterLine(row.content)
    revoked_on = clock.local_day(row.revoked_at, current_app.config["TIME_ZONE"])
    note = f"Thu hồi ngày {revoked_on:%d/%m/%Y}, Quyết định số {row.revocation_decision}"
    return RegisterLine(row.content, revoked_on, note)


def _title(wanted: RegisterFilter) -> str:
    if wanted.year:
        return translate(say("Sổ gốc cấp chứng chỉ năm %(year)s", year=wanted.year))
    return translate(say("Sổ gốc cấp chứng chỉ"))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
