"""The Moodle XML reader, type by type, and what it has to say of the rest."""

from decimal import Decimal
from typing import Any

import pytest

from question_bank.formats import moodle_xml
from question_bank.formats.contract import ImportedItem, Limits, UnreadableFile

from .moodle_files import CATEGORY, DESCRIPTION, ENCODED, MATCHING, MULTI, MULTICHOICE, NUMERICAL, PIXEL, SHORT, WHOLE, quiz


def only(question: str) -> ImportedItem:
    (item,) = moodle_xml.read(quiz(question)).items
    return item


def content(question: str) -> Any:
    item = only(question)
    assert item.content is not None
    return item.content


def reasons(item: ImportedItem) -> str:
    return " ".join(str(reason) for reason in item.reasons)


def test_a_whole_file_is_kept() -> None:
    found = moodle_xml.read(WHOLE)
    assert found.categories == ("$course$/top/Lớp 12",)
    assert [(item.source_kind, item.kind, item.state, reasons(item)) for item in found.items] == [
        ("multichoice", "single_choice", "kept", ""),
        ("multichoice", "multiple_choice", "kept", ""),
        ("truefalse", "single_choice", "kept", ""),
        ("shortanswer", "short_answer", "kept", ""),
        ("numerical", "numerical", "kept", ""),
        ("match", "matching", "kept", ""),
        ("essay", "essay", "kept", ""),
        ("description", "description", "kept", ""),
    ]
    assert {item.category for item in found.items} == {"$course$/top/Lớp 12"}
    assert [item.ref for item in found.items] == list("12345678")


def test_a_multichoice_with_a_picture() -> None:
    found = moodle_xml.read(quiz(CATEGORY, MULTICHOICE))
    item = found.items[0]
    assert found.media == {"h-nh-1.png": PIXEL}
    assert (item.media, item.name, item.external_id, item.tags) == (("h-nh-1.png",), "Câu 1", "TH-1", ("Biết", "Tin học"))
    assert (item.points, item.line) == (Decimal("0.25"), 3)
    assert item.content == {
        "stem": '<p>Hình <img src="media:h-nh-1.png"> là gì?</p>',
        "body": {
            "options": [
                {"id": "a", "text": "A", "feedback": "Chưa đúng."},
                {"id": "b", "text": "B"},
                {"id": "c", "text": "x &lt; y"},
            ]
        },
        "key": {"right": "b", "partial": {"c": "0.3333333"}},
        "explanation": r"Vì \[x^2\].",
    }


def test_options_that_moodle_does_not_shuffle_are_pinned() -> None:
    found = content(MULTI)
    assert all(option["pinned"] for option in found["body"]["options"])
    assert found["key"] == {"weights": {"a": "0.5", "b": "0.5", "c": "-1"}}


def test_true_or_false() -> None:
    item = moodle_xml.read(WHOLE).items[2]
    found: Any = item.content
    assert found["key"] == {"right": "b"}
    assert [option.get("feedback", "") for option in found["body"]["options"]] == ["Sai rồi", ""]


def test_typed_answers() -> None:
    found = content(SHORT)
    assert found["stem"] == "Con gì?<br>Hai dòng"
    assert found["body"] == {"format": "text", "case_sensitive": True}
    assert found["key"] == {"accepted": [{"text": "Ếch", "fraction": "1"}, {"text": "cóc*", "fraction": "0.5"}]}


def test_numbers_and_units() -> None:
    found = content(NUMERICAL)
    assert found["body"] == {"unit": "m/s2"}
    assert found["key"]["accepted"] == [
        {"value": "9.8", "fraction": "1", "tolerance": "0.1"},
        {"value": "*", "fraction": "0", "feedback": "Không phải", "tolerance": "0"},
    ]


def test_matching() -> None:
    found = content(MATCHING)
    assert [row["text"] for row in found["body"]["choices"]] == ["Hà Nội", "R&amp;D", "Viêng Chăn"]
    assert found["key"]["pairs"] == {"p1": "c1", "p2": "c3"}


def test_an_essay() -> None:
    found: Any = moodle_xml.read(WHOLE).items[6].content
    assert found["stem"] == "<strong>Viết</strong> bài"
    assert found["body"] == {"lines": 15}
    assert found["key"] == {"rubric": [], "model_answer": "Ý chính"}


@pytest.mark.parametrize("kind", ["gapfill", "wordselect", "pmatch", ""])
def test_other_types_are_refused_by_name(kind: str) -> None:
    item = only(f'<question type="{kind}"><name><text>x</text></name></question>')
    assert (item.state, item.kind, item.source_kind, item.name) == ("refused", None, kind, "x")
    assert kind in reasons(item)


