"""Items of QTI 2 and 3, one interaction after another, as other tools write them."""

from __future__ import annotations

from typing import Any

import pytest

from question_bank.formats.contract import ImportedItem
from question_bank.formats.qti import reader
from question_bank.formats.registry import detect
from tests.question_bank.formats.moodle_files import PIXEL
from tests.question_bank.formats.qti.items import by, choices, declared, item, mapping, package


def one(data: bytes) -> ImportedItem:
    (found,) = reader.read(data).items
    return found


def content(found: ImportedItem, kind: str) -> Any:
    assert found.kind == kind and found.state != "refused", (found.kind, [str(reason) for reason in found.reasons])
    return found.content


def asked(interaction: str, words: str = "<p>Hỏi?</p>") -> str:
    return f"{words}{interaction}"


def test_a_choice_with_a_prompt_and_a_fixed_option() -> None:
    body = f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1"><prompt>Thủ đô?</prompt>{choices("Huế", "Hà Nội")}</choiceInteraction>'
    body = body.replace('identifier="B" ', 'identifier="B" fixed="true"')
    found = content(one(item(body, declared("single", "identifier", "B"), by("match_correct"))), "single_choice")
    assert found["stem"] == "<p>Thủ đô?</p>" and found["key"]["right"] == "b"
    assert [row.get("pinned") for row in found["body"]["options"]] == [None, True]


def test_several_right_ones_by_mapping_and_by_match() -> None:
    body = asked(f'<choiceInteraction responseIdentifier="RESPONSE" maxChoices="0">{choices("a", "b", "c")}</choiceInteraction>')
    mapped = declared("multiple", "identifier", "A", "B", mapping=mapping(A=1, B=1, C=-1))
    assert content(one(item(body, mapped, by("map_response"))), "multiple_choice")["key"] == {
        "weights": {"a": "0.5", "b": "0.5", "c": "-0.5"}
    }
    bare = one(item(body, declared("multiple", "identifier", "A", "B"), by("match_correct")))
    assert bare.state == "changed" and "tất cả hoặc không" in str(bare.reasons[0])


def test_statements_of_true_and_false() -> None:
    sets = (
        f"<simpleMatchSet>{choices('Một', 'Hai', tag='simpleAssociableChoice', more='matchMax=&quot;1&quot;')}</simpleMatchSet>"
        '<simpleMatchSet><simpleAssociableChoice identifier="T" matchMax="2">True</simpleAssociableChoice>'
        '<simpleAssociableChoice identifier="F" matchMax="2">False</simpleAssociableChoice></simpleMatchSet>'
    ).replace("&quot;", '"')
    body = asked(f'<matchInteraction responseIdentifier="RESPONSE" maxAssociations="2">{sets}</matchInteraction>')
    found = content(one(item(body, declared("multiple", "directedPair", "A T", "B F"), by("match_correct"))), "true_false_group")
    assert found["key"]["truths"] == {"a": True, "b": False}


def test_columns_turn_about_where_one_prompt_has_several_partners() -> None:
    sets = (
        '<simpleMatchSet><simpleAssociableChoice identifier="X" matchMax="0">Quả</simpleAssociableChoice>'
        '<simpleAssociableChoice identifier="Y" matchMax="0">Rau</simpleAssociableChoice></simpleMatchSet>'
        f"<simpleMatchSet>{choices('cam', 'táo', 'cải', tag='simpleAssociableChoice', more='matchMax=QQ').replace('QQ', chr(34) + '1' + chr(34))}</simpleMatchSet>"
    )
    body = asked(f'<matchInteraction responseIdentifier="RESPONSE" maxAssociations="3">{sets}</matchInteraction>')
    found = content(one(item(body, declared("multiple", "directedPair", "X A", "X B", "Y C"))), "matching")
    assert [row["text"] for row in found["body"]["prompts"]] == ["cam", "táo", "cải"]


def test_an_order() -> None:
    body = asked(f'<orderInteraction responseIdentifier="RESPONSE">{choices("hai", "một", "ba")}</orderInteraction>')
    found = content(one(item(body, declared("ordered", "identifier", "B", "A", "C"), by("match_correct"))), "ordering")
    said = {row["id"]: row["text"] for row in found["body"]["items"]}
    assert [said[name] for name in found["key"]["order"]] == ["một", "hai", "ba"] and found["key"]["credit"] == "all"


def test_typed_words_alone_and_in_a_text() -> None:
    entry = '<textEntryInteraction responseIdentifier="RESPONSE"/>'
    words = declared("single", "string", "Hà Nội", mapping=mapping(Hà_Nội=1, Thăng_Long=0.5))
    alone = content(one(item(f"<p>Thủ đô là gì? {entry}</p>", words, by("map_response"))), "short_answer")
    assert [(row["text"], row["fraction"]) for row in alone["key"]["accepted"]] == [("Hà Nội", "1"), ("Thăng Long", "0.5")]
    inside = content(one(item(f"<p>Thủ đô là {entry} từ năm 1010.</p>", words, by("map_response"))), "cloze")
    assert inside["body"]["text"] == "<p>Thủ đô là [[1]] từ năm 1010.</p>"


def test_a_number_with_its_tolerance() -> None:
    processing = (
        '<responseProcessing><responseCondition><responseIf><equal toleranceMode="absolute" tolerance="0.1 0.1">'
        '<variable identifier="RESPONSE"/><baseValue baseType="float">9.8</baseValue></equal>'
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">2</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>'
    )
    body = '<p>g = <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    found = content(one(item(body, declared("single", "float", "9.8"), processing)), "numerical")
    assert found["key"]["accepted"] == [{"value": "9.8", "fraction": "1", "tolerance": "0.1"}]


