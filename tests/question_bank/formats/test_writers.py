"""The writers, and docs/formats.md, whose table is what they do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from question_bank.formats.contract import ImportedItem, OutgoingItem
from question_bank.formats.moodle import bonds
from question_bank.formats.outgoing_text import Losses
from question_bank.formats.registry import TARGETS
from question_bank.kinds.registry import KINDS
from tests.question_bank.formats.coming_back import READERS, meaning, out_and_in, outgoing
from tests.question_bank.kinds import contents
from tests.support.pictures import png

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "formats.md"
Json = dict[str, Any]


def options(pinned: str = "", feedback: str = "") -> list[Json]:
    return [
        {"id": name, "text": f"Ý {name}", **({"pinned": True} if name in pinned else {}), **({"feedback": feedback} if feedback else {})}
        for name in "abcd"
    ]


def document(body: Json, key: Json, stem: str = "<p>Hỏi gì?</p>", explanation: str = "") -> Json:
    return {"stem": stem, "body": body, "key": key, "explanation": explanation}


BOARD = png(200, 100)
"""Of the size that the contents' pictures say."""
PICTURE = '<p>Hình <img src="media:a.png"></p>'
TRUTHS = [{"id": "a", "text": "Đúng", "pinned": True}, {"id": "b", "text": "Sai", "pinned": True}]
PARTS: list[tuple[str, Json]] = [
    ("single_choice", document({"options": options()}, {"right": "b"}, explanation="Vì a.")),
    ("numerical", document({"unit": ""}, {"accepted": [{"value": "9,8", "tolerance": "0.1", "fraction": "1"}]})),
    ("essay", document({"lines": 10}, {"rubric": [], "model_answer": ""})),
]
PAIRS = contents.match({"p1": "c1", "p2": "c2", "p3": "c2"})
SAMPLES: dict[str, tuple[str, Json, Json]] = {
    "single choice": ("single_choice", document({"options": options()}, {"right": "b"}), {}),
    "… with partial credit": ("single_choice", document({"options": options()}, {"right": "b", "partial": {"c": "0.5"}}), {}),
    "… with feedback to options": ("single_choice", document({"options": options(feedback="Vì sao")}, {"right": "b"}), {}),
    "… all options pinned": ("single_choice", document({"options": options("abcd")}, {"right": "b"}), {}),
    "… one option pinned": ("single_choice", document({"options": options("d")}, {"right": "b"}), {}),
    "… Đúng or Sai": ("single_choice", document({"options": TRUTHS}, {"right": "a"}), {}),
    "multiple choice, weights below 0 too": (
        "multiple_choice", document({"options": options()}, {"weights": {"a": "0.5", "b": "0.5", "c": "-0.5"}}), {},
    ),
    "true/false group": ("true_false_group", {**contents.group("ĐSĐS"), "explanation": ""}, {}),
    "short answer, text": (
        "short_answer", document({"format": "text"}, {"accepted": [{"text": "Ếch*", "fraction": "1"}, {"text": "*", "fraction": "0"}]}), {},
    ),
    "… capital letters matter": (
        "short_answer", document({"format": "text", "case_sensitive": True}, {"accepted": [{"text": "NaCl", "fraction": "1"}]}), {},
    ),
    "… an answer with ->": ("short_answer", document({"format": "text"}, {"accepted": [{"text": "a->b", "fraction": "1"}]}), {}),
    "… four boxes (national)": ("short_answer", document({"format": "national"}, {"accepted": [{"text": "-1,5", "fraction": "1"}]}), {}),
    "numerical with tolerance": (
        "numerical", document({"unit": ""}, {"accepted": [{"value": "9,8", "tolerance": "0.1", "fraction": "1"}]}), {},
    ),
    "… with a unit": ("numerical", document({"unit": "m/s"}, {"accepted": [{"value": "9.8", "tolerance": "0", "fraction": "1"}]}), {}),
    "matching": ("matching", {**PAIRS, "explanation": ""}, {}),
    "… with a score table": (
        "matching", {**contents.match({"p1": "c1", "p2": "c2"}, {"1": "0.2", "2": "1"}), "explanation": ""}, {},
    ),
    "ordering": ("ordering", {**contents.order(4), "explanation": ""}, {}),
    "… priced by a table": ("ordering", {**contents.order(3, table={"1": "0.2", "2": "0.5", "3": "1"}), "explanation": ""}, {}),
    "cloze: words, a number, a choice": ("cloze", {**contents.cloze(weights={"1": "2.5"}), "explanation": ""}, {}),
    "… with a unit in a gap": (
        "cloze", {**contents.cloze([({**contents.NUMBER_GAP, "body": {"unit": "cm"}}, contents.NUMBER_KEY)]), "explanation": ""}, {},
    ),
    "words to drag": ("drag_words", {**contents.words([("mèo", "1"), ("xanh", "2")], [("chó", "1"), ("đỏ", "2")]), "explanation": ""}, {}),
    "labels on a picture": ("drag_picture", {**contents.drag_picture({"s1": "i2", "s2": "i1"}), "explanation": ""}, {}),
    "places on a picture": ("hotspot", {**contents.hotspot(2), "explanation": ""}, {}),
    "shared stimulus": ("stimulus", {**contents.stimulus(PARTS), "explanation": "Vì thế."}, {"category": "Đọc", "tags": ("ôn",)}),
    "… with shares of its questions": ("stimulus", {**contents.stimulus(PARTS[1:], ["2.5", "1"]), "explanation": ""}, {}),
    "… about one question": ("stimulus", {**contents.stimulus(PARTS[:1]), "explanation": ""}, {}),
    "question with variables": ("parameterised", {**contents.parameterised(), "explanation": ""}, {}),
    "programme": ("code", {**contents.program(), "explanation": ""}, {}),
    "file to hand in": (
        "file_upload", document({"endings": "pdf docx", "most_bytes": 1_000_000}, {"rubric": [], "model_answer": "Ý chính"}), {},
    ),
    "Office work": ("office_practical", {**contents.office(), "explanation": ""}, {}),
    "essay of 10 lines": ("essay", document({"lines": 10}, {"rubric": [], "model_answer": ""}), {}),
    "… lines and model answer": ("essay", document({"lines": 20}, {"rubric": [], "model_answer": "Ý chính"}), {}),
    "… with a rubric": (
        "essay", document({"lines": 10}, {"rubric": [{"id": "a", "text": "Đủ ý", "fraction": "1"}], "model_answer": ""}), {},
    ),
    "description": ("description", document({}, {}), {}),
    "… with an explanation": ("description", document({}, {}, explanation="Vì thế."), {}),
    "explanation": ("single_choice", document({"options": options()}, {"right": "b"}, explanation="Vì thế."), {}),
    "formula": ("single_choice", document({"options": options()}, {"right": "b"}, stem="<p>\\(x^{2} \\neq \\frac{1}{2}\\)</p>"), {}),
    "picture": ("single_choice", document({"options": options()}, {"right": "b"}, stem=PICTURE), {}),
    "id, category, tags": ("single_choice", document({"options": options()}, {"right": "b"}), {"category": "Lớp 12", "tags": ("ôn",)}),
    "topic, level": ("single_choice", document({"options": options()}, {"right": "b"}), {"topic_code": "T.1", "level": "NB"}),
}  # fmt: skip