@pytest.mark.parametrize(
    ("kind", "way_out"), [("coderunner", "Lập trình"), ("stack", "tham số"), ("formulas", "tham số"), ("random", "ma trận")]
)
def test_types_we_know_of_are_refused_with_a_way_out(kind: str, way_out: str) -> None:
    item = only(f'<question type="{kind}"><name><text>x</text></name></question>')
    assert (item.state, item.kind) == ("refused", None)
    assert way_out in reasons(item)


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        ("<penalty>0.5</penalty>", "penalty"),
        ("<hint format='html'><text>Nghĩ đi</text></hint>", "hint"),
        ("<correctfeedback format='html'><text>Giỏi quá</text></correctfeedback>", "Nhận xét chung"),
        ("<answernumbering>iii</answernumbering>", "đánh số"),
    ],
)
def test_what_cannot_be_held_is_told(extra: str, reason: str) -> None:
    item = only(MULTI.replace("</question>", f"{extra}</question>"))
    assert item.state == "changed"
    assert reason in reasons(item)


@pytest.mark.parametrize(
    "extra",
    [
        "<penalty>0.3333333</penalty>",
        "<hint format='html'><text></text></hint>",
        "<correctfeedback format='html'><text><![CDATA[<p>Your answer is correct.</p>]]></text></correctfeedback>",
        "<answernumbering>abc</answernumbering>",
    ],
)
def test_what_every_export_says_is_no_reason(extra: str) -> None:
    assert only(MULTI.replace("</question>", f"{extra}</question>")).state == "kept"


def test_more_units_than_one_are_told() -> None:
    two = NUMERICAL.replace("</units>", "<unit><multiplier>100</multiplier><unit_name>cm/s2</unit_name></unit></units>")
    assert "m/s2" in reasons(only(two))
    graded = NUMERICAL.replace("<unitgradingtype>0", "<unitgradingtype>1")
    assert only(graded).state == "changed"


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (f'<file name="a.png" encoding="base64">{"!" * 8}</file>', "bị hỏng"),
        ('<file name="a.svg" encoding="base64">PHN2Zz48L3N2Zz4=</file>', "không phải hình"),
        (f'<file name="a.png" encoding="base64">{"A" * 40_000}</file>', "quá lớn"),
        (f'<file name="b.png" encoding="base64">{ENCODED}</file>', "Thiếu hình a.png"),
    ],
)
def test_a_picture_that_cannot_be_taken_is_told(file: str, reason: str) -> None:
    question = DESCRIPTION.replace(
        "<text>Đọc đoạn sau.</text></questiontext>",
        f'<text><![CDATA[Xem <img src="@@PLUGINFILE@@/a.png">]]></text>{file}</questiontext>',
    )
    (item,) = moodle_xml.read(quiz(question), Limits(picture_bytes=10_000)).items
    assert item.state == "changed"
    assert reason in reasons(item)


def test_pictures_of_one_name_are_kept_apart_and_equal_ones_once() -> None:
    other = ENCODED[:-8] + "AAAAAA=="

    def with_picture(data: str) -> str:
        return DESCRIPTION.replace(
            "<text>Đọc đoạn sau.</text></questiontext>",
            f'<text><![CDATA[<img src="@@PLUGINFILE@@/a.png">]]></text><file name="a.png" path="/">{data}</file></questiontext>',
        )

    found = moodle_xml.read(quiz(with_picture(ENCODED), with_picture(other), with_picture(ENCODED)))
    assert [item.media for item in found.items] == [("a.png",), ("a-2.png",), ("a.png",)]
    assert list(found.media) == ["a.png", "a-2.png"]


@pytest.mark.parametrize(
    "question",
    [
        '<question type="multichoice"></question>',
        '<question type="truefalse"><questiontext><text>x</text></questiontext></question>',
        '<question type="numerical"><questiontext><text>x</text></questiontext><answer fraction="1e999"><text>1</text></answer></question>',
        '<question type="shortanswer"><questiontext><text>x</text></questiontext><answer fraction="NaN"><text>1</text></answer></question>',
        '<question type="matching"><subquestion/></question>',
        '<question type="essay"><responsefieldlines>²</responsefieldlines></question>',
    ],
)
def test_a_question_with_holes_is_refused(question: str) -> None:
    assert only(question).state == "refused"


def test_limits() -> None:
    with pytest.raises(UnreadableFile):
        moodle_xml.read(quiz(*[DESCRIPTION] * 3), Limits(questions=2))
    (item,) = moodle_xml.read(quiz(MULTI), Limits(answers=2)).items
    assert item.state == "refused"


@pytest.mark.parametrize("data", [b"<quiz></quiz>", b"<html/>", b"", b"x", b"<quiz>", b"<quiz>&x;</quiz>"])
def test_what_is_no_moodle_file_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        moodle_xml.read(data)
