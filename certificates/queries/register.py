"""The register book: what an actor may see of it, narrowed by what they ask for."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from accounts import api as accounts
from certificates.models import Certificate, CertificateState, NumberSeries
from certificates.rules.codes import read_code
from certificates.rules.names import fold, same_number
from core.actor import Actor
from core.db import session
from core.permissions import Permission as P

LATEST_YEARS = 30


@dataclass(frozen=True)
class RegisterFilter:
    """What narrows the register; empty means all. `words`: name, register number, serial or code."""

    words: str = ""
    year: int | None = None
    type_code: str = ""
    state: str = ""
    organisation_path: str = ""


def register(actor: Actor, wanted: RegisterFilter, *, oldest_first: bool = False) -> Select[Certificate]:
    """Certificates in the actor's register, the newest number first, or in the order of the book."""
    found = select(Certificate).where(_within(actor), *_conditions(wanted))
    if oldest_first:
        return found.order_by(Certificate.year, Certificate.organisation_id, Certificate.type_code, Certificate.n, Certificate.id)
    return found.order_by(Certificate.year.desc(), Certificate.n.desc(), Certificate.id.desc())


def years() -> list[int]:
    """Years in which any number was given, the latest first."""
    found = select(NumberSeries.year).distinct().order_by(NumberSeries.year.desc()).limit(LATEST_YEARS)
    return list(session.scalars(found))


def issuers(actor: Actor) -> list[accounts.OrganisationView]:
    """Organisations in the actor's register that have given any number, by name."""
    paths, exam_ids = actor.paths(P.CERTIFICATES_VIEW), actor.exam_ids(P.CERTIFICATES_VIEW)
    places = accounts.organisations(session.scalars(select(NumberSeries.organisation_id).distinct()))
    found = [place for place in places.values() if place.path.startswith(paths)]
    if exam_ids:
        mine = select(Certificate.organisation_id).where(Certificate.exam_id.in_(exam_ids)).distinct()
        found += [places[number] for number in session.scalars(mine) if number in places and places[number] not in found]
    return sorted(found, key=lambda place: place.name)


def count_by_state(actor: Actor, wanted: RegisterFilter) -> dict[str, int]:
    """How many of the certificates asked for are valid and how many revoked."""
    counted = select(Certificate.state, func.count()).where(_within(actor), *_conditions(wanted)).group_by(Certificate.state)
    return {state: count for state, count in session.execute(counted)}


def _within(actor: Actor) -> ColumnElement[bool]:
    paths = (Certificate.organisation_path.startswith(path, autoescape=True) for path in actor.paths(P.CERTIFICATES_VIEW))
    exams = actor.exam_ids(P.CERTIFICATES_VIEW)
    return or_(false(), *paths, *([Certificate.exam_id.in_(exams)] if exams else []))


def _conditions(wanted: RegisterFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.year is not None:
        conditions.append(Certificate.year == wanted.year)
    if wanted.type_code:
        conditions.append(Certificate.type_code == wanted.type_code)
    if wanted.state in set(CertificateState):
        conditions.append(Certificate.state == wanted.state)
    if wanted.organisation_path:
        conditions.append(Certificate.organisation_path.startswith(wanted.organisation_path, autoescape=True))
    if wanted.words.strip():
        conditions.append(_matching(wanted.words))
    return conditions


def _matching(words: str) -> ColumnElement[bool]:
    """Every word stands in the name, or the whole is a number (then it holds a digit), part of one, or a code."""
    folded, number, code = fold(words).split(), same_number(words), read_code(words)
    ways: list[ColumnElement[bool]] = [false()]
    if folded:
        ways.append(and_(*(Certificate.name_search.contains(word, autoescape=True) for word in folded)))
    if any(sign.isdigit() for sign in number):
        ways.append(Certificate.number_search.contains(number, autoescape=True))
        ways.append(Certificate.serial_search.contains(number, autoescape=True))
    if code:
        ways.append(Certificate.code == code)
    return or_(*ways)
