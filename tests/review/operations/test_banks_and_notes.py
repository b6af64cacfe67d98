"""Opening and closing banks; a pupil's own words."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from core.actor import SYSTEM
from core.audit import AuditRecord
from core.db import session, transaction
from core.errors import Invalid
from review.models import Card, OpenBank
from review.operations.open_bank import close_bank, open_bank
from review.operations.write_note import LONGEST, write_note
from review.queries.banks import open_banks
from tests.support.questions import new_bank, new_organisation, new_topic


def test_a_bank_is_opened_and_closed_once_each_and_both_are_in_the_trail(app: Flask) -> None:
    with transaction():
        bank = new_bank(subject_code=new_topic("T").subject.code)
        open_bank(SYSTEM, bank)
        open_bank(SYSTEM, bank)
        close_bank(SYSTEM, bank)
        close_bank(SYSTEM, bank)
    acts = session.scalars(select(AuditRecord.act).where(AuditRecord.act.startswith("review.")).order_by(AuditRecord.id)).all()
    assert acts == ["review.bank_opened", "review.bank_closed"]
    assert session.get(OpenBank, bank.id) is None


def test_a_bank_without_a_subject_is_refused(app: Flask) -> None:
    with pytest.raises(Invalid):
        open_bank(SYSTEM, new_bank())


def test_a_bank_is_open_to_its_school_and_not_to_the_next(app: Flask) -> None:
    with transaction():
        office, toan = new_organisation(), new_topic("T").subject.code
        school, other = new_organisation(office.id), new_organisation(office.id)
        of_school, of_office = new_bank(school.id, toan), new_bank(office.id, toan)
        open_bank(SYSTEM, of_school)
        open_bank(SYSTEM, of_office)
    assert open_banks([school.path]) == {toan: [of_school.id, of_office.id]}
    assert open_banks([other.path]) == {toan: [of_office.id]}
    assert open_banks([school.path], "tin_hoc") == {}
    assert open_banks([]) == {}


@pytest.mark.parametrize("note", ["x" * (LONGEST + 1), "a\x00b", "\ud800"])
def test_a_note_that_cannot_be_kept_is_refused(note: str) -> None:
    with pytest.raises(Invalid) as refused:
        write_note(Card(note=""), note)
    assert "note" in refused.value.fields
