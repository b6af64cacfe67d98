from __future__ import annotations

from collections.abc import Sequence

import pytest

from accounts import api
from accounts.formats.people_xlsx import read_people
from accounts.operations.import_people import Imported, import_people, make_secrets
from accounts.operations.plan_import import ImportOrder, plan_import
from accounts.queries.people import person_row
from accounts.queries.roles import held_by
from accounts.rules.hashing import matches
from core.actor import SYSTEM, Actor
from core.db import session
from core.errors import NotAllowed
from tests.accounts.conftest import Town
from tests.accounts.formats.test_people_xlsx import workbook

HEADINGS = ["Họ và tên", "Tên đăng nhập", "Mã số", "Lớp", "Vai trò"]


def run(actor: Actor, town: Town, *rows: Sequence[object], role: str = "student") -> Imported:
    sheet = read_people(workbook(HEADINGS, *rows))
    return import_people(actor, ImportOrder(town.school.id, role), sheet, make_secrets(len(sheet.rows)))


def test_a_list_becomes_people_with_classes_roles_and_passwords(town: Town) -> None:
    done = run(town.actor(town.manager), town, ["Lê An", "", "00045", "12A2", ""], ["Trần Bình", "binh.t", "", "12A2", "Giáo viên"])
    assert done.counts == {"new": 2, "changed": 0, "unchanged": 0, "refused": 0}
    an = api.person_named("00045")
    assert an is not None
    row = person_row(an.id)
    assert row.must_change_password
    assert matches(row.password_hash, done.issued[0].password)
    assert [held.role for held in held_by(an.id)] == ["student"]
    binh = api.person_named("binh.t")
    assert binh is not None
    assert [held.role for held in held_by(binh.id)] == ["teacher"]
    groups = api.groups_in([town.school.path])
    assert [(group.name, group.size) for group in groups] == [("12A2", 2)]


def test_the_same_list_twice_changes_nothing(town: Town) -> None:
    rows = (["Lê An", "an.l", "00045", "12A2", "Học sinh"], ["Trần Bình", "binh.t", "", "12A2", ""])
    run(SYSTEM, town, *rows)
    done = run(SYSTEM, town, *rows)
    assert done.counts == {"new": 0, "changed": 0, "unchanged": 2, "refused": 0}
    assert done.issued == ()


def test_somebody_known_is_changed_and_keeps_their_password(town: Town) -> None:
    before = person_row(town.pupil.id).password_hash
    done = run(town.actor(town.manager), town, ["Đặng Ngọc Anh", "", "00123", "12A2", ""])
    assert done.counts["changed"] == 1
    after = person_row(town.pupil.id)
    assert (after.full_name, after.password_hash, after.search.split()[0]) == ("Đặng Ngọc Anh", before, "dang")


def test_good_rows_are_written_beside_refused_ones(town: Town) -> None:
    done = run(town.actor(town.manager), town, ["Lê An", "an.l", "", "", ""], ["", "x.y", "", "", ""], ["Đức", "duc", "", "", ""])
    assert done.counts == {"new": 1, "changed": 0, "unchanged": 0, "refused": 2}
    assert api.person(town.other_pupil.id).full_name == "Phạm Minh Đức"


def test_a_dry_run_writes_nothing(town: Town) -> None:
    plan = plan_import(SYSTEM, ImportOrder(town.school.id, "student"), read_people(workbook(HEADINGS, ["Lê An", "an.l", "", "12A2", ""])))
    assert plan.counts["new"] == 1
    assert not session.new
    assert api.person_named("an.l") is None


def test_nobody_imports_into_a_strange_school(town: Town) -> None:
    sheet = read_people(workbook(HEADINGS, ["Lê An", "", "", "", ""]))
    with pytest.raises(NotAllowed):
        plan_import(town.actor(town.manager), ImportOrder(town.other_school.id), sheet)
    with pytest.raises(NotAllowed):
        plan_import(town.actor(town.teacher), ImportOrder(town.school.id), sheet)


def test_nobody_imports_a_role_they_may_not_give(town: Town) -> None:
    with pytest.raises(NotAllowed):
        run(town.actor(town.manager), town, ["Lê An", "", "", "", ""], role="administrator")
    assert run(town.actor(town.manager), town, ["Lê An", "", "", "", "Quản trị viên"]).counts["refused"] == 1


def test_the_queries_of_an_import_do_not_grow_with_the_list(town: Town, queries) -> None:  # type: ignore[no-untyped-def]
    sheet = read_people(workbook(HEADINGS, *([f"Người {n}", f"nguoi{n}", f"{n:05}", f"12A{n % 9}", ""] for n in range(300))))
    secrets = make_secrets(300)
    with queries() as count:
        import_people(SYSTEM, ImportOrder(town.school.id, "student"), sheet, secrets)
    others = [statement for statement in count.statements if not statement.startswith("INSERT")]
    assert len(others) <= 10 + 9, (
        others
    )  # one for each class, whose courses are looked for; inserts come in batches on PostgreSQL and one by one on SQLite, where they cost nothing


def test_a_list_does_not_write_over_what_mightier_accounts_are_known_by(town: Town) -> None:
    api.grant_role(SYSTEM, town.teacher.id, "administrator")
    name, username = town.teacher.full_name, town.teacher.username
    person_row(town.teacher.id).code = "GV01"
    for row in ([name, "chiem.doat", "GV01", "", ""], [name, username, "GV02", "", ""]):
        done = run(town.actor(town.manager), town, row)
        assert done.counts == {"new": 0, "changed": 0, "unchanged": 0, "refused": 1}
    assert (api.person(town.teacher.id).username, api.person(town.teacher.id).code) == (username, "GV01")
    assert run(town.actor(town.manager), town, ["Tên Đúng", username, "GV01", "", ""]).counts["changed"] == 1
    assert run(town.actor(town.admin), town, [name, "ten.moi", "GV01", "", ""]).counts["changed"] == 1
