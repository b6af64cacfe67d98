"""Opening banks, keeping pictures."""

from __future__ import annotations

import pytest
from flask import Flask

from core.actor import SYSTEM
from core.errors import Invalid, NotFound, TooLarge
from core.permissions import Permission as P
from question_bank.operations.add_media import add_media
from question_bank.operations.create_bank import NewBank, create_bank
from question_bank.queries.banks import bank
from question_bank.queries.media import media_bytes
from question_bank.rules.pictures import LARGEST
from tests.support.actors import actor_with
from tests.support.questions import PNG, new_bank, new_organisation


def test_a_bank_belongs_to_an_organisation_of_the_one_who_opens_it(app: Flask) -> None:
    mine, other = new_organisation(), new_organisation()
    actor = actor_with(P.BANK_WRITE, path=mine.path)
    assert create_bank(actor, NewBank("A", "Ngân hàng A", mine.id)).organisation_id == mine.id
    with pytest.raises(NotFound):
        create_bank(actor, NewBank("B", "Ngân hàng B", other.id))


@pytest.mark.parametrize(
    ("asked", "field"),
    [({"code": "có dấu"}, "code"), ({"code": "new"}, "code"), ({"name": " "}, "name"), ({"subject_code": "X"}, "subject_code")],
)
def test_a_bank_that_cannot_be_is_refused_at_its_field(app: Flask, asked: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        create_bank(SYSTEM, NewBank(**{"code": "A", "name": "A", "organisation_id": new_organisation().id, **asked}))  # type: ignore[arg-type]
    assert field in refused.value.fields


def test_a_code_is_used_once(app: Flask) -> None:
    found = new_bank()
    with pytest.raises(Invalid):
        create_bank(SYSTEM, NewBank(found.code, "Trùng", found.organisation_id))
    assert bank(found.code) == bank(found.id) == found


def test_the_same_picture_is_kept_once_under_its_content(app: Flask) -> None:
    name = add_media(SYSTEM, PNG)
    assert add_media(SYSTEM, PNG) == name and name.endswith(".png")
    assert media_bytes(name) == (PNG, "image/png")


def test_what_is_no_picture_and_what_is_too_large_is_refused(app: Flask) -> None:
    with pytest.raises(Invalid):
        add_media(SYSTEM, b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    with pytest.raises(TooLarge):
        add_media(SYSTEM, PNG + b"\0" * LARGEST)
    with pytest.raises(NotFound):
        media_bytes("nothing.png")
