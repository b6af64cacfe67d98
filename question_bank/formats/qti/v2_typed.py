"""Interactions of QTI 2 and 3 that take text, numbers or files, alone or as gaps in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.html import plain_text
from core.words import say
from question_bank.formats import assemble, gapped_text
from question_bank.formats.assemble import ONE, ZERO, Accepted, Assembled
from question_bank.formats.qti import making, patterns, v2_item
from question_bank.formats.qti.v2_item import Item, unit_of, words_of
from question_bank.formats.qti.v2_scoring import ANYTHING, OTHERWISE, Arm, Scoring, number
from question_bank.formats.xml import Element
from question_bank.kinds import gapped, written_number

NATIONAL_MASK = r"-?[0-9]*,?[0-9]*"
"""The pattern of a short answer of the national format, as the writer gives it."""


def alone(item: Item, container: Element, gap: Element, explanation: str) -> Assembled | None:
    """A typed answer that stands after its question: None when words follow it, or it is a menu, or there are more gaps."""
    if gap.tag != "textEntryInteraction" or any(each.get("class") == "gaps" for each in container.iterchildren("div")):
        return None
    unit = unit_of(gap)
    said = words_of(unit) if unit is not None else ""
    *before, last = list(container)
    if last.get("class") == "answer" and gap in last:
        return _typed(item, gap, item.pieces(before), said, explanation)
    text, found, after = item.with_markers(list(container), [gap]).rpartition(gapped.marker("1"))
    if not found or plain_text(after):
        return None
    made = _typed(item, gap, _closed(text), said, explanation)
    return made if plain_text(text) or "<img" in text else None


def _closed(before: str) -> str:
    """What stands before the box, without the paragraph that was opened for it alone."""
    bare = before.rstrip()
    for opened in ("<p>", "<div>"):
        bare = bare.removesuffix(opened).rstrip()
    return bare


def cloze(item: Item, container: Element, gaps: Sequence[Element], explanation: str) -> Assembled:
    """A text with gaps; a div of the class "stem" is what is asked."""
    stem = [each for each in container if each.tag == "div" and each.get("class") == "stem" and not any(gap in each.iter() for gap in gaps)]
    rest = [each for each in container if each not in stem]
    return cloze_of(item, item.pieces(stem), rest, gaps, explanation)


def cloze_of(item: Item, stem: str, elements: Sequence[Element], gaps: Sequence[Element], explanation: str) -> Assembled:
    """A cloze of the gaps in the elements."""
    text = item.with_markers(elements, gaps)
    weights = [item.scoring(gap).weight for gap in gaps]
    return gapped_text.with_gaps(stem or gapped_text.GAPS_STEM, text, [_gap(item, gap) for gap in gaps], weights, explanation)


def _gap(item: Item, gap: Element) -> Assembled:
    if gap.tag == "textEntryInteraction":
        unit = unit_of(gap)
        return _typed(item, gap, "…", "" if unit is None else words_of(unit), "")
    scoring = item.scoring(gap)
    choices = [(words_of(each), scoring.points(each.get("identifier", ""))) for each in gap.iterchildren("inlineChoice")]
    return making.pinned(making.menu(choices), v2_item.fixed(gap, list(gap.iterchildren("inlineChoice"))))


def _typed(item: Item, gap: Element, stem: str, unit: str, explanation: str) -> Assembled:
    scoring = item.scoring(gap)
    accepted = list(_accepted(item, scoring))
    if gap.get("patternMask") == NATIONAL_MASK:
        made = assemble.short_text(stem, accepted, False, explanation)
        return Assembled(made.kind, {**made.content, "body": {"format": "national"}}, made.reasons)
    if scoring.base in ("float", "integer"):
        return assemble.numerical(stem, accepted, unit, explanation)
    if not accepted:
        return assemble.essay(stem, explanation=explanation)
    return assemble.short_text(stem, accepted, _is_strict(scoring), explanation)


def _is_strict(scoring: Scoring) -> bool:
    """Whether capital letters matter: a bare right response is compared as it is written."""
    if scoring.arms:
        return {arm.test for arm in scoring.arms if arm.test in ("text", "strict", "part")} == {"strict"}
    return scoring.is_strict if scoring.is_mapped and scoring.mapping else scoring.base == "string"


def _accepted(item: Item, scoring: Scoring) -> Iterator[Accepted]:
    """Accepted answers by the conditions, else by the mapping, else the right response."""
    worth = [arm.score for arm in scoring.arms if arm.score is not None] or [*scoring.mapping.values()]
    top = max([ZERO, *worth]) or ONE
    if scoring.arms:
        for arm in scoring.arms:
            yield from _of_arm(item, scoring, arm, top)
    elif scoring.is_mapped and scoring.mapping:
        for text, points in scoring.mapping.items():
            yield Accepted(literal(text), points / top)
    else:
        yield from (Accepted(literal(text), ONE) for text in scoring.correct)


def _of_arm(item: Item, scoring: Scoring, arm: Arm, top: Decimal) -> Iterator[Accepted]:
    share, said = (arm.score or ZERO) / top, item.feedback(arm.feedback) if arm.feedback else ""
    if arm.test in (OTHERWISE, ANYTHING):
        if share or said or arm.test == ANYTHING:
            yield Accepted("*", share, said)
        return
    text = patterns.to_wildcard(arm.value) if arm.test == "pattern" else literal(arm.value)
    if text is None:
        item.reasons.append(say("Mẫu so khớp %(pattern)s không chuyển được.", pattern=arm.value[:60]))
        return
    is_number = scoring.base in ("float", "integer")
    if is_number:
        text = written_number.canonical(number(arm.value))
    yield Accepted(f"*{text}*" if arm.test == "part" else text, share, said, arm.tolerance if is_number else "0")


def literal(text: str) -> str:
    """Words that stand for themselves, as our patterns write them: a star is a star."""
    return text.replace("*", "\\*")


def slider(item: Item, block: Element, stem: str, explanation: str) -> Assembled:
    """A slider is a number to type."""
    item.reasons.append(say("Thanh trượt thành câu điền số."))
    return assemble.numerical(stem, list(_accepted(item, item.scoring(block))), explanation=explanation)


def essay(item: Item, container: Element, block: Element, stem: str, explanation: str) -> Assembled:
    """A text that a person marks; the lines and the blocks for the scorer are kept."""
    lines = block.get("expectedLines", "")
    made = assemble.essay(stem, int(lines) if lines.isdigit() and len(lines) < 4 else 10, _model(item, container), explanation)
    return making.keyed(made, rubric=_rubric(item, container))


def upload(item: Item, container: Element, block: Element, stem: str, explanation: str) -> Assembled:
    """A file to hand in."""
    made = making.uploaded(stem, explanation)
    return making.keyed(made, rubric=_rubric(item, container), model_answer=_model(item, container))


def _model(item: Item, container: Element) -> str:
    return "".join(item.inside(each) for each in item.rubrics(container) if each.get("class") != "rubric")


def _rubric(item: Item, container: Element) -> list[dict[str, object]]:
    """Rows of what the marker looks for and the share of the points, as our writer has them in a table."""
    rows = [list(row.iterchildren("td")) for each in item.rubrics(container) if each.get("class") == "rubric" for row in each.iter("tr")]
    return [
        {"id": f"r{place}", "text": item.inside(row[0]), "fraction": assemble.plain_share(number(words_of(row[1])))}
        for place, row in enumerate((row for row in rows if len(row) == 2), start=1)
    ]
