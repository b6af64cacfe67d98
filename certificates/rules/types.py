"""Types of certificates and issuers as data: names, patterns of numbers, who signs."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter

GAPS = {"issuer", "year", "yy", "n"}


@dataclass(frozen=True)
class CertificateType:
    """What an exam can earn. `number` (số vào sổ) and `serial` (số hiệu) are patterns with the gaps {issuer} {year} {yy} {n}.

    Register numbers are consecutive within a calendar year and tell type and year apart (TT 21/2019/TT-BGDĐT).
    """

    code: str
    title: str
    name: str
    full_name: str
    full_name_en: str
    number: str
    serial: str
    basis: tuple[str, ...]

    def __post_init__(self) -> None:
        for pattern in (self.number, self.serial):
            gaps = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
            if not {"issuer", "n"} <= gaps <= GAPS or not gaps & {"year", "yy"}:
                raise ValueError(f"{self.code}: {pattern!r} must hold issuer, year and n and nothing else")

    def label(self, locale: str) -> str:
        """The whole name in the reader's language."""
        return self.full_name_en if locale == "en" else self.full_name


@dataclass(frozen=True)
class Signatory:
    """Where an issuer signs, and who. Empty text where it is not known: the line stays free for the pen."""

    place: str
    signatory_role: str
    signatory_name: str


@dataclass(frozen=True)
class Numbers:
    """The two numbers on one certificate."""

    number: str
    serial: str


def numbers_of(kind: CertificateType, issuer: str, year: int, n: int) -> Numbers:
    """Register number and serial of the `n`-th certificate of `year` (n from 1) by the issuer of that code."""
    gaps = {"issuer": issuer, "year": year, "yy": f"{year % 100:02}", "n": n}
    return Numbers(kind.number.format(**gaps), kind.serial.format(**gaps))
