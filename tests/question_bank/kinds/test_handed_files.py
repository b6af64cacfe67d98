"""Questions answered by files: what may be handed in, what stands for it, and what an examination finds and keeps."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal as D
from typing import Any

import pytest

from core.words import say
from question_bank.kinds import package
from question_bank.kinds.contract import Evidence, Examined, FileLimits, Finding, InvalidAnswer
from question_bank.kinds.findings import pack_finding, parts_of, unpack_finding
from question_bank.kinds.handed_file import clean_name, refusal_of
from question_bank.kinds.registry import kind_of
from tests.question_bank.kinds import contents
from tests.question_bank.rules.office import built

SHA = "a" * 64
KEPT = {"name": "bài làm.docx", "sha256": SHA, "size": 10}
LIMITS = FileLimits(("docx", "pdf", "txt"), 100_000)


def zipped(name: str = "word/document.xml", *, parts: int = 1, size: int = 1) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(parts):
            archive.writestr(name if not n else f"{name}{n}", b" " * size)
    return kept.getvalue()


def test_an_honest_file_is_taken() -> None:
    assert refusal_of(LIMITS, "bài.DOCX", built.word()) is None
    assert refusal_of(LIMITS, "bài.pdf", b"%PDF-1.7\n") is None
    assert refusal_of(LIMITS, "bài.txt", b"x") is None


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("bài.exe", b"MZ", "chỉ nhận tệp có đuôi docx, pdf, txt"), ("bài", b"x", "chỉ nhận"), ("bài.docx", b"", "rỗng"),
        ("bài.txt", b"x" * 100_001, "lớn hơn"), ("~$bài.docx", b"\x00" * 162, "tệp tạm"), ("bài.pdf", b"PK\x03\x04", "không phải PDF"),
        ("bài.docx", b"PK\x03\x04" + bytes(36), "hỏng"), ("bài.docx", zipped("xl/workbook.xml"), "đúng loại"),
    ],
)  # fmt: skip
def test_any_other_is_refused_in_words_that_help(name: str, data: bytes, said: str) -> None:
    refusal = refusal_of(LIMITS, name, data)
    assert refusal is not None and said in str(refusal)


def test_a_file_exactly_as_large_as_allowed_is_taken() -> None:
    assert refusal_of(LIMITS, "a.txt", b"x" * 100_000) is None


def test_a_package_that_would_burst_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    assert package.parts_in(zipped()) == ["word/document.xml"]
    monkeypatch.setattr(package, "MOST_PARTS", 2)
    monkeypatch.setattr(package, "MOST_UNPACKED", 1_000)
    assert package.parts_in(zipped(parts=2)) is not None and package.parts_in(zipped(parts=3)) is None
    assert package.parts_in(zipped(size=1_000)) is not None and package.parts_in(zipped(size=1_001)) is None


def test_a_directory_that_is_the_whole_file_is_not_read() -> None:
    whole = bytearray(zipped())
    end = whole.rfind(b"PK\x05\x06")
    whole[end + 12 : end + 16] = (package.LARGEST_DIRECTORY + 1).to_bytes(4, "little")
    assert package.parts_in(bytes(whole)) is None
    assert package.parts_in(zipped()[:end] + b"PK\x06\x07" + bytes(16) + zipped()[end:]) is None


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Thi\\bài.docx", "bài.docx"), ("../../etc/passwd", "passwd"), ("a\u202egpj.exe", "agpj.exe"), ("x" * 300 + ".docx", "x" * 145 + ".docx"),
    ],
)  # fmt: skip
def test_a_name_is_kept_as_it_may_be_shown(sent: str, kept: str) -> None:
    assert clean_name(sent) == kept


@pytest.mark.parametrize("code", ["file_upload", "office_practical"])
def test_an_answer_is_the_name_the_digest_and_the_size_of_a_file(code: str) -> None:
    content = contents.file_upload() if code == "file_upload" else contents.office()
    kind = kind_of(code)
    assert kind.normalise(content, KEPT) == KEPT and kind.normalise(content, None) is None
    assert kind.mark(content, None).fraction == 0 and kind.mark(content, KEPT).fraction is None
    wrong: list[Any] = [
        "x", [], {}, {**KEPT, "more": 1}, {**KEPT, "name": "a.exe"}, {**KEPT, "name": "../a.docx"}, {**KEPT, "sha256": "A" * 64},
        {**KEPT, "sha256": 5}, {**KEPT, "size": 0}, {**KEPT, "size": 1_000_001}, {**KEPT, "size": True}, {**KEPT, "size": "10"},
    ]  # fmt: skip
    for raw in wrong:
        with pytest.raises(InvalidAnswer):
            kind.normalise(content, raw)


def test_a_sealed_paper_holds_no_rule_and_no_rubric() -> None:
    start = {"name": "mẫu.docx", "sha256": SHA, "size": 5, "stored": "secret"}
    shown = kind_of("office_practical").show(contents.office(start=start))
    assert shown["body"] == {
        "endings": "docx", "most_bytes": 1_000_000, "start": {"name": "mẫu.docx", "sha256": SHA, "size": 5},
        "tasks": [{"id": "t1", "text": "Làm gì?"}],
    }  # fmt: skip
    assert contents.SECRET not in str(shown) + str(kind_of("file_upload").show(contents.file_upload()))


@pytest.mark.parametrize(
    ("rules", "start", "place"),
    [
        ([{"rule": "toc", "share": "0.9"}], None, "key.rules"), ([{"rule": "toc", "share": "1.1"}], None, "key.rules.0.share"),
        ([{"rule": "formula", "share": "1"}], None, "key.rules.0.rule"), ([{"rule": "style", "expected": "Title", "share": "1"}], None, "key.rules.0.where"),
        ([{"rule": "text", "share": "1"}], None, "key.rules.0.expected"), ([{"rule": "text", "expected": "x" * 501, "share": "1"}], None, "key.rules.0"),
        (None, {"name": "a.xlsx", "sha256": SHA, "size": 5}, "body.start"), (None, {"name": "a.docx", "sha256": "b", "size": 5}, "body.start"),
    ],
)  # fmt: skip
def test_a_faulty_question_names_the_place(rules: Any, start: Any, place: str) -> None:
    assert place in [problem.place for problem in kind_of("office_practical").check(contents.office(rules, start=start))]


def examined(rules: list[dict[str, Any]], data: bytes) -> Finding:
    kind = kind_of("office_practical")
    assert isinstance(kind, Examined)
    return kind.examine(contents.office(rules), KEPT, lambda sha256: data)


def test_what_the_rules_find_is_a_proposal_that_adds_up() -> None:
    rules = [
        {"rule": "style", "where": "Chương 1", "expected": "Heading 1", "share": "0.3"},
        {"rule": "table", "expected": "9 x 9", "share": "0.6"}, {"rule": "toc", "share": "0.1"},
    ]  # fmt: skip
    finding = examined(rules, built.word())
    assert (finding.fraction, finding.is_final) == (D("0.4"), False)
    assert [(each.share, each.earned) for each in finding.evidence] == [(D("0.3"), D("0.3")), (D("0.6"), 0), (D("0.1"), D("0.1"))]
    assert finding.evidence[1].found == say("%(text)s", text="3 x 4")
    assert [(part.id, part.ok) for part in parts_of(finding)] == [("1", True), ("2", False), ("3", True)]
    kind = kind_of("office_practical")
    assert isinstance(kind, Examined)
    assert [str(each) for each in kind.looked_for(contents.office(rules))] == [
        "Kiểu đoạn (style): Heading 1 · Chương 1", "Bảng: 9 x 9", "Mục lục tự động",
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_earns_nothing_and_says_so() -> None:
    finding = examined([{"rule": "toc", "share": "1"}], b"PK\x03\x04 no package")
    assert (finding.fraction, finding.is_final, str(finding.evidence[0].found)) == (D(0), False, "Không đọc được tệp")


def test_a_file_that_is_not_there_is_tried_again_later() -> None:
    def gone(sha256: str) -> bytes:
        raise LookupError(sha256)

    kind = kind_of("office_practical")
    assert isinstance(kind, Examined)
    with pytest.raises(LookupError):
        kind.examine(contents.office(), KEPT, gone)


def test_a_finding_is_kept_and_read_again() -> None:
    evidence = (
        Evidence(say("%(rule)s: %(expected)s", rule=say("Phông chữ"), expected="Arial"), None, "¶ 1", D("0.25"), D(0)),
        Evidence(say("Mục lục tự động"), say("có"), "", D("0.75"), D("0.75")),
    )  # fmt: skip
    for finding in (Finding(D("0.75"), False, evidence, say("Đạt %(met)d.", met=1)), Finding(None, True, (), say("Không chạy được."))):
        assert unpack_finding(pack_finding(finding)) == finding


def test_a_cleaned_name_is_clean() -> None:
    for name in ("e\u200b\u0301.docx", "Bài\u0301 1.docx", "a/b\\c.pdf", "\u202egpj.exe"):
        assert clean_name(clean_name(name)) == clean_name(name)
