"""The types that Moodle got later: gaps, orders, pictures, calculated questions, files."""

from __future__ import annotations

import base64
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.formats import moodle_xml
from question_bank.formats.contract import ImportedItem
from question_bank.formats.moodle import cloze_code
from question_bank.formats.moodle.cloze_code import Alternative, Gap
from question_bank.formats.registry import TARGETS
from question_bank.kinds.expression import read
from question_bank.kinds.registry import kind_of
from question_bank.kinds.variants import drawn_variants
from tests.question_bank.formats.coming_back import outgoing
from tests.question_bank.formats.moodle_files import quiz
from tests.question_bank.kinds import contents
from tests.support.pictures import png


def only(kind: str, text: str, inside: str = "") -> ImportedItem:
    question = f'<question type="{kind}"><name><text>x</text></name><questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{inside}</question>'
    (item,) = moodle_xml.read(quiz(question)).items
    return item


def content(item: ImportedItem) -> Any:
    assert item.content is not None and item.kind is not None, reasons(item)
    assert kind_of(item.kind).check(item.content) == [], reasons(item)
    return item.content


def reasons(item: ImportedItem) -> str:
    return " ".join(str(reason) for reason in item.reasons)


def key_of(item: ImportedItem) -> str:
    return kind_of(item.kind or "").key(content(item))


@pytest.mark.parametrize(
    ("code", "kind", "key"),
    [
        ("{1:SHORTANSWER:=Hà Nội~%50%Thăng Long}", "short_answer", "Hà Nội"),
        ("{:SA:=a \\} b \\~ c \\# d}", "short_answer", "a } b ~ c # d"),
        ("{1:MWC:%100%NaCl}", "short_answer", "NaCl"),
        ("{2:NUMERICAL:=2.5:0.1~%50%2:1}", "numerical", "2,5 ± 0,1"),
        ("{1:NM:=-3,5}", "numerical", "-3,5"),
        ("{1:MULTICHOICE:đỏ~=xanh~tím}", "single_choice", "xanh"),
        ("{1:MC:<br>%100%a &lt; b~%0%b &amp; c}", "single_choice", "a < b"),
        ("{1:MC:=R&#38;D~R}", "single_choice", "R&D"),
    ],
)
def test_gaps_of_a_cloze(code: str, kind: str, key: str) -> None:
    item = only("cloze", f"<p>Đó là {code}.</p>")
    found = content(item)
    assert (item.kind, item.state) == ("cloze", "kept"), reasons(item)
    assert found["body"]["text"] == "<p>Đó là [[1]].</p>" and found["stem"]
    assert found["body"]["gaps"][0]["kind"] == kind
    assert key_of(item) == f"(1) {key}"


@pytest.mark.parametrize("word", ["MULTICHOICE_V", "MCH", "MULTICHOICE_S", "MCVS", "MULTICHOICE_HS"])
def test_menus_of_every_look_are_menus_told(word: str) -> None:
    item = only("cloze", f"Nó {{1:{word}:tím~=xanh~%50%đỏ}} và {{3:SAC:=X#giỏi lắm}}")
    found = content(item)
    assert item.state == "changed" and "thả xuống" in reasons(item) and "Nhận xét" in reasons(item)
    assert key_of(item) == "(1) xanh; (2) X"
    assert found["key"]["weights"] == {"1": "1", "2": "3"}
    assert found["body"]["gaps"][1]["body"]["case_sensitive"] is True


def test_gaps_with_several_right_answers_are_refused_with_the_reason() -> None:
    item = only("cloze", "{1:MULTIRESPONSE:=a~=b~c}")
    assert (item.state, item.kind) == ("refused", None) and "MULTIRESPONSE" in reasons(item)


def test_brackets_and_braces_of_the_author_are_no_gaps() -> None:
    item = only("cloze", "Tập {1;2}, [[3]], {1:XX:=a}, {1:SA:=b} và {1:SA:=chưa hết")
    assert content(item)["body"]["text"] == "Tập {1;2}, [ [3]], {1:XX:=a}, [[1]] và {1:SA:=chưa hết"


def test_a_gap_is_written_as_it_is_read() -> None:
    text = "a{2:SHORTANSWER:=x \\} y\\~z~%50%b\\#c}d{1:NUMERICAL:=2.5:0.1~%0%*}"
    found = list(cloze_code.pieces(text))
    assert "".join(piece if isinstance(piece, str) else cloze_code.written(piece) for piece in found) == text
    assert [piece.type for piece in found if isinstance(piece, Gap)] == ["SA", "NM"]


WORDS = "".join(f"<dragbox><text>{text}</text><group>{group}</group></dragbox>" for text, group in (("mèo", 1), ("chó", 1), ("xanh", 2)))


