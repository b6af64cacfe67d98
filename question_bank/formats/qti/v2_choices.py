"""Interactions of QTI 2 and 3 that offer things to choose, to order, to match or to drag into a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.words import say
from question_bank.formats import assemble, gapped_text
from question_bank.formats.assemble import Assembled
from question_bank.formats.qti import making, markup
from question_bank.formats.qti.making import Refusal
from question_bank.formats.qti.markup import put_text
from question_bank.formats.qti.v2_item import Item, fixed, words_of
from question_bank.formats.qti.v2_scoring import Scoring
from question_bank.formats.xml import Element
from question_bank.kinds.true_false_group import NATIONAL_TABLE

_TRUE, _FALSE = {"đúng", "true", "yes", "t", "đ"}, {"sai", "false", "no", "f", "s"}


def choice(item: Item, block: Element, stem: str, explanation: str) -> Assembled:
    """simpleChoices, of which one or several are right."""
    choices = list(block.iterchildren("simpleChoice"))
    return _chosen(item, block, stem, explanation, choices, fixed(block, choices))


def hottext(item: Item, block: Element, stem: str, explanation: str) -> Assembled:
    """Words of a text to be chosen: the text with them in bold, and they as the options."""
    item.reasons.append(say("Câu chọn từ trong đoạn văn thành câu chọn phương án."))
    choices = list(block.iter("hottext"))
    said = "".join(markup.outer(each) for each in _bold(block))
    return _chosen(item, block, stem + item.kept(said), explanation, choices, [True] * len(choices))


def _bold(block: Element) -> Iterable[Element]:
    for each in block.iter("hottext"):
        each.tag = "b"
    return [each for each in block if each.tag != "prompt"]


def _chosen(item: Item, block: Element, stem: str, explanation: str, choices: Sequence[Element], keeps: Sequence[bool]) -> Assembled:
    scoring = item.scoring(block)
    names = [each.get("identifier", "") for each in choices]
    points = {name: scoring.points(name) for name in names}
    is_single = scoring.cardinality == "single" if scoring.base else block.get("maxChoices", "1") == "1"
    if not is_single and not scoring.is_mapped:
        points = making.all_of(scoring.right(), names)
        item.reasons.append(making.ALL_OR_NOTHING)
    rows = [(item.inside(each), points[name], item.feedback(name, each)) for name, each in zip(names, choices, strict=True)]
    made = (making.one_of if is_single else making.several_of)(stem, rows, explanation, False)
    return making.pinned(made, keeps)


def order(item: Item, block: Element, stem: str, explanation: str) -> Assembled:
    """simpleChoices to be put into order."""
    scoring = item.scoring(block)
    texts = {each.get("identifier", ""): item.inside(each) for each in block.iterchildren("simpleChoice")}
    if sorted(scoring.correct) != sorted(texts):
        raise Refusal(say("Không thấy thứ tự đúng của các mục."))
    made = gapped_text.in_order(stem, [texts[name] for name in scoring.correct], "places" if scoring.is_by_place else "all", explanation)
    return making.with_table(made, scoring.table if scoring.is_by_place else {})


def match(item: Item, block: Element, stem: str, explanation: str) -> Assembled:
    """Two sets; statements and two words for true and false are a group of statements."""
    scoring = item.scoring(block)
    sets = [list(each.iterchildren("simpleAssociableChoice")) for each in block.iterchildren("simpleMatchSet")]
    if len(sets) != 2:  # a match has two sides
        raise Refusal(say("Câu ghép đôi không có đủ hai cột."))
    pairs = _pairs(scoring)
    if _is_true_false(block, sets[1]):
        return _statements(item, scoring, sets, pairs, stem, explanation)
    if any(len(found) > 1 for found in pairs.values()):
        sets, pairs = _turned(sets, pairs)
    return _matched(item, scoring, sets, pairs, stem, explanation)


def _pairs(scoring: Scoring) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pair in scoring.right():
        left, _, right = pair.partition(" ")
        found.setdefault(left, []).append(right.strip())
    return found


def _turned(sets: list[list[Element]], pairs: dict[str, list[str]]) -> tuple[list[list[Element]], dict[str, list[str]]]:
    """The columns changed about, where each thing on the right has one partner."""
    turned: dict[str, list[str]] = {}
    for left, rights in pairs.items():
        for right in rights:
            turned.setdefault(right, []).append(left)
    if any(len(found) > 1 for found in turned.values()):
        raise Refusal(say("Một mục ghép với nhiều mục ở cả hai cột: chưa hỗ trợ."))
    return [sets[1], sets[0]], turned


def _matched(
    item: Item, scoring: Scoring, sets: Sequence[Sequence[Element]], pairs: dict[str, list[str]], stem: str, explanation: str
) -> Assembled:
    texts = {each.get("identifier", ""): item.inside(each) for each in sets[1]}
    asked = [(item.inside(each), texts.get(next(iter(pairs.get(each.get("identifier", ""), [])), ""), "")) for each in sets[0]]
    used = {text for _, text in asked}
    others = [("", text) for text in texts.values() if text not in used]
    return making.with_table(assemble.match_pairs(stem, [*asked, *others], explanation), scoring.table)


def _is_true_false(block: Element, words: Sequence[Element]) -> bool:
    if block.get("class") in ("true-false", "matching"):
        return block.get("class") == "true-false"
    said = [words_of(each).strip().lower() for each in words]
    return len(said) == 2 and said[0] in _TRUE and said[1] in _FALSE


def _statements(
    item: Item, scoring: Scoring, sets: Sequence[Sequence[Element]], pairs: dict[str, list[str]], stem: str, explanation: str
) -> Assembled:
    yes = sets[1][0].get("identifier", "")
    rows, truths = [], {}
    for each, name in zip(sets[0], "abcdefghijklmnopqrstuvwxyz", strict=False):
        said = item.feedback(each.get("identifier", ""), each)
        rows.append({"id": name, "text": item.inside(each), **({"feedback": said} if said else {})})
        truths[name] = yes in pairs.get(each.get("identifier", ""), [])
    # Without a table four statements would follow the national one here, while QTI adds up.
    table = scoring.table or (making.even_table(len(rows)) if len(rows) == len(NATIONAL_TABLE) else {})
    made = Assembled("true_false_group", making.document(stem, {"statements": rows}, {"truths": truths}, explanation))
    return making.with_table(made, table)


def associate(item: Item, block: Element, stem: str, explanation: str) -> Assembled:
    """Things of one set to be joined in pairs: the first of each pair asks, the second answers."""
    item.reasons.append(say("Câu nối các mục của một danh sách thành câu ghép đôi."))
    texts = {each.get("identifier", ""): item.inside(each) for each in block.iterchildren("simpleAssociableChoice")}
    pairs = [pair.split() for pair in item.scoring(block).right()]
    asked = [(texts.get(pair[0], ""), texts.get(pair[-1], "")) for pair in pairs]
    used = {text for pair in asked for text in pair}
    return assemble.match_pairs(stem, [*asked, *(("", text) for text in texts.values() if text not in used)], explanation)


def gap_match(item: Item, block: Element, stem: str, explanation: str) -> Assembled:
    """Words to be dragged into the gaps of a text."""
    if block.find("gapImg") is not None:
        raise Refusal(say("Kéo hình vào đoạn văn chưa được hỗ trợ."))
    scoring = item.scoring(block)
    gaps = list(block.iter("gap"))
    words = {each.get("identifier", ""): each for each in block.iterchildren("gapText")}
    right = {gap: word for word, found in _pairs(scoring).items() for gap in found}
    reuse = any(each.get("matchMax") != "1" for each in words.values())
    chosen = [words.get(right.get(gap.get("identifier", ""), "")) for gap in gaps]
    if None in chosen:
        raise Refusal(say("Có chỗ trống không có từ đúng."))
    others = [each for each in words.values() if each not in chosen]
    group_of = [next(iter((gap.get("matchGroup") or "1").split()), "1") for gap in gaps]
    fitting = [(words_of(word), group) for word, group in zip(chosen, group_of, strict=True) if word is not None]
    spare = [(words_of(each), each.get("matchGroup") or "1") for each in others]
    made = gapped_text.with_words(stem or gapped_text.GAPS_STEM, _text_of(item, block, gaps), fitting, spare, reuse, explanation)
    return making.with_table(made, scoring.table)


def _text_of(item: Item, block: Element, gaps: Sequence[Element]) -> str:
    for number, gap in enumerate(gaps, start=1):
        put_text(gap, f"[[{number}]]")
    return item.pieces(each for each in block if each.tag not in ("prompt", "gapText"))
