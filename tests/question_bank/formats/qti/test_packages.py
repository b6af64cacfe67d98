"""Packages that we write: what their manifests say, and hostile ones that others may send."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from core.words import Message
from question_bank.formats.contract import Limits, OutgoingItem, TaggedItem, UnreadableFile
from question_bank.formats.qti import reader, writer
from question_bank.formats.registry import TARGETS
from tests.question_bank.formats.moodle_files import PIXEL
from tests.question_bank.formats.qti.items import choices, declared, item, package
from tests.question_bank.formats.test_hostile_files import BOMB, calmly, read_or_refuse
from tests.question_bank.kinds import contents

KNOWN: dict[str, Any] = {
    "category": "Lớp 12/Hàm số",
    "tags": ("ôn tập", "đề 1"),
    "topic_code": "T12.1",
    "level": "NB",
    "outcome_code": "T12.1.a",
}
both = pytest.mark.parametrize("code", ["qti21", "qti30"])


def outgoing(ref: str = "C 1") -> OutgoingItem:
    return OutgoingItem(ref, "single_choice", {**contents.single(), "stem": '<p>Hình <img src="media:a.png" alt="cây"></p>'}, **KNOWN)


@both
def test_place_in_the_curriculum_and_pictures_travel(code: str) -> None:
    written = TARGETS[code].write([outgoing()], {"a.png": PIXEL})
    assert written.losses == () and written == TARGETS[code].write([outgoing()], {"a.png": PIXEL})
    found = reader.read(written.data)
    (back,) = found.items
    assert isinstance(back, TaggedItem) and back.external_id == back.name == "C 1"
    assert {name: getattr(back, name) for name in KNOWN} == KNOWN and found.media == {"a.png": PIXEL}


@both
def test_the_manifest_lists_every_file_and_names_its_generation(code: str) -> None:
    data = TARGETS[code].write([outgoing(), outgoing("C2")], {"a.png": PIXEL}).data
    with zipfile.ZipFile(BytesIO(data)) as packed:
        manifest = etree.fromstring(packed.read("imsmanifest.xml"))
        listed = {each.get("href") for each in manifest.iter("{*}file")}
        assert listed == set(packed.namelist()) - {"imsmanifest.xml"}
        first = etree.fromstring(packed.read("items/q0001.xml"))
    assert etree.QName(first).namespace == {"qti21": "http://www.imsglobal.org/xsd/imsqti_v2p1"}.get(
        code, "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
    )
    idents = [each.get("identifier") for each in first.iter() if etree.QName(each).localname.endswith(("simpleChoice", "simple-choice"))]
    assert idents == list("ABCD")


@both
def test_a_question_about_html_shows_no_picture(code: str) -> None:
    stem = '<p>Thẻ nào đúng?</p><code>&lt;img src="hoa.jpg"&gt;</code>'
    written = TARGETS[code].write([OutgoingItem("H", "single_choice", {**contents.single(), "stem": stem})], {})
    (back,) = reader.read(written.data).items
    assert (written.losses, back.state) == ((), "kept") and back.content is not None and back.content["stem"] == stem


@both
def test_what_qti_has_no_words_for_is_left_out_and_told(code: str) -> None:
    item = OutgoingItem("P", "code", contents.program())
    written = TARGETS[code].write([outgoing(), item], {"a.png": PIXEL})
    assert written.left_out == ("P",) and [ref for ref, _ in written.losses] == ["P"]
    assert len(reader.read(written.data).items) == 1


CHOICE = item(
    f'<p>a</p><choiceInteraction responseIdentifier="R">{choices("a", "b")}</choiceInteraction>',
    declared("single", "identifier", "A", ident="R"),
)


def test_an_item_cut_at_every_byte_is_unreadable() -> None:
    for end in range(len(CHOICE)):
        with pytest.raises(UnreadableFile):
            reader.read(CHOICE[:end])


def test_a_document_that_cannot_be_read_is_named_in_every_readers_language() -> None:
    asked = f'<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">{choices("một", "hai")}</choiceInteraction>'
    whole = item(asked, declared("single", "identifier", "A"))
    found = reader.read(package({"a.xml": whole, "b.xml": whole[: len(whole) // 2]}))
    (note,) = found.notes
    assert len(found.items) == 1 and dict(note.params)["name"] == "b.xml" and isinstance(dict(note.params)["why"], Message)


def test_a_package_cut_anywhere_is_unreadable_or_loses_nothing() -> None:
    data = writer.write_21([outgoing()], {"a.png": PIXEL}).data
    for end in range(0, len(data), 37):
        read_or_refuse(reader.read, data[:end])


@pytest.mark.parametrize("data", [BOMB.replace(b"quiz", b"assessmentItem"), package({"a.xml": BOMB.replace(b"quiz", b"questestinterop")})])
def test_entities_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        reader.read(data)


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "..\\..\\x.xml", "file:///etc/passwd", "a/../../../x", "%2e%2e/x"])
def test_paths_lead_nowhere_but_into_the_package(path: str) -> None:
    body = f'<p>Hỏi? <img src="{path}" alt=""/></p><extendedTextInteraction responseIdentifier="R"/>'
    manifest = f'<manifest><resources><resource><file href="{path}"/><file href="i.xml"/></resource></resources></manifest>'
    found = reader.read(package({"i.xml": item(body)}, manifest))
    assert found.media == {} and found.items[0].state == "changed"


def test_a_zip_bomb_is_refused_soon() -> None:
    with pytest.raises(UnreadableFile):
        reader.read(package({"i.xml": b"<assessmentItem>" + b" " * 50_000_000 + b"</assessmentItem>"}))


def test_comments_without_end_before_a_document_are_passed_over_at_once() -> None:
    found = reader.read(b"<!---->" * 2_000 + b"<!-- a -->\n" + CHOICE.partition(b"?>")[2])
    assert found.items[0].state == "kept"


def test_deep_nesting_and_long_lists_are_refused() -> None:
    with pytest.raises(UnreadableFile):
        reader.read(b"<assessmentItem><itemBody>" + b"<div>" * 500 + b"</div>" * 500 + b"</itemBody></assessmentItem>")
    options = '<simpleChoice identifier="A"/>' * 500
    many = item(f'<choiceInteraction responseIdentifier="R">{options}</choiceInteraction>')
    assert reader.read(many).items[0].state == "refused"
    with pytest.raises(UnreadableFile):
        reader.read(package({f"i{n}.xml": CHOICE for n in range(5)}), Limits(questions=3))


PIECES = [
    '<itemBody>', '</itemBody>', '<p>', '</p>', '<choiceInteraction responseIdentifier="R" maxChoices="0">', '</choiceInteraction>',
    '<simpleChoice identifier="A">', '</simpleChoice>', '<textEntryInteraction responseIdentifier="R"/>', '<gap identifier="G"/>', "[[1]]",
    '<matchInteraction responseIdentifier="R"><simpleMatchSet/><simpleMatchSet/></matchInteraction>', '<inlineChoiceInteraction/>',
    '<hotspotInteraction responseIdentifier="R"/>', '<div class="part">', '</div>', '<rubricBlock view="scorer" class="rubric"><tr><td/></tr></rubricBlock>',
    '<responseDeclaration identifier="R" cardinality="multiple" baseType="float"><mapping><mapEntry mapKey="1e999" mappedValue="1e999"/></mapping></responseDeclaration>',
    '<responseProcessing><responseCondition><responseElse/></responseCondition></responseProcessing>', '<math><semantics/></math>', "x",
]  # fmt: skip


@calmly
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_shuffle_of_pieces(pieces: list[str]) -> None:
    read_or_refuse(reader.read, f"<assessmentItem>{''.join(pieces)}</assessmentItem>".encode())
    closed = "".join(piece for piece in pieces if piece.startswith("<") and (piece.endswith("/>") or "</" in piece[1:]))
    read_or_refuse(reader.read, f"<assessmentItem><itemBody>{closed}</itemBody>{closed}</assessmentItem>".encode())
