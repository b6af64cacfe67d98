"""`flask question-bank import` and `export` in every format of the registry: a new format is tried here by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from core.db import session
from question_bank.formats.contract import OutgoingItem
from question_bank.formats.registry import SOURCES, TARGETS
from question_bank.operations.read_file import FORMATS, read_file
from question_bank.queries.library import found_by, lines_of
from question_bank.rules.filter import Filter
from tests.question_bank.formats.qti.items import package
from tests.question_bank.formats.test_every_reader import STEM, sample
from tests.question_bank.kinds.contents import program, single
from tests.support.questions import new_bank, new_question

ASKED = {**single(), "stem": f"<p>{STEM}</p>"}
V1 = f"""<?xml version="1.0" encoding="UTF-8"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a" title="Đề">
<section ident="root_section"><item ident="i1" title="Câu"><presentation><material><mattext texttype="text/html">&lt;p&gt;{STEM}&lt;/p&gt;</mattext>
</material><response_lid ident="r" rcardinality="Single"><render_choice><response_label ident="1"><material><mattext>một</mattext></material>
</response_label><response_label ident="2"><material><mattext>hai</mattext></material></response_label></render_choice></response_lid></presentation>
<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes><respcondition continue="No">
<conditionvar><varequal respident="r">2</varequal></conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>
</item></section></assessment></questestinterop>""".encode()
CARTRIDGE = """<manifest><metadata><schema>IMS Common Cartridge</schema></metadata><resources><resource identifier="R1"
type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment" href="q/a.xml"><file href="q/a.xml"/></resource></resources></manifest>"""
DIALECTS = {
    "QTI 1.2": V1,
    "a package of QTI 1.2": package({"q/a.xml": V1}),
    "a Common Cartridge": package({"q/a.xml": V1}, CARTRIDGE),
    "QTI 2.1": TARGETS["qti21"].write([OutgoingItem("C1", "single_choice", ASKED)], {}).data,
    "QTI 3.0": TARGETS["qti30"].write([OutgoingItem("C1", "single_choice", ASKED)], {}).data,
}
FILES = {**{code: (code, sample(code)) for code in SOURCES}, **{name: ("qti", data) for name, data in DIALECTS.items()}}


def run(app: Flask, *words: str) -> Result:
    session.commit()
    return app.test_cli_runner().invoke(args=["question-bank", *words])


def test_the_command_line_offers_what_the_registry_has(app: Flask) -> None:
    assert ("auto", *SOURCES) == FORMATS
    offered = run(app, "import", "--help").output.replace("\n", "").replace(" ", "")
    assert f"[{'|'.join(FORMATS)}]" in offered
    assert f"[{'|'.join(TARGETS)}]" in run(app, "export", "--help").output.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("name", FILES)
def test_every_format_is_known_taken_and_reported(app: Flask, tmp_path: Path, name: str) -> None:
    code, data = FILES[name]
    file, shelf = tmp_path / "de", new_bank()
    file.write_bytes(data)
    report = json.loads(run(app, "import", str(file), "--bank", shelf.code, "--format", code, "--dry-run", "--json").output)
    assert (report["format"], report["dry_run"], report["refused"]) == (code, True, 0)
    taken = run(app, "import", str(file), "--bank", shelf.code)
    assert taken.exit_code == 0 and f"{code}: 1 kept, 0 changed, 0 refused" in taken.output, taken.output
    (line,) = lines_of(list(session.scalars(found_by(shelf.id, Filter(words="cafe da lat")))))
    assert line.kind == "single_choice" and STEM in line.preview


@pytest.mark.parametrize("code", SOURCES)
def test_a_torn_file_of_any_format_ends_with_a_number_that_says_so(app: Flask, tmp_path: Path, code: str) -> None:
    file, shelf = tmp_path / "de", new_bank()
    file.write_bytes(sample(code)[: len(sample(code)) * 2 // 3])
    result = run(app, "import", str(file), "--bank", shelf.code, "--format", code, "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == (2 if "error" in report else 1 if report["refused"] else 0)
    assert "error" in report or report["refused"] or report["kept"] + report["changed"] == len(report["items"])


@pytest.mark.parametrize("code", TARGETS)
def test_every_format_goes_out_says_what_it_lost_and_is_read_again(app: Flask, tmp_path: Path, code: str) -> None:
    shelf, file = new_bank(), tmp_path / "ra"
    new_question(shelf, ASKED, ref="A")
    new_question(shelf, program(), kind="code", ref="B")
    made = run(app, "export", "--bank", shelf.code, "--format", code, "--output", str(file))
    found = read_file(file.read_bytes())
    left_out = 2 - len(found.items)
    assert f"{2 - left_out} questions" in made.stderr and f"{left_out} left out" in made.stderr and not made.stdout, made.stderr
    assert made.exit_code == (1 if left_out else 0) and ("B: " in made.stderr) == bool(left_out)
    assert found.items[0].ref == "A" and found.items[0].state == "kept"
    alone = run(app, "export", "--bank", shelf.code, "--format", code, "--kind", "single_choice")
    assert alone.exit_code == 0 and read_file(alone.stdout_bytes).count("kept") == 1