def test_words_to_drag() -> None:
    item = only("ddwtos", "<p>Con [[2]] sủa, con [[1]] kêu.</p>", f"<shuffleanswers>1</shuffleanswers>{WORDS}")
    found = content(item)
    assert (item.kind, item.state, found["body"]["text"]) == ("drag_words", "kept", "<p>Con [[1]] sủa, con [[2]] kêu.</p>")
    assert key_of(item) == "(1) chó; (2) mèo"
    assert [(word["text"], word["group"]) for word in found["body"]["words"]] == [("chó", "1"), ("mèo", "1"), ("xanh", "2")]


def test_words_that_serve_again_and_words_with_marks() -> None:
    boxes = "<dragbox><text>H<sub>2</sub>O</text><group>1</group><infinite/></dragbox>".replace("<sub>2</sub>", "&lt;sub&gt;2&lt;/sub&gt;")
    item = only("ddwtos", "[[1]] và [[1]]", boxes + "<dragbox><text>b</text><group>1</group></dragbox>")
    assert content(item)["body"]["reuse"] is True
    assert "nhiều lần" in reasons(item) and "Định dạng" in reasons(item)


@pytest.mark.parametrize("kind", ["ddwtos", "gapselect"])
def test_a_gap_that_names_no_word_is_refused(kind: str) -> None:
    assert only(kind, "[[1]] [[7]]", WORDS).state == "refused"


def test_a_menu_in_each_gap() -> None:
    options = WORDS.replace("dragbox", "selectoption").replace("<text>xanh</text><group>2", "<text>xanh</text><group>1")
    item = only("gapselect", "Con [[2]] và con [[2]]", options)
    assert (item.kind, item.state, key_of(item)) == ("cloze", "kept", "(1) chó; (2) chó")


ITEMS = "".join(f'<answer fraction="{n}" format="html"><text>{text}</text></answer>' for n, text in enumerate("CAB", start=1))


@pytest.mark.parametrize(
    ("said", "credit", "state"),
    [("ALL_OR_NOTHING", "all", "kept"), ("ABSOLUTE_POSITION", "places", "kept"), ("RELATIVE_NEXT_EXCLUDE_LAST", "neighbours", "kept"),
     ("LONGEST_ORDERED_SUBSET", "neighbours", "changed"), ("RELATIVE_TO_CORRECT", "places", "changed"), ("", "places", "kept")],
)  # fmt: skip
def test_an_order(said: str, credit: str, state: str) -> None:
    item = only("ordering", "Xếp", f"<gradingtype>{said}</gradingtype><selecttype>ALL</selecttype>{ITEMS}")
    found = content(item)
    text_of = {row["id"]: row["text"] for row in found["body"]["items"]}
    assert [text_of[name] for name in found["key"]["order"]] == ["C", "A", "B"]
    assert (found["key"]["credit"], item.state) == (credit, state)
    assert [row["text"] for row in found["body"]["items"]] == ["A", "B", "C"], "the places of the items do not tell the key"


def picture(width: int = 300, height: int = 200) -> str:
    return f'<file name="nen.png" path="/" encoding="base64">{base64.b64encode(png(width, height)).decode()}</file>'


DRAGS = "<drag><no>1</no><text>tim</text><draggroup>1</draggroup></drag><drag><no>2</no><text>gan</text><draggroup>1</draggroup></drag>"
DROPS = "<drop><text/><no>1</no><choice>2</choice><xleft>10</xleft><ytop>20</ytop></drop><drop><text>bên trái</text><no>2</no><choice>1</choice><xleft>290</xleft><ytop>190</ytop></drop>"


def test_things_on_a_picture() -> None:
    item = only("ddimageortext", "Kéo", picture() + DRAGS + DROPS)
    found = content(item)
    assert (item.kind, item.state, item.media) == ("drag_picture", "kept", ("nen.png",))
    assert (found["body"]["width"], found["body"]["height"]) == (300, 200)
    assert [spot["at"][:2] for spot in found["body"]["spots"]] == [[10, 20], [240, 164]], "a place stays on the picture"
    assert key_of(item) == "1-A, 2-B"


def test_pictures_on_a_picture() -> None:
    small = f"<drag><no>3</no><text>cây</text><draggroup>2</draggroup>{picture(20, 10).replace('nen', 'cay')}</drag>"
    item = only("ddimageortext", "Kéo", picture() + DRAGS + small + DROPS)
    assert '<img src="media:cay.png" alt="cây">' in [row["text"] for row in content(item)["body"]["items"]]
    assert "Nhóm" in reasons(item)


