"""The editor's fields back to content."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from question_bank.forms.question import form_from
from question_bank.forms.sent import number
from question_bank.kinds.registry import KINDS
from question_bank.rules.fixes import even_weights
from tests.question_bank.kinds.contents import (
    cloze,
    drag_picture,
    file_upload,
    hotspot,
    office,
    order,
    parameterised,
    program,
    short,
    stimulus,
    words,
)
from tests.support.people import sign_in_as
from tests.support.questions import choice_content, new_bank, new_question

CONTENTS: dict[str, dict[str, Any]] = {
    "single_choice": {
        **choice_content("<p>Cho <table><tr><td>1 &lt; 2</td></tr></table></p>"),
        "key": {"right": "b", "partial": {"a": "0.5"}},
        "explanation": "<p>Vì</p><p>thế</p>",
    },
    "multiple_choice": {
        "stem": "<p>Chọn</p>", "explanation": "",
        "body": {"options": [{"id": "a", "text": "1", "pinned": True}, {"id": "b", "text": "a &amp; b", "feedback": "<b>Không</b>"}, {"id": "c", "text": "3"}]},
        "key": {"weights": {"a": "0.75", "c": "0.25", "b": "-0.5"}},
    },
    "true_false_group": {
        "stem": "<p>Xét</p>", "explanation": "",
        "body": {"statements": [{"id": name, "text": f"Ý {name}"} for name in "abcd"]},
        "key": {"truths": {"a": True, "b": False, "c": True, "d": False}, "score_table": {"1": "0.1", "2": "0.25", "3": "0.5", "4": "1"}},
    },
    "short_answer": {
        "stem": "<p>Ghi</p>", "explanation": "", "body": {"format": "text", "case_sensitive": True},
        "key": {"accepted": [{"text": "Hà Nội", "fraction": "1"}, {"text": "*", "fraction": "0.5", "feedback": "<i>gần</i>"}]},
    },
    "numerical": {
        "stem": "<p>Tính</p>", "explanation": "", "body": {"unit": "cm"},
        "key": {"accepted": [{"value": "2.5", "tolerance": "0.01", "fraction": "1"}]},
    },
    "matching": {
        "stem": "<p>Ghép</p>", "explanation": "",
        "body": {
            "prompts": [{"id": "x1", "text": "Một"}, {"id": "x2", "text": "Hai"}],
            "choices": [{"id": "y2", "text": "Two"}, {"id": "y9", "text": "Nine"}, {"id": "y1", "text": "One"}],
        },
        "key": {"pairs": {"x1": "y1", "x2": "y2"}},
    },
    "essay": {
        "stem": "<p>Viết</p>", "explanation": "", "body": {"lines": 12},
        "key": {"rubric": [{"id": "r1", "text": "Đủ ý", "fraction": "1"}], "model_answer": "<p>Mẫu</p>"},
    },
    "description": {"stem": "<p>Đọc đoạn sau</p>", "body": {}, "key": {}, "explanation": ""},
    "hotspot": hotspot(3, 2, {"1": "0.25", "2": "1"}, places=True),
    "drag_picture": drag_picture({"s1": "i2", "s2": "i1"}),
    "ordering": order(5, "neighbours", {"1": "0", "2": "0.5", "3": "0.5", "4": "1"}),
    "cloze": cloze(weights={"2": "2.5"}),
    "drag_words": words([("mèo", "1"), ("a@b", "2")], [("chó | cáo", "1"), ("x", "2")], table={"1": "0.25", "2": "1"}),
    "parameterised": parameterised(),
    "code": program([(" 3\n4", "9"), ("", "16")], starter="n = 1\nif n:\n    print(n)"),
    "file_upload": {
        **file_upload("pdf docx"),
        "key": {"rubric": [{"id": "r1", "text": "Đủ mục lục", "fraction": "1"}], "model_answer": "<p>Có mục lục</p>"},
    },
    "office_practical": office([{"rule": "toc", "share": "0.25"}, {"rule": "text", "expected": "Mục lục", "share": "0.75"}]),
    "stimulus": stimulus([("single_choice", choice_content("<p>Ý chính</p>")), ("short_answer", short([("Huế", "1")]))], ["1.5", "2"]),
}  # fmt: skip


def sent_by(page: str) -> MultiDict[str, str]:
    """What a browser would send of the editor's form as it stands."""
    form = page[page.index('id="question-form"') : page.index("</form>", page.index('id="question-form"'))]
    form = re.sub(r"<template.*?</template>", "", form, flags=re.S)
    sent: MultiDict[str, str] = MultiDict()
    for name, value in re.findall(r'<textarea[^>]*?\bname="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        sent.add(name, unescape(value).removeprefix("\n").replace("\n", "\r\n"))
    for tag in re.findall(r"<input\b[^>]*>", form):
        known = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if "name" in known and (known.get("type") not in ("radio", "checkbox") or re.search(r"\bchecked\b", tag)):
            sent.add(known["name"], unescape(known.get("value", "")))
    for name, options in re.findall(r'<select[^>]*?\bname="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)"[^>]* selected', options) or re.search(r'<option value="([^"]*)"', options)
        sent.add(name, unescape(chosen[1]) if chosen else "")
    return sent


@pytest.mark.parametrize("code", KINDS)
def test_a_form_that_nobody_touched_gives_the_same_content_back(app: Flask, client: FlaskClient, code: str) -> None:
    question = new_question(new_bank(), CONTENTS[code], kind=code)
    sign_in_as(client, "administrator")
    sent = sent_by(client.get(f"/questions/{question.id}/edit").text)
    assert form_from(code, sent, CONTENTS[code]).content == CONTENTS[code]


def test_right_options_share_the_points_evenly() -> None:
    assert even_weights(["a", "c"]) == {"a": "0.5", "c": "0.5"}
    assert even_weights(["a", "b", "c"])["a"] == "0.33333"
    assert even_weights([]) == {}


@pytest.mark.parametrize(("typed", "share"), [("0,25", "0.25"), ("50%", "0.5"), ("1", "1"), ("abc", "abc"), ("", "")])
def test_a_share_is_written_as_people_write_it(typed: str, share: str) -> None:
    assert number(typed) == share


def test_an_empty_option_goes_and_the_others_keep_their_letters() -> None:
    sent = MultiDict({"stem": "S", "body.options.0.id": "a", "body.options.0.text": "1", "body.options.1.id": "b", "body.options.1.text": "",
                      "body.options.2.id": "c", "body.options.2.text": "3", "key.right": "c"})  # fmt: skip
    content = form_from("single_choice", sent, {}).content
    assert [row["id"] for row in content["body"]["options"]] == ["a", "c"] and content["key"]["right"] == "c"


def test_one_more_part_takes_no_empty_option_from_the_others() -> None:
    options = {f"part-p1.body.options.{n}.id": name for n, name in enumerate("abcd")}
    sent = MultiDict(
        {"stem": "S", "parts": "p1", "part-p1.kind": "single_choice", **options, "act": "part-add:", "part-kind": "short_answer"}
    )
    first, second = form_from("stimulus", sent, {}).content["body"]["parts"]
    assert len(first["content"]["body"]["options"]) == 4 and second["kind"] == "short_answer"


@pytest.mark.parametrize("code", KINDS)
def test_a_form_full_of_nonsense_is_read_without_error(code: str) -> None:
    names = ["body.options.9999.text", "body.options.x.text", "key.accepted.0.text", "pairs.0.prompt", "pairs.1.choice", "others.0.text",
             "key.rubric.0.fraction", "key.score_table.1", "key.table", "key.mode", "key.ticked", "body.lines", "stem", "act", "key.truths.a"]  # fmt: skip
    form = form_from(code, MultiDict({name: "\x00<b>&#x110000;９\ud800" for name in names}), {"body": [], "key": "x"})
    assert KINDS[code].check(form.content)


@pytest.mark.parametrize(
    ("kind", "box", "typed", "place"),
    [
        ("essay", "body.lines", "2,5", ("body", "lines")),
        ("code", "body.seconds", "abc", ("body", "seconds")),
        ("parameterised", "body.decimals", "hai", ("body", "decimals")),
        ("parameterised", "key.count", "1,5", ("key", "count")),
        ("file_upload", "body.most_mb", "2,5", ("body", "most_bytes")),
        ("office_practical", "body.most_mb", "to", ("body", "most_bytes")),
        ("hotspot", "body.points", "ba", ("body", "points")),
    ],
)
def test_what_is_no_whole_number_stays_as_it_was_typed_and_is_refused(kind: str, box: str, typed: str, place: tuple[str, str]) -> None:
    template = {
        "body.asks": "numerical",
        "key.answer": "a",
        "body.variables.0.name": "a",
        "body.variables.0.low": "1",
        "body.variables.0.high": "9",
    }
    form = form_from(kind, MultiDict({"stem": "S {a}", box: typed, "key.table": "own", "key.score_table.1": "0,25", **template}), {})
    assert form.content[place[0]][place[1]] == typed
    assert any(problem.place.startswith(".".join(place)) for problem in KINDS[kind].check(form.content))
    assert kind != "hotspot" or form.content["key"]["score_table"] == {"1": "0.25"}


def test_words_for_a_picture_that_is_not_there_yet_stay_and_are_not_saved() -> None:
    form = form_from("hotspot", MultiDict({"stem": "S", "body.alt": "Sơ đồ"}), {})
    assert 'alt="Sơ đồ"' in form.content["body"]["picture"]
    assert "body.picture" in {problem.place for problem in KINDS["hotspot"].check(form.content)}


def test_rows_that_are_put_aside_get_names_that_no_other_has() -> None:
    rows = [{"id": f"i{n}", "text": f"Nhãn {n}"} for n in (2, 3, 4)]
    old = {**drag_picture({"s1": "i2"}), "key": {"places": {"s1": "i2"}}}
    old["body"]["items"] = rows
    sent = {f"body.items.{n}.{name}": value for n, row in enumerate([*rows, {"id": "", "text": ""}]) for name, value in row.items()}
    form = form_from("drag_picture", MultiDict({"stem": "S", "act": "keep", **sent}), old)
    names = [row["id"] for row in form.content["body"]["items"]]
    assert len(names) == 4 == len(set(names))


def test_a_share_whose_answer_is_not_written_yet_stays() -> None:
    sent = MultiDict({"stem": "S", "key.accepted.0.text": "", "key.accepted.0.fraction": "0,5", "body.format": "text"})
    assert form_from("short_answer", sent, {}).content["key"]["accepted"] == [{"text": "", "fraction": "0.5"}]
