"""What holds for every reader alike: encodings and line ends, files cut at every byte, bytes changed, bombs, and a bank left as it was."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from core.actor import SYSTEM
from core.db import session, transaction
from question_bank.formats.contract import OutgoingItem, UnreadableFile
from question_bank.formats.registry import READERS, TARGETS, detect, read_file
from question_bank.models import Question, RunState
from question_bank.models.media import Media
from question_bank.models.question import Revision
from question_bank.operations.read_import import NewImport, start_import
from tests.question_bank.formats.qti.items import choices, declared, item
from tests.question_bank.formats.test_hostile_files import read_or_refuse
from tests.question_bank.kinds.contents import single
from tests.support.questions import new_bank

STEM = "Café nào ở Đà Lạt?"
WRITTEN = {"docx": "docx", "xlsx": "xlsx", "moodle-xml": "moodle-xml", "gift": "gift", "qti": "qti21", "json": "json"}
"""The target that writes what a reader reads."""


@cache
def sample(code: str) -> bytes:
    """A small whole file of a format."""
    if code == "aiken":
        return f"{STEM}\nA. một\nB. hai\nANSWER: B\n".encode()
    question = OutgoingItem("C1", "single_choice", {**single(), "stem": f"<p>{STEM}</p>"})
    return TARGETS[WRITTEN[code]].write([question], {}).data


def texts() -> dict[str, str]:
    """Samples that are text, in letters that Windows-1252 has too."""
    body = f'<p>Café à?</p><choiceInteraction responseIdentifier="R">{choices("un", "deux")}</choiceInteraction>'
    return {
        "gift": "Café à?{=un ~deux}\n",
        "aiken": "Café à?\nA. un\nB. deux\nANSWER: A\n",
        "moodle-xml": '<?xml version="1.0" encoding="ENC"?>\n<quiz><question type="essay"><questiontext><text>Café à?</text></questiontext></question></quiz>\n',
        "json": '[{"ref": "A", "kind": "description",\n "content": {"stem": "Café à?", "body": {}, "key": {}, "explanation": ""}}]\n',
        "qti": item(body, declared("single", "identifier", "A", ident="R")).decode().replace("UTF-8", "ENC"),
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("code", texts())
def test_every_text_is_read_in_every_encoding(code: str, ends: str, encoding: str) -> None:
    names = {"utf-8-sig": "utf-8", "cp1252": "windows-1252"}
    data = texts()[code].replace("ENC", names.get(encoding, encoding)).replace("\n", ends).encode(encoding)
    assert detect(data) == code
    if (code, encoding) == ("json", "cp1252"):  # JSON is Unicode by its standard
        with pytest.raises(UnreadableFile):
            read_file(data)
        return
    (found,) = read_file(data).items
    assert found.state == "kept" and found.content is not None and "Café à?" in str(found.content["stem"])


@pytest.mark.parametrize("code", READERS)
def test_a_file_cut_at_every_byte_is_read_or_refused(code: str) -> None:
    data = sample(code)
    assert read_or_refuse(READERS[code], data) is not None
    for end in range(len(data)):
        read_or_refuse(READERS[code], data[:end])


@pytest.mark.parametrize("code", READERS)
@hypothesis_settings(deadline=None, max_examples=25)
@given(drawn=st.data())
def test_a_file_with_bytes_changed_is_read_or_refused(code: str, drawn: st.DataObject) -> None:
    data = bytearray(sample(code))
    for _ in range(drawn.draw(st.integers(1, 6))):
        data[drawn.draw(st.integers(0, len(data) - 1))] = drawn.draw(st.integers(0, 255))
    read_or_refuse(READERS[code], bytes(data))


@pytest.mark.parametrize(
    ("code", "part"), [("docx", "word/document.xml"), ("xlsx", "xl/worksheets/sheet1.xml"), ("qti", "items/q0001.xml")]
)
def test_a_package_with_a_bomb_in_it_is_refused(code: str, part: str) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(sample(code))) as good, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in good.namelist():
            target.writestr(name, good.read(name) + b" " * (60_000_000 if name == part else 0))
    with pytest.raises(UnreadableFile):
        READERS[code](packed.getvalue())


def test_a_file_that_cannot_be_read_leaves_the_bank_as_it_was(app: Flask) -> None:
    with transaction():
        bank = new_bank()
    before = _counts()
    for code in READERS:
        data = sample(code)[:-40] if code in ("docx", "xlsx", "qti") else b"\xff\xfe\x00\xd8" + sample(code)
        with transaction():
            run = start_import(SYSTEM, bank.id, NewImport(f"x.{code}", data, code), {})
        assert run.state in (RunState.FAILED, RunState.CHECK), code
    assert _counts() == before


def _counts() -> list[int | None]:
    return [session.scalar(select(func.count()).select_from(table)) for table in (Question, Revision, Media)]
