"""What a stranger learns, and what not even a determined one does."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import pytest
from flask import Flask

from certificates.queries.verification import UNKNOWN, Verdict, verify, verify_by_paper
from certificates.rules.codes import grouped
from tests.certificates.released import awarded, person

BORN = date(1998, 2, 8)


def test_valid_code_tells_what_the_paper_tells_and_no_more(app: Flask) -> None:
    exam, (certificate,) = awarded(people=[person("H'Hen Niê Kđăm")])
    found = verify(f" {grouped(certificate.code).lower()} ")
    assert (found.verdict, found.full_name, found.birth_year, found.number) == (Verdict.VALID, "H'Hen Niê Kđăm", 1998, certificate.number)
    told = str(asdict(found))
    for secret in (exam.people[0].citizen_id, "1998-02", "Đắk Lắk", "8.25", "QXTY-HAPT-EH", exam.people[0].email):
        assert secret not in told


def test_unknown_code_has_one_shape(app: Flask) -> None:
    assert verify("7K3M-9QWX-4T8B-2ZHV") == verify("xyz") == verify("") == verify("' OR '1'='1") == UNKNOWN


@pytest.mark.parametrize("name", ["Nguyễn Thị Ánh Ngọc", "nguyen thi anh ngoc", " NGUYEN  THI ANH NGOC "])
def test_paper_is_found_by_name_birthday_and_either_number(app: Flask, name: str) -> None:
    _, (certificate,) = awarded(people=[person("Nguyễn Thị Ánh Ngọc")])
    for number in (certificate.number, certificate.serial, certificate.number.lower().replace("/", " / ")):
        assert verify_by_paper(name, BORN, number).verdict == Verdict.VALID


def test_all_three_must_agree(app: Flask) -> None:
    _, certificates = awarded([True, True], people=[person("Nguyễn Thị Ánh Ngọc"), person("Lê Văn An")])
    number = certificates[0].number
    assert verify_by_paper("Nguyễn Thị Ngọc", BORN, number) == UNKNOWN
    assert verify_by_paper("Nguyễn Thị Ánh Ngọc", date(1998, 2, 9), number) == UNKNOWN
    assert verify_by_paper("Nguyễn Thị Ánh Ngọc", BORN, certificates[1].number) == UNKNOWN
    assert verify_by_paper("Nguyễn Thị Ánh Ngọc", BORN, "") == UNKNOWN
    assert verify_by_paper("", BORN, number) == UNKNOWN
    assert verify_by_paper("%", BORN, "%") == UNKNOWN


def test_hostile_text_is_unknown(app: Flask) -> None:
    awarded()
    for text in ("\0", "'; DROP TABLE certificates_certificate; --", "x" * 10_000, "🂡" * 50, "%' OR 1=1 --", "\ud7ff"):
        assert verify(text) == UNKNOWN
        assert verify_by_paper(text, BORN, text) == UNKNOWN
