"""Items of QTI 2 and 3 as our kinds: one interaction is one question, gaps in a text a cloze, several interactions share a stimulus."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from lxml import etree

from core.html import plain_text
from core.words import say
from question_bank.formats import assemble
from question_bank.formats.assemble import Assembled
from question_bank.formats.qti import making, v2_choices, v2_pictures, v2_typed
from question_bank.formats.qti.making import Refusal
from question_bank.formats.qti.v2_item import BLOCKS, INLINE, Item
from question_bank.formats.xml import Element

Maker = Callable[[Item, Element, str, str], Assembled]
"""(item, interaction, stem, explanation) -> the question."""

_MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "choiceInteraction": v2_choices.choice,
        "hottextInteraction": v2_choices.hottext,
        "orderInteraction": v2_choices.order,
        "matchInteraction": v2_choices.match,
        "associateInteraction": v2_choices.associate,
        "gapMatchInteraction": v2_choices.gap_match,
        "sliderInteraction": v2_typed.slider,
        "graphicGapMatchInteraction": v2_pictures.gap_match,
        "hotspotInteraction": v2_pictures.hotspots,
        "selectPointInteraction": v2_pictures.select_point,
    }
)


def assembled(item: Item) -> Assembled:
    """The question of the item; raises Refusal."""
    if item.element.find("templateDeclaration") is not None:
        raise Refusal(say("Câu có biến sinh ngẫu nhiên của QTI: hãy tạo lại bằng dạng “Câu có tham số”."))
    if item.body is None:
        raise Refusal(say("Câu hỏi không có nội dung."))
    made = _of_container(item, item.body)
    used = {*item.scorings, *(each.get("identifier", "") for each in item.element.iter("simpleChoice", "hottext"))}
    shown = {arm.feedback for scoring in item.scorings.values() for arm in scoring.arms}
    if item.unused_feedback(used | shown):
        item.reasons.append(say("Nhận xét chung cho câu đúng, câu sai bị bỏ."))
    return made


def _of_container(item: Item, container: Element) -> Assembled:
    """The question of a body, or of one part of it."""
    parts = [each for each in container.iterchildren("div") if each.get("class") == "part"]
    if parts:
        return _shared(item, container, parts)
    _wrap_stray(container)
    blocks, gaps = list(container.iter(*BLOCKS)), list(container.iter(*INLINE))
    explanation = item.explanation(container)
    if not blocks and not gaps:
        return assemble.description(item.pieces(container), explanation)
    if not blocks:
        return v2_typed.alone(item, container, gaps[0], explanation) or v2_typed.cloze(item, container, gaps, explanation)
    if len(blocks) == 1 and not gaps:
        stem = item.pieces(_without(container, blocks[0])) + item.prompt(blocks[0])
        return _one(item, container, blocks[0], stem, explanation)
    return _of_many(item, container, explanation)


def _one(item: Item, container: Element, block: Element, stem: str, explanation: str) -> Assembled:
    if block.tag == "extendedTextInteraction":
        return v2_typed.essay(item, container, block, stem, explanation)
    if block.tag == "uploadInteraction":
        return v2_typed.upload(item, container, block, stem, explanation)
    maker = _MAKERS.get(str(block.tag))
    if maker is None:
        raise Refusal(say("Dạng câu hỏi “%(type)s” chưa được hỗ trợ.", type=str(block.tag)))
    return maker(item, block, stem, explanation)


def _shared(item: Item, container: Element, parts: Sequence[Element]) -> Assembled:
    stem = item.pieces(each for each in container if each not in parts)
    made = [assemble.checked(_of_container(item, part)) for part in parts]
    _refuse_faulty(made)
    return making.shared(stem, made, [_weight(item, part) for part in parts], item.explanation(container))


def _of_many(item: Item, container: Element, explanation: str) -> Assembled:
    """Foreign items with several interactions: each block a part, all gaps together one more, the rest the stimulus."""
    stem, made, weights, texts = list[Element](), list[Assembled](), list[Decimal](), list[Element]()
    for child in container:
        blocks = [child] if child.tag in BLOCKS else list(child.iter(*BLOCKS))
        if not blocks:
            (texts if any(True for _ in child.iter(*INLINE)) else stem).append(child)
        for block in blocks:
            asked = item.prompt(block) or (item.pieces(_without(child, block)) if len(blocks) == 1 and child is not block else "")
            made.append(assemble.checked(_one(item, container, block, asked or making.PART_STEM, "")))
            weights.append(item.scoring(block).outer_weight)
    if texts:
        made.append(assemble.checked(v2_typed.cloze_of(item, "", texts, [gap for text in texts for gap in text.iter(*INLINE)], "")))
        weights.append(Decimal(1))
    _refuse_faulty(made)
    item.reasons.append(say("Câu có nhiều phần trả lời thành một dữ kiện chung với nhiều câu hỏi."))
    return making.shared(item.pieces(stem) or making.SHARED_STEM, made, weights, explanation)


def _refuse_faulty(parts: Sequence[Assembled]) -> None:
    for number, part in enumerate(parts, start=1):
        if part.refused:
            raise Refusal(say("Phần %(n)d: %(why)s", n=number, why=part.reasons[-1]))


def _weight(item: Item, part: Element) -> Decimal:
    """The weight of a part: the product that its responses, or its own score, stand in."""
    return next((item.scoring(each).outer_weight for each in part.iter(*BLOCKS, *INLINE)), Decimal(1))


def _without(container: Element, block: Element) -> list[Element]:
    """The children of a container, the block taken out of the one that holds it."""
    kept = []
    for child in container:
        if child is block:
            continue
        if any(each is block for each in child.iter(str(block.tag))):
            child = _copy_without(child, block)
            if not plain_text(etree.tostring(child, encoding="unicode")) and child.find(".//img") is None:
                continue
        kept.append(child)
    return kept


def _copy_without(child: Element, block: Element) -> Element:
    place = [each for each in child.iter(str(block.tag))].index(block)
    copied = etree.fromstring(etree.tostring(child, with_tail=False), etree.XMLParser(resolve_entities=False, no_network=True))
    found = list(copied.iter(str(block.tag)))[place]
    parent = found.getparent()
    if parent is not None:
        parent.remove(found)
    return copied


def _wrap_stray(container: Element) -> None:
    """Words that stand between blocks, where QTI has none, become paragraphs."""
    for child in list(container):
        text, child.tail = child.tail, None
        if text and text.strip():
            child.addnext(_paragraph(text))
    text, container.text = container.text, None
    if text and text.strip():
        container.insert(0, _paragraph(text))


def _paragraph(text: str) -> Element:
    made = etree.Element("p")
    made.text = text
    return made
