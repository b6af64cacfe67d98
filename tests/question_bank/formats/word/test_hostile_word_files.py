"""Word files made to harm: any of them is read or refused, soon, and nothing else comes out."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.formats import archive, docx
from question_bank.formats.contract import ImportedFile, Limits, UnreadableFile
from question_bank.formats.word import document
from question_bank.kinds.registry import kind_of
from tests.support.word_files import maths, p, question, r, t, table, word_file, zipped

from .conventions import FILES

SMALL = word_file(*question(1, "B"), p("Câu 2. ", maths(t("x"))))
calmly = settings(deadline=None, max_examples=200)


def read_or_refuse(data: bytes) -> ImportedFile | None:
    try:
        found = docx.read(data)
    except UnreadableFile as refused:
        assert str(refused.message)
        return None
    for item in found.items:
        assert (item.state == "kept") == (not item.reasons)
        if item.kind is not None:
            assert bool(kind_of(item.kind).check(item.content)) == (item.state == "refused")
    return found


def test_a_file_cut_at_every_byte_is_unreadable() -> None:
    for end in range(len(SMALL)):
        with pytest.raises(UnreadableFile):
            docx.read(SMALL[:end])


@calmly
@given(at=st.integers(0, len(SMALL) - 1), byte=st.integers(0, 255))
def test_any_byte_may_be_wrong(at: int, byte: int) -> None:
    read_or_refuse(SMALL[:at] + bytes([byte]) + SMALL[at + 1 :])


TEXT = FILES["parts with numbers that begin again"][0]
PIECES = ["<w:p>", "</w:p>", "<w:tbl>", "<w:r><w:t>A.</w:t></w:r>", "<w:tab/>", "<m:oMath>", "<w:numPr/>", "&#1;", "&amp;", "\x01", "<w:u/>", '<w:tc/>', "Câu 1.", "A. "]  # fmt: skip


@calmly
@given(data=st.data())
def test_any_shuffle_of_a_document(data: st.DataObject) -> None:
    with zipfile.ZipFile(BytesIO(TEXT)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode()
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    parts["word/document.xml"] = (text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]).encode()
    read_or_refuse(zipped(parts))


LINE = st.sampled_from(
    ["Câu 1.", "Câu 2:", "Câu", "1.", "A. 1", "B. 2\tC. 3", "*D. 4", "a) x", "b) y [ĐÚNG]", "Đáp án: A", "Đáp án: 2,5", "ĐSĐS", "PHẦN II. Đúng sai", "HẾT",
     "BẢNG ĐÁP ÁN", "1A 2B", "1: 7", "Lời giải", "Chọn B", "[NB] x", "Dữ kiện chung cho câu 1 đến 2", "HƯỚNG DẪN GIẢI", "", "x" * 30, "PHẦN III. Trả lời ngắn", "<Key=1>"]
)  # fmt: skip


@calmly
@given(st.lists(st.tuples(LINE, st.sampled_from(["", "b", "u"])), max_size=30))
def test_any_order_of_lines(lines: list[tuple[str, str]]) -> None:
    read_or_refuse(word_file(p("Câu 1. Hỏi?"), *(p(r(text, looks)) for text, looks in lines)))


@calmly
@given(st.lists(st.lists(LINE, max_size=4), max_size=5))
def test_any_table(rows: list[list[str]]) -> None:
    read_or_refuse(word_file(p("Câu 1. Hỏi?"), table(*map(tuple, rows)), p("BẢNG ĐÁP ÁN"), table(*map(tuple, rows))))


def document_of(text: str) -> bytes:
    return word_file(parts={"word/document.xml": text})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0old",
        zipped({"a.txt": "x"}),
        word_file(),
        word_file(p("Không có câu nào.")),
        document_of('<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>'),
        document_of('<!DOCTYPE w SYSTEM "file:///etc/passwd"><w/>'),
        document_of("<a>" * 500 + "</a>" * 500),
        document_of("<w/>"),
        word_file("<w:tbl><w:tr><w:tc>" * 60 + p("x") + "</w:tc></w:tr></w:tbl>" * 60),
        word_file(p("Câu 1. " + "x" * 5_000_000)),
    ],
)
def test_what_is_no_honest_word_file_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        docx.read(data)


def test_zips_that_unpack_to_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = word_file(*question(1), pictures={"h.png": b"\x89PNG\r\n\x1a\n" + bytes(100)}, parts={"word/styles.xml": b" " * 30_000_000})
    with pytest.raises(UnreadableFile):
        docx.read(bomb)
    for name, most in (("MOST_UNPACKED", 500), ("LARGEST_XML", 100), ("MOST_MEMBERS", 2)):
        with monkeypatch.context() as patched, pytest.raises(UnreadableFile):
            patched.setattr(archive, name, most)
            docx.read(SMALL)
    monkeypatch.setattr(document, "LONGEST", 20)
    with pytest.raises(UnreadableFile):
        docx.read(SMALL)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_twice_and_another_packing_are_refused() -> None:
    for method, names in ((zipfile.ZIP_DEFLATED, 2), (zipfile.ZIP_BZIP2, 1)):
        out = BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            for _ in range(names):
                archive.writestr(zipfile.ZipInfo("word/document.xml"), "<w/>", method)
        with pytest.raises(UnreadableFile):
            docx.read(out.getvalue())


def test_limits() -> None:
    for limits in (Limits(questions=1), Limits(file_bytes=10), Limits(xml_elements=5)):
        with pytest.raises(UnreadableFile):
            docx.read(SMALL, limits)
    assert docx.read(SMALL, Limits(question_characters=3)).items[0].state == "refused"


@pytest.mark.parametrize(
    "piece", ["A. ", "A. 1 B. 2 ", "\t", " ", "(NB)", "Đápán", "<Key=", "1A ", "Câu 1. ", "a) Đ ", "a\u0301", "[", "Câu 1 đến 2 ", "x"]
)
@pytest.mark.parametrize("head", ["Câu 1. ", "Lời giải: ", "BẢNG ĐÁP ÁN\n1: "])
def test_a_long_line_of_anything_takes_no_longer_than_reading_it(piece: str, head: str) -> None:
    data = word_file(p("Câu 1. Hỏi?"), p(head + piece * (400_000 // len(piece))))
    started = time.process_time()
    read_or_refuse(data)
    assert time.process_time() - started < 10


def test_tables_in_tables_take_no_longer_than_reading_them() -> None:
    data = word_file(p("Câu 1. Hỏi?"), "<w:tbl><w:tr><w:tc>" * 38 + p("A. Câu 1. một hai ba") + "</w:tc></w:tr></w:tbl>" * 38)
    started = time.process_time()
    read_or_refuse(data)
    assert time.process_time() - started < 5
