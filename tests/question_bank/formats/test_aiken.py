"""The Aiken reader: what it takes, what it refuses and why."""

from __future__ import annotations

from typing import Any

import pytest

from question_bank.formats import aiken, registry
from question_bank.formats.contract import ImportedItem, Limits, UnreadableFile

TWO = """Thủ đô của Việt Nam?
A. Hà Nội
B. Huế
ANSWER: A

Chọn \\(x^{2} < 1\\)
và viết R&D
A) x < 1
B) một dòng
dài
ANSWER:b
"""


def items(text: str) -> tuple[ImportedItem, ...]:
    return aiken.read(text.encode()).items


def test_questions_are_plain_words_with_one_answer() -> None:
    first, second = items(TWO)
    one: Any = first.content
    two: Any = second.content
    assert (first.state, second.state, first.line, second.line) == ("kept", "kept", 1, 6)
    assert [row["text"] for row in one["body"]["options"]] == ["Hà Nội", "Huế"] and one["key"] == {"right": "a"}
    assert two["stem"] == "Chọn \\(x^{2} &lt; 1\\)<br>và viết R&amp;D"
    assert [row["text"] for row in two["body"]["options"]] == ["x &lt; 1", "một dòng<br>dài"] and two["key"] == {"right": "b"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Hỏi?\nA. 1\nB. 2\n", "ANSWER"),
        ("Hỏi?\nA. 1\nB. 2\nANSWER: C\n", "ANSWER"),
        ("Hỏi?\nA. 1\nB. 2\nANSWER: A, B\n", "ANSWER"),
        ("Hỏi?\nA. 1\nC. 2\nANSWER: A\n", "sai thứ tự"),
        ("Hỏi?\n", "phương án"),
        ("A. 1\nB. 2\nANSWER: A\n", "phương án"),
        ("Hỏi?\nA. 1\nANSWER: A\n", "ít nhất 2"),
        ("Hỏi?\nA. 1\nB. 1\nANSWER: A\n", "trùng"),
    ],
)
def test_what_is_not_whole_is_refused_with_its_reason(text: str, reason: str) -> None:
    (item,) = items(text)
    assert item.state == "refused" and reason in " ".join(map(str, item.reasons))


def test_a_question_without_an_answer_does_not_take_the_next_one_with_it() -> None:
    states = [item.state for item in items("Một?\nA. 1\nB. 2\n\nHai?\nA. 1\nB. 2\nANSWER: B\n")]
    assert states == ["refused", "kept"]


def test_a_text_may_have_blank_lines() -> None:
    (item,) = items("Đọc đoạn sau.\n\nCó gì?\n\nA. 1\nB. 2\nANSWER: A\n")
    content: Any = item.content
    assert content["stem"] == "Đọc đoạn sau.<br>Có gì?"


@pytest.mark.parametrize(
    ("text", "code"), [(TWO, "aiken"), ("::a::b{=c ~d}", "gift"), ("Hỏi {\n=A. x\n~B. y\n}\n\nA. x\nANSWER: A\n", "gift")]
)
def test_a_file_is_known_by_its_options_and_answers(text: str, code: str) -> None:
    assert registry.detect(text.encode()) == code


def test_limits() -> None:
    for data, limits in ((TWO.encode(), Limits(questions=1)), (TWO.encode(), Limits(file_bytes=10)), (b"\n\n", Limits())):
        with pytest.raises(UnreadableFile):
            aiken.read(data, limits)
    assert aiken.read(TWO.encode(), Limits(question_characters=5)).items[0].state == "refused"
