"""Files made to break their reader: an answer in words, within limits, and never an exception of a library."""

from __future__ import annotations

import io
import zipfile

import pytest

from question_bank.rules.office.apart import look_apart
from question_bank.rules.office.contract import Asked, UnreadableWork
from question_bank.rules.office.look import look_at

from . import built
from .test_rules import made

ENTITIES = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d SYSTEM "file:///etc/passwd">]>'


def _with_entities(name: str, data: bytes) -> bytes:
    if not name.endswith(("document.xml", "workbook.xml", "presentation.xml")):
        return data
    prolog, _, rest = data.partition(b"?>") if data.startswith(b"<?") else (b"<?xml version='1.0'", b"", data)
    return prolog + b"?>" + ENTITIES + rest


def _bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    return kept.getvalue()


@pytest.mark.parametrize("app", ["docx", "xlsx", "pptx"])
def test_a_file_that_cannot_be_opened_says_so(app: str) -> None:
    good = made(app)
    other = made("xlsx" if app == "docx" else "docx")
    hostile = [b"", b"PK", b"hello", b"\xd0\xcf\x11\xe0" + good, good[: len(good) // 2], good[:-30], other, _bomb()]
    for data in [*hostile, built.rezipped(good, _with_entities), built.rezipped(good, lambda name, data: data[: len(data) // 2])]:
        with pytest.raises(UnreadableWork) as refused:
            look_at(app, [], data)
        assert str(refused.value)


def test_looking_apart_sees_the_same() -> None:
    asked = [("style", Asked("Chương 1", "Heading 1")), ("bold", Asked("Mục"))]
    assert look_apart("docx", asked, made("docx")) == look_at("docx", asked, made("docx"))
    with pytest.raises(UnreadableWork, match="không đúng loại"):
        look_apart("docx", asked, made("xlsx"))


def test_a_sheet_that_is_one_merged_cell_is_stopped_by_the_clock() -> None:
    endless = built.rezipped(made("xlsx"), lambda name, data: data.replace(b'ref="A6:B6"', b'ref="A6:XFD1048576"'))
    with pytest.raises(UnreadableWork, match="quá nặng"):
        look_apart("xlsx", [("merge", Asked("A6:B6"))], endless, seconds=2)
