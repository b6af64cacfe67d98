"""Files made to keep a reader busy: a megabyte of one thing, strings told a thousand times, trees without end.

Each is read in a process of its own with limits of processor and memory that no honest file of its size comes near: what grows with the
square of its length, or makes copies without end, dies there, and only there.
"""

from __future__ import annotations

import multiprocessing
import resource
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from question_bank.formats.registry import READERS, SOURCES
from tests.question_bank.formats.qti.items import choices, declared, item, package
from tests.question_bank.formats.test_every_reader import sample
from tests.question_bank.formats.test_hostile_files import read_or_refuse

HALF = 500_000
SECONDS, BYTES = 60, 3_000_000_000
_BOX = '<textEntryInteraction responseIdentifier="RESPONSE"/>'
_CHOICE = f'<choiceInteraction responseIdentifier="RESPONSE">{choices("a", "b")}</choiceInteraction>'


def full(piece: str) -> str:
    return piece * (HALF // len(piece))


def asked(body: str) -> bytes:
    """A QTI item around this body."""
    return item(body, declared("single", "identifier", "A"))


def in_workbook(part: str, change: Callable[[str], str]) -> bytes:
    """The sample workbook with one part changed."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(sample("xlsx"))) as good, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in good.namelist():
            data = good.read(name)
            target.writestr(name, change(data.decode()).encode() if name == part else data)
    return packed.getvalue()


def told_often() -> bytes:
    """One string of 300,000 characters that stands once in the file and in 45,000 cells."""
    rows = "".join(f'<row r="{n}">' + "".join(f'<c r="{c}{n}" t="s"><v>0</v></c>' for c in "ABCDEFGHI") + "</row>" for n in range(9, 5000))
    book = in_workbook("xl/worksheets/sheet1.xml", lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>"))
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as good, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in good.namelist():
            data = good.read(name)
            target.writestr(name, data.replace(b"<t>", b"<t>" + b"x" * 300_000, 1) if name.endswith("sharedStrings.xml") else data)
    return packed.getvalue()


HOSTILE: dict[str, list[bytes]] = {
    "aiken": [full(piece).encode() for piece in ("A. x\n", "ANSWER: B\n", "A. x\nB. y\nANSWER: ", "x\n", "A.\t ", "\\(", "<", "\n")],
    "json": [
        *(b"[" + full(piece).encode() for piece in ("[", '{"a":', "[],", "1", "0,", "\\")),
        b'[{"ref":"A","kind":"numerical","content":{"stem":' + b"9" * HALF + b"}}]",
        b'[{"ref":"A","kind":"numerical","content":{"stem":"x","body":{},"key":{"accepted":[{"value":"1e999999999","tolerance":"1e999999999",'
        b'"fraction":"1"}]},"explanation":""}}]',
    ],
    "xlsx": [
        told_often(),
        in_workbook("xl/worksheets/sheet1.xml", lambda xml: xml.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')),
        in_workbook("xl/worksheets/sheet1.xml", lambda xml: xml.replace("</sheetData>", f'<row r="9"><c r="A9"><v>{"9" * HALF}</v></c></row></sheetData>')),
        in_workbook("xl/sharedStrings.xml", lambda xml: xml.replace("</sst>", "<si><t>x</t></si>" * 100_000 + "</sst>")),
    ],
    "qti": [
        *(asked(full(piece)) for piece in ("<br/>", "<p>x</p>", "x<br/>", "&lt;", "\\(", _CHOICE)),
        asked(f"<p>{_BOX * 100}{full('<b>x</b>')}</p>"),
        asked("<p>" * 5_000 + "</p>" * 5_000),
        asked("<p>" + "<math><annotation encoding='application/x-tex'>x</annotation></math>" * 8_000 + "</p>"),
        package({**{f"p{n}/a.png": b"x" for n in range(1_500)}, "i.xml": asked("<p>" + "<img src='z.png'/>" * 1_500 + "</p>")}),
    ],
    "gift": [full(piece).encode() for piece in ("{", "Q{=", "[markdown]*", "\\(")],
    "moodle-xml": [f"<quiz>{full(piece)}</quiz>".encode() for piece in ("<question>", "&amp;", "<question/>")],
    "docx": [sample("docx")[:-30]],
}  # fmt: skip
"""By format; Word has its own in `word/test_hostile_word_files.py`, GIFT and Moodle XML more in `test_hostile_files.py`."""


def test_every_format_has_hostile_files() -> None:
    assert set(HOSTILE) == set(SOURCES)


@pytest.mark.parametrize("code", HOSTILE)
def test_a_hostile_file_is_read_or_refused_within_limits(code: str) -> None:
    reading = multiprocessing.get_context("fork").Process(target=_read_all, args=(code,))
    reading.start()
    reading.join()
    assert reading.exitcode == 0, "out of time or memory" if (reading.exitcode or 0) < 0 else "something else came out of the reader"


def _read_all(code: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    for data in HOSTILE[code]:
        read_or_refuse(READERS[code], data)