def sample(name: str) -> OutgoingItem:
    kind, content, known = SAMPLES[name]
    assert KINDS[kind].check(content) == []
    return outgoing(kind, content, **known)


def cell(code: str, name: str) -> str:
    """What a format does with a sample: it is tried, not looked up."""
    item = sample(name)
    written = TARGETS[code].write([item], {"a.png": BOARD})
    if written.left_out:
        return "left out, told"
    _, found = out_and_in(code, [item], {"a.png": BOARD})
    (back,) = found.items
    is_same = back.kind == item.kind and meaning(item.kind, back.content or {}, code) == meaning(item.kind, item.content, code)
    is_same = is_same and (back.category, back.tags, back.external_id) == (item.category, item.tags, item.ref)
    if not written.losses:
        assert is_same and back.state == "kept", (code, name, back)
        return "whole"
    if is_same and back.state == "kept" and item.kind == "stimulus":
        return "in pieces, told"
    return f"as {back.kind}, told" if back.kind != item.kind else "loses it, told"


def table() -> str:
    lines = [f"| | {' | '.join(target.label for target in TARGETS.values())} |", f"|---|{'---|' * len(TARGETS)}"]
    lines += [f"| {name} | {' | '.join(cell(code, name) for code in TARGETS)} |" for name in SAMPLES]
    return "\n".join(lines)


def test_the_document_says_what_the_code_does() -> None:
    assert table() in DOCUMENT.read_text(encoding="utf-8"), f"docs/formats.md should hold:\n{table()}"


def test_every_kind_has_a_sample() -> None:
    assert {kind for kind, _, _ in SAMPLES.values()} == set(KINDS)


@pytest.mark.parametrize("code", ["docx", "moodle-xml"])
def test_a_file_of_many_kinds_comes_back_question_by_question(code: str) -> None:
    names = (
        "single choice",
        "shared stimulus",
        "matching",
        "ordering",
        "… about one question",
        "cloze: words, a number, a choice",
        "description",
    )
    items = [replace(sample(name), ref=f"C{place}") for place, name in enumerate((*names, "words to drag", "essay of 10 lines"))]
    _, found = out_and_in(code, items)
    assert [(item.external_id, item.kind, item.state) for item in found.items] == [(item.ref, item.kind, "kept") for item in items]
    assert found.markers in (sum(item.questions for item in found.items), None), "every head of the file is in a question"


