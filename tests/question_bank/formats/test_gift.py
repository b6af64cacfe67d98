"""The GIFT reader on our own cases: slips, Vietnamese, limits."""

from typing import Any

import pytest

from question_bank.formats import gift
from question_bank.formats.contract import ImportedItem, Limits, UnreadableFile


def only(text: str) -> ImportedItem:
    found = gift.read(text.encode())
    assert len(found.items) == 1
    return found.items[0]


def content(text: str) -> Any:
    item = only(text)
    assert item.content is not None
    return item.content


def reasons(item: ImportedItem) -> str:
    return " ".join(str(reason) for reason in item.reasons)


def test_a_vietnamese_question_is_kept_whole() -> None:
    item = only("// [id:SI-1] [tag:Biết]\n::Câu 1::Thủ đô của Việt Nam là {~Huế#Cố đô. =Hà Nội ~Đà Nẵng}?\n")
    assert (item.kind, item.state, item.reasons, item.line) == ("single_choice", "kept", (), 2)
    assert (item.ref, item.name, item.external_id, item.tags) == ("1", "Câu 1", "SI-1", ("Biết",))
    assert item.content == {
        "stem": "Thủ đô của Việt Nam là _____?",
        "body": {
            "options": [
                {"id": "a", "text": "Huế", "feedback": "Cố đô."},
                {"id": "b", "text": "Hà Nội"},
                {"id": "c", "text": "Đà Nẵng"},
            ]
        },
        "key": {"right": "b"},
        "explanation": "",
    }


def test_categories_hold_until_the_next_one() -> None:
    found = gift.read(b"Q{T}\n\n$CATEGORY: A/B\n\nQ{F}\n\n$CATEGORY: C\nQ{F}\n\n$CATEGORY: A/B\n\nQ{T}")
    assert found.categories == ("A/B", "C")
    assert [item.category for item in found.items] == ["", "A/B", "C", "A/B"]


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    found = gift.read(b"\xef\xbb\xbfQ1{\r\n=a\r\n~b\r\n}\r\n\r\nQ2{T}\r\n")
    assert [item.source_kind for item in found.items] == ["multichoice", "truefalse"]
    assert [item.line for item in found.items] == [1, 6]


def test_a_blank_line_inside_the_braces_is_forgiven() -> None:
    assert only("Q{\n=a\n\n~b\n}").state == "kept"


def test_a_missing_brace_does_not_swallow_the_next_question() -> None:
    found = gift.read(b"Q1{=a ~b\n\nQ2{=c ~d}\n\nQ3{T}")
    assert [item.state for item in found.items] == ["refused", "kept", "kept"]
    assert "Thiếu dấu }" in reasons(found.items[0])


def test_a_title_after_the_braces_starts_a_new_question() -> None:
    found = gift.read(b"::1::Q1{T}\n// [id:2]\n::2::Q2{F}\n")
    assert [(item.name, item.external_id) for item in found.items] == [("1", ""), ("2", "2")]


@pytest.mark.parametrize("text", ["Q1{T} Q2{F}", r"Tính {=\frac{1}{2}}", "Q}{", "a } b {=c}"])
def test_braces_that_do_not_pair_up_are_refused(text: str) -> None:
    item = only(text)
    assert (item.state, item.kind, item.content) == ("refused", None, None)


def test_a_question_that_cannot_be_used_is_refused_with_its_content() -> None:
    item = only("Q{~a ~b}")
    assert (item.state, item.kind) == ("refused", "multiple_choice")
    assert "Chưa chọn phương án đúng." in reasons(item)
    assert item.content is not None


def test_weights_that_are_no_whole_are_shared_anew() -> None:
    item = only("Q{~%50%a ~%50%b ~%100%c ~%-50%d}")
    assert item.state == "changed"
    assert content("Q{~%50%a ~%50%b ~%100%c ~%-50%d}")["key"]["weights"] == {"a": "0.25", "b": "0.25", "c": "0.5", "d": "-0.5"}
    assert "100%" in reasons(item)


def test_a_single_choice_cannot_take_points_away() -> None:
    item = only("Q{=a ~%-50%b}")
    assert (item.state, reasons(item)) == ("changed", "Điểm âm của phương án sai được tính là 0.")


def test_weights_may_have_a_decimal_comma() -> None:
    assert content("Q{=a ~%33,5%b}")["key"] == {"right": "a", "partial": {"b": "0.335"}}


def test_true_false_feedback_goes_to_the_wrong_answer_first() -> None:
    options = content("Q{TRUE#sai rồi#đúng rồi####vì thế}")["body"]["options"]
    assert options == [
        {"id": "a", "text": "Đúng", "feedback": "đúng rồi", "pinned": True},
        {"id": "b", "text": "Sai", "feedback": "sai rồi", "pinned": True},
    ]
    assert content("Q{TRUE####vì thế}")["explanation"] == "vì thế"


