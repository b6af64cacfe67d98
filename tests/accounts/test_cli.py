from __future__ import annotations

from contextvars import Context
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from accounts import api
from accounts.queries.people import person_row
from accounts.queries.roles import is_administrator
from accounts.rules.hashing import matches
from core.db import session
from tests.accounts.conftest import Town
from tests.accounts.formats.test_people_xlsx import workbook
from tests.support.writers import written_after_the_first_read


def run(app: Flask, *words: str, typed: str = "") -> Result:
    session.commit()
    return Context().run(app.test_cli_runner().invoke, args=["accounts", *words], input=typed)


def test_the_first_administrator_is_made_from_standard_input(app: Flask) -> None:
    done = run(app, "create-admin", "QuanTri", "--password-stdin", typed="mot-mat-khau-dai\n")
    assert done.exit_code == 0, done.output
    made = api.person_named("quantri")
    assert made is not None
    assert is_administrator(made.id)
    assert matches(person_row(made.id).password_hash, "mot-mat-khau-dai")


@pytest.mark.parametrize(("username", "password"), [("quantri", "ngan"), ("quantri", "quantri"), ("có dấu", "mot-mat-khau-dai")])
def test_a_weak_password_or_bad_name_makes_nobody(app: Flask, username: str, password: str) -> None:
    done = run(app, "create-admin", username, "--password-stdin", typed=f"{password}\n")
    assert done.exit_code == 1
    assert "Error: " in done.output
    assert api.person_named(username) is None


def test_a_taken_username_is_said(app: Flask, town: Town) -> None:
    assert "đã có người dùng" in run(app, "create-admin", "anh", "--password-stdin", typed="mot-mat-khau-dai\n").output


def test_a_list_is_imported_and_tried_first(app: Flask, town: Town, tmp_path: Path) -> None:
    file = tmp_path / "ds.xlsx"
    file.write_bytes(workbook(["Họ và tên", "Tên đăng nhập"], ["Lê An", "an.l"], ["", "x.y"]))
    tried = run(app, "import-people", str(file), "--organisation", "CVA", "--dry-run")
    assert "new 1" in tried.output
    assert "line 3" in tried.output
    assert api.person_named("an.l") is None
    done = run(app, "import-people", str(file), "--organisation", "CVA")
    assert done.exit_code == 0, done.output
    made = api.person_named("an.l")
    assert made is not None
    password = next(line for line in done.output.splitlines() if line.startswith("an.l\t")).split("\t")[1]
    assert matches(person_row(made.id).password_hash, password)


def test_a_list_is_imported_while_others_write(app: Flask, town: Town, tmp_path: Path) -> None:
    file = tmp_path / "ds.xlsx"
    file.write_bytes(workbook(["Họ và tên", "Tên đăng nhập"], ["Lê An", "an.l"]))
    with written_after_the_first_read(app):
        assert run(app, "import-people", str(file), "--organisation", "CVA").exit_code == 0
    assert api.person_named("an.l") is not None


def test_an_unknown_organisation_or_file_is_said(app: Flask, town: Town, tmp_path: Path) -> None:
    file = tmp_path / "ds.xlsx"
    file.write_bytes(b"x")
    assert "NOPE" in run(app, "import-people", str(file), "--organisation", "NOPE").output
    assert ".xlsx" in run(app, "import-people", str(file), "--organisation", "CVA").output


def test_roles_are_listed(app: Flask) -> None:
    assert "council_chair\tChủ tịch hội đồng thi\t" in run(app, "list-roles").output
