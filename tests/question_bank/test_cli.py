"""`flask question-bank …`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask

from question_bank.queries.banks import bank
from question_bank.queries.questions import question_by_ref
from tests.question_bank.formats.word.conventions import FILES
from tests.question_bank.kinds.contents import short
from tests.question_bank.operations.test_imports import GIFT
from tests.support.questions import new_bank, new_organisation, new_question
from tests.support.writers import written_after_the_first_read

PAIRS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "third_party" / "gift-peg"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "de.gift"
    path.write_bytes(GIFT)
    return path


def run(app: Flask, *words: str) -> tuple[int, str]:
    from core.db import session

    session.commit()
    result = app.test_cli_runner().invoke(args=["question-bank", *words])
    return result.exit_code, result.output


def test_a_file_with_a_refused_question_ends_with_1_and_takes_the_rest(app: Flask, file: Path) -> None:
    shelf = new_bank()
    code, output = run(app, "import", str(file), "--bank", shelf.code, "--json")
    report = json.loads(output)
    assert code == 1 and (report["format"], report["kept"], report["changed"], report["refused"]) == ("gift", 2, 0, 1)
    assert [item["state"] for item in report["items"]] == ["kept", "refused", "kept"] and report["items"][1]["reasons"]
    assert question_by_ref(shelf.id, "Thủ đô") is not None


def test_a_file_is_taken_and_given_out_while_others_write(app: Flask, tmp_path: Path) -> None:
    shelf, many, out = new_bank(), tmp_path / "many.gift", tmp_path / "out.gift"
    many.write_text("\n\n".join(f"::C{n}:: Câu {n} đúng chưa? {{TRUE}}" for n in range(300)))
    with written_after_the_first_read(app):
        assert run(app, "import", str(many), "--bank", shelf.code)[0] == 0
    with written_after_the_first_read(app):
        assert run(app, "export", "--bank", shelf.code, "--format", "gift", "--output", str(out))[0] == 0
    assert "C299" in out.read_text()


def test_a_dry_run_needs_no_bank_and_changes_nothing(app: Flask, tmp_path: Path) -> None:
    good = tmp_path / "good.gift"
    good.write_text("Đúng chưa?{TRUE}")
    assert run(app, "import", str(good), "--bank", "KHONG", "--dry-run")[0] == 0
    assert bank("KHONG") is None


def test_what_cannot_be_read_ends_with_2(app: Flask, tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(b"PK\x03\x04")
    assert run(app, "import", str(archive), "--bank", new_bank().code)[0] == 2
    assert run(app, "import", str(tmp_path / "none"), "--bank", "X", "--json")[0] == 2


def test_a_missing_bank_is_told_with_the_way_to_open_one(app: Flask, file: Path) -> None:
    code, output = run(app, "import", str(file), "--bank", "KHONG")
    assert code == 2 and "create-bank KHONG" in output


def test_a_bank_is_opened(app: Flask) -> None:
    owner = new_organisation()
    assert run(app, "create-bank", "MOI", "Ngân hàng mới", "--organisation", owner.code)[0] == 0
    found = bank("MOI")
    assert found is not None and found.organisation_id == owner.id
    assert run(app, "create-bank", "MOI", "Trùng")[0] == 1
    assert run(app, "create-bank", "M2", "M", "--organisation", "KHONG")[0] == 1


def test_a_bank_goes_out_and_its_losses_to_standard_error(app: Flask, tmp_path: Path) -> None:
    from core.db import session

    shelf, target = new_bank(), tmp_path / "ra.txt"
    new_question(shelf, ref="A")
    new_question(shelf, short([("a->b", "1")]), kind="short_answer", ref="B")
    session.commit()
    result = app.test_cli_runner().invoke(
        args=["question-bank", "export", "--bank", shelf.code, "--format", "gift", "--output", str(target)]
    )
    assert result.exit_code == 1 and "B: " in result.stderr and "1 left out" in result.stderr and not result.stdout
    assert target.read_text().startswith("// [id:A]")
    whole = app.test_cli_runner().invoke(args=["question-bank", "export", "--bank", shelf.code, "--format", "json"])
    assert whole.exit_code == 0 and [row["ref"] for row in json.loads(whole.stdout)] == ["A", "B"]


@pytest.mark.parametrize("words", [["--bank", "KHONG", "--format", "gift"], ["--bank", "EMPTY", "--format", "gift"]])
def test_an_export_of_nothing_ends_with_2(app: Flask, words: list[str]) -> None:
    from core.actor import SYSTEM
    from question_bank.operations.create_bank import NewBank, create_bank

    create_bank(SYSTEM, NewBank("EMPTY", "Trống", new_organisation().id))
    assert run(app, "export", *words)[0] == 2


def test_an_aiken_file_is_taken(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "de.txt"
    path.write_text("Hai cộng hai?\nA. 3\nB. 4\nANSWER: B\n")
    shelf = new_bank()
    for words in (["--format", "aiken"], []):
        code, output = run(app, "import", str(path), "--bank", shelf.code, "--json", *words)
        assert code == 0 and json.loads(output)["format"] == "aiken"


def test_the_fifty_one_gift_files_are_taken_without_loss(app: Flask) -> None:
    if not PAIRS.is_dir():
        pytest.skip(f"{PAIRS} is not on this machine")
    shelf = new_bank()
    questions, categories, failed = 0, 0, []
    for path in sorted(PAIRS.glob("*.gift")):
        code, output = run(app, "import", str(path), "--bank", shelf.code, "--json")
        report = json.loads(output)
        questions += len(report["items"])
        categories += len(report["categories"])
        if code or report["refused"]:
            failed.append((path.name, report))
    assert (questions, categories, failed) == (100, 2, [])


def test_a_word_file_is_read_by_the_command_line(app: Flask, tmp_path: Path) -> None:
    exam = tmp_path / "de.docx"
    exam.write_bytes(FILES["signs that disagree"][0])
    code, output = run(app, "import", str(exam), "--bank", "KHONG", "--dry-run", "--json")
    report = json.loads(output)
    assert code == 1 and (report["format"], report["refused"]) == ("docx", 1) and len(report["items"][0]["reasons"]) == 3
