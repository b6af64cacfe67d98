"""How far a database is, read without Alembic."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from web.schema import heads, look


def write(folder: Path, revision: str, after: str) -> None:
    (folder / f"{revision}.py").write_text(f'"""A step."""\n\nrevision = "{revision}"\ndown_revision = {after}\nbranch_labels = None\n')


def test_newest_revision_is_the_one_that_none_follows(tmp_path: Path) -> None:
    write(tmp_path, "a1", "None")
    write(tmp_path, "b2", "'a1'")
    write(tmp_path, "c3", "'b2'")
    assert heads(tmp_path) == {"c3"}


def test_two_branches_and_their_merge(tmp_path: Path) -> None:
    write(tmp_path, "a1", "None")
    write(tmp_path, "b2", "'a1'")
    write(tmp_path, "c3", "'a1'")
    assert heads(tmp_path) == {"b2", "c3"}
    write(tmp_path, "d4", "('b2', 'c3')")
    assert heads(tmp_path) == {"d4"}


def test_missing_file_is_an_empty_database(tmp_path: Path) -> None:
    state = look(f"sqlite:///{tmp_path}/none.sqlite3")
    assert state.revisions == frozenset()
    assert not state.has_people
    assert not (tmp_path / "none.sqlite3").exists()


def test_people_are_noticed(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "some.sqlite3") as file:
        file.execute("CREATE TABLE accounts_person (id INTEGER)")
        file.execute("INSERT INTO accounts_person VALUES (1)")
    assert look(f"sqlite:///{tmp_path}/some.sqlite3").has_people
