"""Kinds that a question says by its line "Dạng câu:" or by a table to match: matching, ordering, texts with gaps, description."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from core.words import Message, say
from question_bank.formats import assemble
from question_bank.formats.assemble import Assembled
from question_bank.formats.word import gapped
from question_bank.formats.word.draft import Draft
from question_bank.formats.word.matching_table import Pairs, Side
from question_bank.formats.word.rich import Rich, paragraphs
from question_bank.kinds.sequence import ALL, NEIGHBOURS, PLACES

MATCHING, DESCRIPTION = "ghép đôi", "đoạn dẫn"
ORDERS = {"sắp xếp": PLACES, "sắp xếp, tính cặp liền nhau": NEIGHBOURS, "sắp xếp, đúng hết mới có điểm": ALL}
"""What "Dạng câu:" says of an ordering, to the way it is counted."""
_GAPPED = {gapped.CLOZE: gapped.cloze, gapped.DRAG_WORDS: gapped.drag_words}
_ORDER = re.compile(r"\s*[A-H](?:\s*[-–—,;→<>]?\s*[A-H])+\s*\.?\s*")
_LETTER = re.compile("[A-H]")


def assembled(draft: Draft, doubts: list[Message]) -> Assembled | None:
    """The question when it is of one of these kinds; None for any other, told when its own line named one of them."""
    said = draft.label("dạng câu").lower()
    if not draft.options and not draft.statements:
        if draft.pairs is not None and (right := _matched(draft, draft.pairs)):
            return _matching(draft, draft.pairs, right)
        if said == DESCRIPTION and not draft.answers:
            return assemble.description(paragraphs(draft.stem), paragraphs(draft.solution))
    if said in ORDERS and draft.options and (order := _order(draft)):
        return _ordering(draft, order, ORDERS[said])
    if said in _GAPPED and not draft.options and (made := _GAPPED[said](draft)):
        return made
    if said in (MATCHING, DESCRIPTION, *ORDERS, *_GAPPED):
        doubts.append(say("Câu hỏi không đọc được theo dòng “Dạng câu: %(kind)s”.", kind=said))
    return None


def _matched(draft: Draft, pairs: Pairs) -> dict[int, str]:
    return next((found for line in draft.answers if (found := pairs.matched(line.words()))), {})


def _explain_by(answers: Iterable[Rich], draft: Draft) -> None:
    """What else was said as an answer explains it."""
    for line in answers:
        draft.explain(line)


def _matching(draft: Draft, pairs: Pairs, right: dict[int, str]) -> Assembled:
    _explain_by((line for line in draft.answers if pairs.matched(line.words()) != right), draft)
    stem = paragraphs([line for line in draft.stem if line is not draft.pairs_line])
    body = {"prompts": _rows("p", pairs.prompts), "choices": _rows("c", pairs.choices)}
    key = {f"p{number}": f"c{ord(letter) - ord('A') + 1}" for number, letter in sorted(right.items())}
    return Assembled("matching", {"stem": stem, "body": body, "key": {"pairs": key}, "explanation": paragraphs(draft.solution)})


def _rows(lead: str, sides: Sequence[Side]) -> list[dict[str, object]]:
    return [
        {"id": f"{lead}{number}", "text": paragraphs(side.lines), **({"pinned": True} if side.is_pinned else {})}
        for number, side in enumerate(sides, start=1)
    ]


def _order(draft: Draft) -> list[str]:
    """The letters in their right order; [] unless an answer names every one once."""
    said = [line.words() for line in draft.answers]
    found = next((_LETTER.findall(each) for each in said if _ORDER.fullmatch(each)), [])
    return found if sorted(found) == sorted(choice.letter for choice in draft.options) else []


def _ordering(draft: Draft, order: list[str], credit: str) -> Assembled:
    _explain_by((line for line in draft.answers if _LETTER.findall(line.words()) != order), draft)
    name_of = {choice.letter: f"i{number}" for number, choice in enumerate(draft.options, start=1)}
    items = _rows("i", [Side(choice.lines, choice.is_pinned) for choice in draft.options])
    key = {"order": [name_of[letter] for letter in order], "credit": credit}
    stem, explanation = paragraphs(draft.stem), paragraphs(draft.solution)
    return Assembled("ordering", {"stem": stem, "body": {"items": items}, "key": key, "explanation": explanation})