def test_a_picture_that_is_not_there_is_told() -> None:
    assert "hình nền" in reasons(only("ddimageortext", "Kéo", DRAGS + DROPS))


SHAPES = (("circle", "120,80;30"), ("rectangle", "10,10;40,30"), ("polygon", "200,10;250,10;250,90"))


def markers(labels: int) -> str:
    drags = "".join(f"<drag><no>{n}</no><text>nhãn {n}</text><noofdrags>2</noofdrags></drag>" for n in range(1, labels + 1))
    drops = "".join(
        f"<drop><no>{n}</no><shape>{kind}</shape><coords>{at}</coords><choice>{min(n, labels)}</choice></drop>"
        for n, (kind, at) in enumerate(SHAPES, start=1)
    )
    return picture() + drags + drops


def test_one_mark_is_a_hotspot() -> None:
    item = only("ddmarker", "Chỉ", markers(1))
    found = content(item)
    assert item.kind == "hotspot" and "nhãn 1" in reasons(item)
    assert found["body"]["points"] == 2
    assert [zone["at"] for zone in found["key"]["zones"]] == [[120, 80, 30], [10, 10, 40, 30], [200, 10, 250, 10, 250, 90]]


def test_several_marks_are_put_on_places_that_are_seen() -> None:
    item = only("ddmarker", "Đặt", markers(3))
    assert item.kind == "drag_picture" and "Vùng ẩn" in reasons(item)
    assert [spot["at"] for spot in content(item)["body"]["spots"]] == [[90, 50, 60, 60], [10, 10, 40, 30], [200, 10, 50, 80]]


def test_a_shape_nobody_knows_does_not_shift_the_others() -> None:
    item = only("ddmarker", "Đặt", markers(3).replace("circle", "star"))
    assert key_of(item) == "1-B, 2-C"


def dataset(name: str, low: str = "1", high: str = "10", values: str = "") -> str:
    items = "".join(
        f"<dataset_item><number>{n}</number><value>{value}</value></dataset_item>" for n, value in enumerate(values.split(), start=1)
    )
    return (
        f"<dataset_definition><name><text>{name}</text></name><minimum><text>{low}</text></minimum><maximum><text>{high}</text></maximum>"
        f"<decimals><text>0</text></decimals><dataset_items>{items}</dataset_items></dataset_definition>"
    )


def calculated(formula: str, *sets: str, kind: str = "calculated", text: str = "{a} + {b}, gấp đôi là {={a}*2}") -> ImportedItem:
    answer = f"<answer fraction='100'><text>{formula}</text><tolerance>0.01</tolerance><tolerancetype>2</tolerancetype></answer>"
    return only(kind, text, f"{answer}<dataset_definitions>{''.join(sets)}</dataset_definitions>")


@pytest.mark.parametrize("kind", ["calculated", "calculatedsimple"])
def test_a_calculated_question_has_variants(kind: str) -> None:
    item = calculated("{a} + pow({b}, 2) * pi()", dataset("a", values="2 3 4"), dataset("b"), kind=kind)
    found = content(item)
    assert (item.kind, item.state) == ("parameterised", "changed")
    assert found["key"]["answer"] == "(a) + pow((b), 2) * pi" and found["key"]["tolerance"] == "0.01"
    first = found["body"]["variants"][0]
    assert "{" not in first["stem"] and found["key"]["count"] == len(found["body"]["variants"]) == 3


def test_names_that_are_no_names_here_get_others() -> None:
    item = calculated("{chiều dài} * log({b})", dataset("chiều dài"), dataset("b"), text="Dài {chiều dài}")
    found = content(item)
    assert found["key"]["answer"] == "(xa) * ln((b))" and found["stem"] == "Dài {xa}"


@pytest.mark.parametrize("formula", ["{a} & 1", "decbin({a})", "{c} + 1", "", "{a} ? 1 : 2"])
def test_a_formula_that_we_cannot_compute_is_refused_by_name(formula: str) -> None:
    item = calculated(formula.replace("&", "&amp;"), dataset("a"), dataset("b"))
    assert item.state == "refused" and item.kind is None and reasons(item)


def test_options_that_are_calculated() -> None:
    options = "".join(
        f"<answer fraction='{share}' format='html'><text>{text}</text></answer>"
        for share, text in ((100, "{={a}+{b}}"), (0, "{={a}*{b}+9}"))
    )
    sets = f"<dataset_definitions>{dataset('a')}{dataset('b')}</dataset_definitions>"
    found = content(only("calculatedmulti", "{a} + {b}?", f"<single>true</single>{options}{sets}"))
    assert (found["body"]["asks"], found["key"]["right"]) == ("single_choice", "a")
    assert only("calculatedmulti", "{a}", f"<single>false</single>{options}{sets}").state == "refused"


