"""What anybody may learn of a certificate: whether the paper in their hand tells the truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import or_, select

from certificates.models import Certificate
from certificates.queries.certificates import view_of
from certificates.rules.codes import read_code
from certificates.rules.names import fold, same_number
from certificates.rules.revocation import public_words
from core.db import session
from core.words import Message


class Verdict(StrEnum):
    VALID = "valid"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Verification:
    """The answer to a stranger: what is printed on the paper, no marks, no citizen's number, of the birthday only the year."""

    verdict: Verdict
    code: str = ""
    type_name: str = ""
    type_name_en: str = ""
    full_name: str = ""
    birth_year: int | None = None
    number: str = ""
    serial: str = ""
    issuer: str = ""
    issued_on: date | None = None
    revoked_at: datetime | None = None
    revocation: Message | None = None

    def label(self, locale: str) -> str:
        """The name of its type in the reader's language."""
        return self.type_name_en if locale == "en" else self.type_name


UNKNOWN = Verification(Verdict.UNKNOWN)
"""The same for every code that is none: its form tells nothing."""


def verify(typed: str) -> Verification:
    """The verdict on a code in whatever way it was typed."""
    code = read_code(typed)
    found = session.scalar(select(Certificate).where(Certificate.code == code)) if code else None
    return _answer(found) if found else UNKNOWN


def verify_by_paper(full_name: str, birth_on: date, number: str) -> Verification:
    """The verdict on name (diacritics do not count), birthday and either number of the paper; all three must agree."""
    name, wanted = fold(full_name), same_number(number)
    if not name or not wanted:
        return UNKNOWN
    rows = session.scalars(
        select(Certificate)
        .where(or_(Certificate.number_search == wanted, Certificate.serial_search == wanted))
        .where(Certificate.name_search == name, Certificate.birth_on == birth_on)
        .limit(1)
    )
    found = rows.first()
    return _answer(found) if found else UNKNOWN


def _answer(row: Certificate) -> Verification:
    view = view_of(row)
    return Verification(
        Verdict.REVOKED if row.is_revoked else Verdict.VALID, view.code, view.type_name, view.type_name_en, view.full_name,
        row.birth_on.year if row.birth_on else None, view.number, view.serial, view.issuer, view.issued_on,
        row.revoked_at, public_words(row.revocation_kind) if row.revocation_kind else None,
    )  # fmt: skip
