from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import pytest

from accounts.rules.people_import import (
    Cell,
    Frame,
    Known,
    Outcome,
    as_citizen_id,
    as_day,
    as_text,
    decide,
    givable_roles,
    heading_map,
    read_row,
)
from accounts.rules.person import NewPerson

ROLES = givable_roles(["student", "teacher"])
FRAME = Frame(4, "student", ROLES, may_make_groups=True, today=date(2026, 11, 21))


def rows(*cells: Mapping[str, Cell]):  # type: ignore[no-untyped-def]
    return [read_row(line, row, ROLES) for line, row in enumerate(cells, start=2)]


def known(
    number: int = 1, *, groups: tuple[str, ...] = (), roles: tuple[str, ...] = ("student",), ours: bool = True, **values: object
) -> Known:
    person = NewPerson(**{"full_name": "Lê An", "username": "an.l", "organisation_id": 4, **values})  # type: ignore[arg-type]
    return Known(number, person, frozenset(groups), frozenset(roles), ours)


def only(cells: Mapping[str, Cell], *people: Known, frame: Frame = FRAME):  # type: ignore[no-untyped-def]
    return decide(rows(cells), people, frame, {entry.person.username for entry in people})[0]


@pytest.mark.parametrize(
    ("cell", "text"), [(None, ""), ("007", "007"), (7.0, "7"), (7, "7"), (7.5, "7.5"), (" a ", "a"), (date(2009, 5, 9), "09/05/2009")]
)
def test_cells_become_text(cell: Cell, text: str) -> None:
    assert as_text(cell) == text


EXCEL_MOMENT = datetime(2009, 9, 5, 7)  # noqa: DTZ001 - a sheet knows no zone


@pytest.mark.parametrize("cell", [date(2009, 9, 5), EXCEL_MOMENT, "05/09/2009", "5/9/2009", "5.9.2009", "05-09-2009", "2009-09-05"])
def test_dates_are_read_in_every_usual_form(cell: Cell) -> None:
    assert as_day(cell) == date(2009, 9, 5)


@pytest.mark.parametrize("cell", ["31/02/2009", "2009", "5/9/09", "mai", 39000.0, "13/13/2009"])
def test_what_is_no_date_is_refused(cell: Cell) -> None:
    with pytest.raises(ValueError):
        as_day(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("001309012345", "001309012345"), (1309012345.0, "001309012345"), ("123456789", "123456789"), (123456789.0, "123456789")],
)
def test_zeros_that_excel_ate_are_given_back(cell: Cell, number: str) -> None:
    assert as_citizen_id(cell) == number


def test_headings_are_known_without_accents_and_in_english() -> None:
    assert heading_map(["STT", "HO VA TEN *", "Lớp", "Date of birth", "Sở thích"]) == (
        {1: "full_name", 2: "group", 3: "birth_on"},
        ["Sở thích"],
    )


def test_a_person_nobody_knows_is_new_with_a_username_from_code_or_name() -> None:
    assert only({"full_name": "Lê An", "code": "HS-0001"}).person.username == "hs-0001"
    decision = only({"full_name": "Nguyễn Văn An"})
    assert (decision.outcome, decision.person.username, decision.person.organisation_id, decision.adds_role) == (
        Outcome.NEW,
        "an.nv",
        4,
        True,
    )


def test_generated_usernames_avoid_people_and_rows() -> None:
    made = decide(rows({"full_name": "Lê An"}, {"full_name": "Lý An"}, {"full_name": "X", "username": "an.l2"}), [known()], FRAME, {"an.l"})
    assert [decision.person.username for decision in made] == ["an.l3", "an.l4", "an.l2"]


def test_the_same_data_is_unchanged() -> None:
    assert only({"full_name": "Lê An", "username": "AN.L"}, known()).outcome == Outcome.UNCHANGED


def test_a_difference_is_shown_as_old_and_new() -> None:
    decision = only({"full_name": "Lê Anh", "username": "an.l", "birth_on": "1/2/2009"}, known())
    assert decision.outcome == Outcome.CHANGED
    assert [(str(heading), old, new) for heading, old, new in decision.changes] == [
        ("Họ và tên", "Lê An", "Lê Anh"),
        ("Ngày sinh", "", "01/02/2009"),
    ]


def test_an_empty_cell_erases_nothing() -> None:
    assert only({"full_name": "Lê An", "username": "an.l", "email": ""}, known(email="a@b.vn")).person.email == "a@b.vn"


def test_people_are_recognised_by_code_and_by_citizen_id() -> None:
    assert only({"full_name": "Lê An", "code": "7"}, known(code="7")).known_id == 1
    assert only({"full_name": "Lê An", "citizen_id": "001309012345"}, known(citizen_id="001309012345")).known_id == 1


def test_a_new_class_or_role_of_somebody_known_is_a_change() -> None:
    decision = only({"full_name": "Lê An", "username": "an.l", "group": "12A2", "role": "Giáo viên"}, known())
    assert (decision.outcome, decision.adds_group, decision.adds_role) == (Outcome.CHANGED, True, True)
    assert only({"full_name": "Lê An", "username": "an.l", "group": "12A2"}, known(groups=("12A2",))).outcome == Outcome.UNCHANGED


@pytest.mark.parametrize(
    "cells",
    [
        {"full_name": ""},
        {"full_name": "An", "birth_on": "32/1/2009"},
        {"full_name": "An", "birth_on": "1/1/2030"},
        {"full_name": "An", "gender": "không rõ"},
        {"full_name": "An", "role": "Quản trị viên"},
        {"full_name": "An", "username": "có dấu"},
        {"full_name": "An", "email": "không phải thư"},
        {"full_name": "An", "citizen_id": "12"},
        {"full_name": "An", "group": "x" * 81},
    ],
)
def test_bad_rows_are_refused_with_a_reason(cells: Mapping[str, Cell]) -> None:
    decision = only(cells)
    assert decision.outcome == Outcome.REFUSED
    assert decision.reasons


def test_rows_that_repeat_each_other_are_refused_naming_the_first() -> None:
    made = decide(rows({"full_name": "A", "code": "7"}, {"full_name": "B", "code": "7"}), [], FRAME, set())
    assert [decision.outcome for decision in made] == [Outcome.NEW, Outcome.REFUSED]
    assert "dòng 2" in str(made[1].reasons[0])


def test_people_of_other_organisations_are_not_touched() -> None:
    assert only({"full_name": "Lê An", "username": "an.l"}, known(ours=False)).outcome == Outcome.REFUSED


def test_a_code_of_another_organisation_is_somebody_else() -> None:
    assert only({"full_name": "Bình", "code": "7"}, known(code="7", ours=False)).outcome == Outcome.NEW


def test_keys_that_point_at_two_people_are_refused() -> None:
    two = known(2, username="b", code="7", full_name="B")
    assert only({"full_name": "Lê An", "username": "an.l", "code": "7"}, known(), two).outcome == Outcome.REFUSED


def test_classes_need_the_right_to_make_them() -> None:
    frame = Frame(4, "student", ROLES, may_make_groups=False, today=FRAME.today)
    assert only({"full_name": "An", "group": "12A2"}, frame=frame).outcome == Outcome.REFUSED