def test_menus_in_a_text_become_a_cloze() -> None:
    menu = "".join(
        f'<inlineChoiceInteraction responseIdentifier="R{n}" shuffle="true">{choices("đỏ", "xanh", tag="inlineChoice")}</inlineChoiceInteraction> và '
        for n in (1, 2)
    )
    both = declared("single", "identifier", "A", ident="R1") + declared("single", "identifier", "B", ident="R2")
    found = content(one(item(f"<p>{menu} hết [[3]].</p>", both, by("match_correct"))), "cloze")
    assert found["body"]["text"] == "<p>[[1]] và [[2]] và  hết [ [3]].</p>" and found["key"]["gaps"]["2"]["right"] == "b"


def test_words_to_drag() -> None:
    words = choices("cá", "chim", "cây", tag="gapText", more='matchMax="1"')
    body = f'<gapMatchInteraction responseIdentifier="RESPONSE">{words}<p>Dưới nước: <gap identifier="G1"/>, trên trời: <gap identifier="G2"/>.</p></gapMatchInteraction>'
    found = content(one(item(body, declared("multiple", "directedPair", "A G1", "B G2"))), "drag_words")
    said = {row["id"]: row["text"] for row in found["body"]["words"]}
    assert [said[found["key"]["gaps"][name]] for name in ("1", "2")] == ["cá", "chim"] and len(said) == 3


def test_questions_of_one_text_share_it() -> None:
    one_choice = f'<choiceInteraction responseIdentifier="R1" maxChoices="1"><prompt>Một?</prompt>{choices("a", "b")}</choiceInteraction>'
    body = f'<p>Đoạn văn.</p>{one_choice}<extendedTextInteraction responseIdentifier="R2"><prompt>Hai?</prompt></extendedTextInteraction>'
    both = declared("single", "identifier", "A", ident="R1") + declared("single", "string", ident="R2")
    found = content(one(item(body, both)), "stimulus")
    assert found["stem"] == "<p>Đoạn văn.</p>" and [part["kind"] for part in found["body"]["parts"]] == ["single_choice", "essay"]


def test_pictures_of_a_package_are_found_from_the_items_folder() -> None:
    spots = '<hotspotChoice identifier="A" shape="circle" coords="0,0,1"/><hotspotChoice identifier="B" shape="rect" coords="0,0,1,1"/>'
    body = f'<p>Chỉ.</p><hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1"><object data="../hinh/a.png" type="image/png" width="40" height="30"/>{spots}</hotspotInteraction>'
    data = package({"items/i1.xml": item(body, declared("single", "identifier", "B")), "hinh/a.png": PIXEL})
    found = one(data)
    assert detect(data) == "qti" and found.media == ("a.png",)
    assert found.kind == "hotspot" and found.content is not None
    assert found.content["key"] == {"zones": [{"id": "z1", "shape": "rect", "at": [0, 0, 1, 1]}]}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<drawingInteraction responseIdentifier="R"><object data="a.png" type="image/png"/></drawingInteraction>', "drawingInteraction"),
        ('<portableCustomInteraction responseIdentifier="R"/>', "portableCustomInteraction"),
        ('<orderInteraction responseIdentifier="R"><simpleChoice identifier="A">a</simpleChoice></orderInteraction>', "thứ tự"),
        ('<selectPointInteraction responseIdentifier="R"><object data="a.png"/></selectPointInteraction>', "hình"),
    ],
)
def test_what_we_do_not_have_is_refused_with_its_name(body: str, said: str) -> None:
    found = one(item(f"<p>Hỏi?</p>{body}"))
    assert found.state == "refused" and any(said in str(reason) for reason in found.reasons)


def test_random_items_are_refused_with_the_way_out() -> None:
    found = one(
        item(
            "<p>Tính <printedVariable identifier='X'/></p>", '<templateDeclaration identifier="X" cardinality="single" baseType="integer"/>'
        )
    )
    assert found.state == "refused" and "Câu có tham số" in str(found.reasons[0])


def test_a_formula_comes_in_as_latex_when_it_carries_it() -> None:
    formula = (
        '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:semantics><m:mrow><m:mi>x</m:mi></m:mrow>'
        '<m:annotation encoding="application/x-tex">x^2</m:annotation></m:semantics></m:math>'
    )
    body = f'<p>Tìm {formula} khi</p><extendedTextInteraction responseIdentifier="RESPONSE"/>'
    assert content(one(item(body, declared("single", "string"))), "essay")["stem"] == "<p>Tìm \\(x^2\\) khi</p>"


def test_the_third_generation_says_it_with_hyphens() -> None:
    data = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i" title="T" adaptive="false" time-dependent="false">
      <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value>
      </qti-correct-response></qti-response-declaration><qti-item-body><p>Hỏi?</p>
      <qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-simple-choice identifier="A">a</qti-simple-choice>
      <qti-simple-choice identifier="B">b</qti-simple-choice></qti-choice-interaction></qti-item-body>
      <qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/></qti-assessment-item>"""
    assert content(one(data.encode()), "single_choice")["key"]["right"] == "b"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings_and_line_ends(encoding: str) -> None:
    text = item('<p>Café\r\n à?</p><extendedTextInteraction responseIdentifier="R"/>').decode().replace("Câu", "Café")
    found = one(text.replace("UTF-8", encoding.removesuffix("-sig")).encode(encoding))
    assert found.state == "kept" and found.name == "Café" and content(found, "essay")["stem"] == "<p>Café\n à?</p>"