def test_escapes_mean_signs_and_line_breaks() -> None:
    found = content(r"a\:b \{c\} \n d \# \\ \x{=\~e\=}")
    assert found["stem"] == r"a:b {c}<br>d # \ \x"
    assert found["key"]["accepted"][0]["text"] == "~e="


def test_signs_of_careless_text_are_not_tags() -> None:
    assert content("Nếu a < b và b > c & <b>R&D</b> <o:p> &nbsp;{T}")["stem"] == (
        "Nếu a &lt; b và b > c &amp; <b>R&amp;D</b> &lt;o:p&gt; &nbsp;"
    )
    assert content("[plain]<b>x</b>{T}")["stem"] == "&lt;b&gt;x&lt;/b&gt;"


def test_formulas_get_one_pair_of_delimiters() -> None:
    assert content(r"$$x^2$$ và \(y\){T}")["stem"] == r"\[x^2\] và \(y\)"


def test_a_tag_cut_by_an_unescaped_equals_sign_is_told() -> None:
    item = only('Q{~<img src="a.png"> =b}')
    assert item.state == "changed"
    assert "thẻ HTML bị cắt" in reasons(item)


def test_matching_hides_the_key_and_keeps_what_matches_nothing() -> None:
    found = content("Ghép{=Việt Nam -> Hà Nội =Lào -> Viêng Chăn = -> Áo}")
    assert [row["text"] for row in found["body"]["choices"]] == ["Hà Nội", "Viêng Chăn", "Áo"]
    assert found["key"]["pairs"] == {"p1": "c1", "p2": "c2"}


def test_a_pair_without_an_arrow_is_refused() -> None:
    assert only("Ghép{=a -> b =c}").state == "refused"


@pytest.mark.parametrize(
    ("answer", "value", "tolerance"),
    [
        ("#1822", "1822", "0"),
        ("#2,5:0,1", "2.5", "0.1"),
        ("#1..5", "3", "2"),
        ("#5..1", "3", "2"),
        ("#-1e3:1", "-1000", "1"),
        ("#=3:", "3", "0"),
    ],
)
def test_numbers(answer: str, value: str, tolerance: str) -> None:
    assert content(f"Q{{{answer}}}")["key"]["accepted"] == [{"value": value, "fraction": "1", "tolerance": tolerance}]


@pytest.mark.parametrize("answer", ["#", "#abc", "#1..x", "#1e999", "#=%50%1"])
def test_numbers_that_cannot_be_used_are_refused(answer: str) -> None:
    assert only(f"Q{{{answer}}}").state == "refused"


def test_a_picture_inside_the_text_is_taken_out() -> None:
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg"
    found = gift.read(f'[html]<img src\\="data\\:image/png;base64,{pixel}\\=\\=">{{T}}'.encode())
    assert list(found.media) == ["hinh.png"]
    assert found.items[0].media == ("hinh.png",)
    assert found.items[0].content is not None
    assert found.items[0].content["stem"] == '<img src="media:hinh.png">'
    assert found.items[0].state == "kept"


def test_a_picture_that_is_elsewhere_is_told() -> None:
    item = only('[html]<img src\\="@@PLUGINFILE@@/a%20b.png">{T}')
    assert (item.state, reasons(item)) == ("changed", "Thiếu hình a b.png trong tệp.")


def test_markdown_is_made_html() -> None:
    assert content("[markdown]Từ **đậm** và `a_b`{T}")["stem"] == "Từ <strong>đậm</strong> và <code>a_b</code>"
    assert only("[markdown]# Đề{T}").state == "changed"


def test_windows_1252_is_read_and_told() -> None:
    found = gift.read("Café{T}".encode("cp1252"))
    assert found.items[0].content is not None
    assert found.items[0].content["stem"] == "Café"
    assert len(found.notes) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_unicode_is_read(encoding: str) -> None:
    found = gift.read("Đúng không?{T}".encode(encoding))
    assert found.items[0].content is not None
    assert (found.items[0].content["stem"], found.notes) == ("Đúng không?", ())


@pytest.mark.parametrize("data", [b"", b"\n\n", b"// only a comment", b"a\x00b{T}", b"\xff\xfea", "Q{T}".encode("utf-16-le")])
def test_what_is_no_gift_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        gift.read(data)


def test_limits() -> None:
    with pytest.raises(UnreadableFile):
        gift.read(b"Q{T}\n\n" * 3, Limits(questions=2))
    with pytest.raises(UnreadableFile):
        gift.read(b"Q{T}", Limits(file_bytes=3))
    assert gift.read(b"Q{=a ~b ~c}", Limits(answers=2)).items[0].state == "refused"
    assert gift.read(b"Question{=a ~b}", Limits(question_characters=5)).items[0].state == "refused"


def test_ten_thousand_questions_are_taken() -> None:
    assert len(gift.read(b"Q{T}\n\n" * 10_000).items) == 10_000