def test_pictures_travel_inside_moodle_xml() -> None:
    written, found = out_and_in("moodle-xml", [sample("picture")], {"a.png": BOARD})
    assert found.media == {"a.png": BOARD} and b"@@PLUGINFILE@@/a.png" in written.data
    (loss,) = TARGETS["moodle-xml"].write([sample("picture")], {}).losses
    assert "a.png" in str(loss[1])


@pytest.mark.parametrize("code", ["gift", "moodle-xml"])
def test_pieces_of_a_stimulus_find_one_another_in_any_order(code: str) -> None:
    kind, content, _ = SAMPLES["shared stimulus"]
    others = {"body": {}, "key": {}, "stem": "Câu khác", "explanation": ""}
    items = [outgoing(kind, content), outgoing("description", others, ref="C2"), outgoing(kind, content, ref="Mã dài hơn mười hai chữ")]
    whole = READERS[code](TARGETS[code].write(items, {}).data)
    assert [item.kind for item in whole.items] == ["stimulus", "description", "stimulus"]
    scattered = bonds.joined([*_alone(code, items)][::-1])
    assert sorted(item.external_id for item in scattered) == ["C1", "C2", "Mã dài hơn mười hai chữ"]
    read: list[Any] = [item.content for item in scattered if item.kind == "stimulus"]
    assert [len(each["body"]["parts"]) for each in read] == [3, 3]


@pytest.mark.parametrize("code", ["gift", "moodle-xml"])
def test_a_stimulus_that_lost_a_piece_stands_in_pieces_and_says_so(code: str) -> None:
    text, first, second, third = _alone(code, [sample("shared stimulus")])
    found = bonds.joined([text, first, third])
    assert [item.kind for item in found] == ["description", "single_choice", "essay"] and {item.state for item in found} == {"changed"}
    assert all("Dữ kiện chung C1" in str(item.reasons[-1]) for item in found)
    assert [item.state for item in bonds.joined([text, first, second, third, first])] == ["changed"] * 5


def _alone(code: str, items: list[OutgoingItem]) -> list[ImportedItem]:
    """The questions of a file as they stand in it, before those of one text are put together."""
    pieces = [piece.item for place, item in enumerate(items) for piece in bonds.unfolded(item, place, Losses())]
    found = READERS[code](TARGETS[code].write([replace(piece, tags=()) for piece in pieces], {}).data).items
    return [replace(item, tags=piece.tags) for item, piece in zip(found, pieces, strict=True)]


def test_formulas_stay_in_their_delimiters() -> None:
    assert rb"\(x^{2} \neq" in TARGETS["moodle-xml"].write([sample("formula")], {}).data
    # GIFT writes every backslash twice, as Moodle's own export does.
    assert rb"\\(x^\{2\} \\neq" in TARGETS["gift"].write([sample("formula")], {}).data


def test_categories_are_said_once_each_and_stay_with_their_questions() -> None:
    kind, content, _ = SAMPLES["single choice"]
    items = [OutgoingItem(ref, kind, content, category) for ref, category in (("1", ""), ("2", "A: a"), ("3", "A: a"), ("4", "B"))]
    for code in ("gift", "moodle-xml"):
        _, found = out_and_in(code, items)
        assert [item.category for item in found.items] == ["", "A: a", "A: a", "B"] and found.categories == ("A: a", "B")


@pytest.mark.parametrize("code", ["gift", "moodle-xml"])
def test_a_script_does_not_leave_the_house(code: str) -> None:
    kind, content, _ = SAMPLES["single choice"]
    written = TARGETS[code].write([outgoing(kind, {**content, "stem": "Hỏi <script>alert(1)</script><b onclick=x>gì</b>"})], {})
    assert b"alert" not in written.data and b"onclick" not in written.data and written.losses


@pytest.mark.parametrize("code", TARGETS)
@pytest.mark.parametrize("sign", ["&#5", "&#x1;", "&#0;", "&#xD800;", "&#99999999999999", "&#xFFFF;", "&#00012;"])
def test_a_sign_written_by_its_number_that_no_file_holds_is_a_space_and_told(code: str, sign: str) -> None:
    content = {**contents.single(), "stem": f"<p>Tìm {sign} x</p>"}
    written, found = out_and_in(code, [outgoing("single_choice", content)])
    if code != "json":  # which holds whatever the bank holds
        assert "Ký tự điều khiển không ghi được đã thành dấu cách." in [str(message) for _, message in written.losses]
        (item,) = found.items
        assert " ".join(str(item.content and item.content["stem"]).replace("<p>", "").replace("</p>", "").split()) == "Tìm x"


@pytest.mark.parametrize("code", ["gift", "moodle-xml"])
def test_odd_names_and_tags_do_not_break_a_file(code: str) -> None:
    kind, content, _ = SAMPLES["single choice"]
    item = outgoing(kind, content, ref="a[b]::{c}\x0b~", tags=("x]y", "được"))
    _, found = out_and_in(code, [item, item])
    assert [each.name for each in found.items] == ["a[b]::{c} ~"] * 2 and "được" in found.items[0].tags
