"""Whether the register tells the truth: contents against hashes, columns against contents, papers against both, series without gaps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from certificates.models import Certificate, NumberSeries
from certificates.rules.codes import grouped
from certificates.rules.content import sha256_of
from certificates.rules.names import fold, same_number
from core import storage
from core.db import session
from core.errors import NotFound

BATCH = 200


@dataclass(frozen=True)
class Fault:
    """Something that is wrong: what it concerns, and the fault in a sentence."""

    subject: str
    sentence: str


@dataclass(frozen=True)
class Extent:
    """How much was looked at."""

    certificates: int
    series: int
    not_printed: int


def extent() -> Extent:
    """How much there is to look at, and how many certificates still wait for their paper."""

    def count(what: type[Certificate] | type[NumberSeries], *where: object) -> int:
        return session.scalar(select(func.count()).select_from(what).where(*where)) or 0  # type: ignore[arg-type]

    return Extent(count(Certificate), count(NumberSeries), count(Certificate, Certificate.pdf_name.is_(None)))


def faults() -> Iterator[Fault]:
    """Every fault, one by one; reads the whole register and every paper."""
    yield from _series_faults()
    last = 0
    asked = select(Certificate).order_by(Certificate.id).limit(BATCH).execution_options(populate_existing=True)
    while rows := session.scalars(asked.where(Certificate.id > last)).all():
        for row in rows:
            yield from (Fault(row.number, sentence) for sentence in _faults_of(row))
            last = row.id


def _faults_of(row: Certificate) -> Iterator[str]:
    if sha256_of(row.content) != row.content_sha256:
        yield "the content is not what was issued (its SHA-256 differs)"
    yield from (f"the column {name} says {kept!r}, the paper {printed!r}" for name, kept, printed in _beside(row) if kept != printed)
    yield from _paper_faults(row)
    if row.is_revoked and not (row.revocation_kind and row.revocation_reason and row.revocation_decision and row.revocation_decided_on):
        yield "it is revoked without a reason or a decision"
    if not row.is_revoked and (row.revocation_kind or row.revocation_decision):
        yield "it has a decision to revoke it, and is valid"


def _beside(row: Certificate) -> Iterator[tuple[str, object, object]]:
    """Each column that repeats what is printed: its name, what it holds, what the content says."""
    content, holder = row.content, row.content["holder"]
    yield "code", grouped(row.code), content["code"]
    yield "type_code", row.type_code, content["type"]["code"]
    yield "number", row.number, content["number"]
    yield "serial", row.serial, content["serial"]
    yield "number_search", row.number_search, same_number(content["number"])
    yield "serial_search", row.serial_search, same_number(content["serial"])
    yield "full_name", row.full_name, holder["full_name"]
    yield "name_search", row.name_search, fold(holder["full_name"])[:160]
    yield "birth_on", row.birth_on, date.fromisoformat(holder["birth_on"]) if holder["birth_on"] else None
    yield "issued_on", row.issued_on, date.fromisoformat(content["issued_on"])
    yield "year", row.year, row.issued_on.year


def _paper_faults(row: Certificate) -> Iterator[str]:
    if row.pdf_name is None:
        return
    try:
        data = storage.get(row.pdf_name)
    except NotFound:
        yield "its PDF is missing from storage"
        return
    if hashlib.sha256(data).hexdigest() != row.pdf_sha256:
        yield "its PDF is not the one that was printed (its SHA-256 differs)"
    elif row.content_sha256.encode() not in data:  # the keywords of a PDF/A stand in it in clear
        yield "its PDF was made from another content"


def _series_faults() -> Iterator[Fault]:
    """A series holds 1, 2, 3… up to its last number, and every certificate belongs to a series."""
    of_series = (Certificate.organisation_id, Certificate.type_code, Certificate.year)
    found = select(*of_series, func.count(), func.min(Certificate.n), func.max(Certificate.n)).group_by(*of_series)
    given = {(organisation, kind, year): (count, low, high) for organisation, kind, year, count, low, high in session.execute(found)}
    for series in session.scalars(select(NumberSeries).order_by(NumberSeries.id).execution_options(populate_existing=True)):
        count, low, high = given.pop((series.organisation_id, series.type_code, series.year), (0, 1, 0))
        if (low, high, count) != (1, series.last, series.last):
            words = f"the last number is {series.last}, but there are {count} certificates numbered {low} to {high}"
            yield Fault(_name(series.organisation_id, series.type_code, series.year), words)
    for organisation, kind, year in given:
        yield Fault(_name(organisation, kind, year), "certificates without a number series")


def _name(organisation_id: int, type_code: str, year: int) -> str:
    return f"series of organisation {organisation_id}, {type_code}, {year}"