def sent(answer: str, stem: str = "{a} và {b}", tolerance: str = "0", **changed: Any) -> tuple[ImportedItem, str]:
    """A question with variables that went to Moodle: what comes back, and the file."""
    made = contents.parameterised(answer=answer, **changed)
    made["stem"], made["key"]["tolerance"] = stem, tolerance
    made["body"]["variants"], made["key"]["variants"] = drawn_variants(made)
    written = TARGETS["moodle-xml"].write([outgoing("parameterised", made)], {})
    (item,) = moodle_xml.read(written.data).items
    return item, written.data.decode()


@pytest.mark.parametrize(
    ("answer", "theirs"),
    [
        ("a^2 + sqrt(b)*0", "pow({a}, 2) + (sqrt({b}) * 0)"),
        ("mod(a, b) - a//b", "({a} - {b} * floor({a} / {b})) - floor({a} / {b})"),
        ("ln(a) + log(b) + log(a, 2) + pi", "round(((log({a}) + log10({b})) + (log({a}) / log(2))) + pi(), 2)"),
        ("a % b + min(a, b) + e", "round((({a} - {b} * floor({a} / {b})) + min({a}, {b})) + exp(1), 2)"),
        ("-a / 4", "(-{a}) / 4"),
    ],
)
def test_a_question_with_variables_is_computed_by_moodle_too(answer: str, theirs: str) -> None:
    item, file = sent(answer)
    assert f"<text>{theirs}</text>" in file and 'type="calculated"' in file and item.kind == "parameterised"
    again = read(content(item)["key"]["answer"])
    for row in content(item)["body"]["variants"]:
        values = {name: Decimal(value) for name, value in row["values"].items()}
        assert abs(again.number(values) - read(answer).number(values)) <= Decimal("0.005")


def test_every_variant_is_a_row_of_the_datasets() -> None:
    item, file = sent("a - b", conditions=["a > b"], tolerance="abs(a - b) * 0.05")
    assert file.count("<dataset_item>") == 10 and "<tolerance>0.05</tolerance>" in file and "<tolerancetype>1</tolerancetype>" in file
    assert content(item)["key"]["tolerance"] == "abs((a) - (b)) * 0.05"


@pytest.mark.parametrize(
    "different", [{"answer": "fact(a)"}, {"stem": "{+a}"}, {"stem": "{=a/b:2}"}, {"tolerance": "a/10"}, {"answer": "a*10^15"}]
)
def test_what_moodle_would_compute_otherwise_goes_as_its_first_variant(different: dict[str, str]) -> None:
    item, file = sent(**{"answer": "a + b", **different})
    assert item.kind == "numerical" and "dataset" not in file


def test_variables_in_formulas_keep_their_braces_however_often_they_travel() -> None:
    item, _ = sent("a + b", stem="<p>\\(\\frac{a}{b} + x^{12} + \\sqrt{{=a*b}}\\)</p>")
    assert content(item)["stem"] == "<p>\\(\\frac{{a}}{{b}} + x^{12} + \\sqrt{{=(a) * (b)}}\\)</p>"
    written = TARGETS["moodle-xml"].write([outgoing("parameterised", content(item))], {})
    (again,) = moodle_xml.read(written.data).items
    assert content(again) == content(item)


def test_an_essay_without_a_box_asks_for_a_file() -> None:
    item = only(
        "essay",
        "Nộp",
        "<responseformat>noinline</responseformat><attachments>1</attachments><maxbytes>2000000</maxbytes><filetypeslist>.pdf,.docx</filetypeslist>",
    )
    assert (item.kind, item.state, content(item)["body"]) == ("file_upload", "kept", {"endings": "pdf docx", "most_bytes": 2_000_000})
    assert "loại tệp" in reasons(only("essay", "Nộp", "<responseformat>noinline</responseformat><filetypeslist>document</filetypeslist>"))


_signs = st.lists(
    st.sampled_from(["}", "{", "~", "#", "=", "%50%", "\\", "&", "&amp;", "<", "<b>", ">", ":", "1:SA:", "a", " ", "đ", "*"]), max_size=8
).map("".join)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(_signs, st.sampled_from(["1", "0.5", "0"])), min_size=1, max_size=3))
def test_answers_made_of_the_code_s_own_signs_come_back(given_answers: list[tuple[str, str]]) -> None:
    alternatives = tuple(Alternative(" ".join(f"x{text}".split()), Decimal(share)) for text, share in given_answers)
    gap = Gap("SAC", 2, alternatives)
    assert [*cloze_code.pieces(f"a{cloze_code.written(gap)}b")] == ["a", gap, "b"]
