"""Moodle has no shared stimulus: it goes as a description and a question for each part, held together by a tag that is read back.

The tag says which stimulus and which of its questions: "Dữ kiện chung C1 (3 câu)" on the text, "Dữ kiện chung C1 (2/3)" on the second
question. Moodle keeps tags but not the order of questions, so the order in a file does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from typing import TypeVar

from core.words import say
from question_bank.formats.contract import ImportedItem, OutgoingItem
from question_bank.formats.outgoing_text import Losses
from question_bank.kinds import shape, written_number
from question_bank.kinds.registry import kind_of

_T = TypeVar("_T")
_LEAD = "Dữ kiện chung"
_BOND = re.compile(rf"{_LEAD} (\S{{1,12}}) \((?:(\d{{1,2}}) câu|(\d{{1,2}})/(\d{{1,2}}))\)", re.IGNORECASE)
_KEY = re.compile(r"[\w.-]{1,12}")
_APART = say("Dữ kiện chung thành một đoạn dẫn và từng câu riêng có nhãn “Dữ kiện chung”; nơi nhận không tự xếp chúng cùng nhau.")


@dataclass(frozen=True, slots=True)
class Piece:
    """A question as Moodle asks it, and what it is worth against the others of its stimulus."""

    item: OutgoingItem
    grade: str = "1"


def unfolded(item: OutgoingItem, place: int, told: Losses) -> list[Piece]:
    """The question itself; of a shared stimulus its text and its parts. `place` is that of the question in the file."""
    if item.kind != "stimulus":
        return [Piece(item, "0" if item.kind == "description" else "1")]
    told.tell(_APART)
    rows = shape.rows(shape.at(item.content, "body", "parts"))
    key = item.ref if _KEY.fullmatch(item.ref) else sha256(f"{place} {item.ref}".encode()).hexdigest()[:8]
    text = {"stem": item.content.get("stem"), "body": {}, "key": {}, "explanation": item.content.get("explanation", "")}
    first = replace(item, kind="description", content=text, tags=(*item.tags, f"{_LEAD} {key} ({len(rows)} câu)"))
    return [Piece(first, "0"), *(_part(item, row, f"{number}/{len(rows)}", key) for number, row in enumerate(rows, start=1))]


def _part(item: OutgoingItem, row: Mapping[str, object], place: str, key: str) -> Piece:
    number = place.partition("/")[0]
    made = OutgoingItem(
        f"{item.ref}.{number}", shape.text(row.get("kind")), shape.mapping(row.get("content")), item.category, (*item.tags, f"{_LEAD} {key} ({place})")
    )  # fmt: skip
    return Piece(made, written_number.canonical(shape.decimal(row.get("share", "1")) or Decimal(1)))


def joined(items: Sequence[ImportedItem]) -> tuple[ImportedItem, ...]:
    """The items with every stimulus that is there as a whole put together where its text stood; of any other it is told."""
    made = dict(enumerate(items))
    for (_, key), found in _groups(items).items():
        within = [items[place] for _, _, place in found]
        one = _stimulus(within) if _is_whole(found) else None
        for _, _, place in found:
            if one is not None:
                del made[place]
            else:
                made[place] = _apart(items[place], key)
        if one is not None:
            made[found[0][2]] = one
    return tuple(each for _, each in sorted(made.items(), key=lambda pair: pair[0]))


_Bond = tuple[int, int, int]
"""(number of the question, 0 for the text; how many there are; place in the file)"""


def _groups(items: Sequence[ImportedItem]) -> dict[tuple[str, str], list[_Bond]]:
    """By category and key, in the order of the questions."""
    groups: dict[tuple[str, str], list[_Bond]] = {}
    for place, item in enumerate(items):
        if bond := next((bond for tag in item.tags if (bond := _BOND.fullmatch(tag))), None):
            place_of = (0, int(bond[2]), place) if bond[2] else (int(bond[3]), int(bond[4]), place)
            groups.setdefault((item.category, bond[1]), []).append(place_of)
    return {key: sorted(found) for key, found in groups.items()}


def _is_whole(found: Sequence[_Bond]) -> bool:
    counts = {count for _, count, _ in found}
    return len(counts) == 1 and [number for number, _, _ in found] == list(range(found[0][1] + 1))


def _stimulus(within: Sequence[ImportedItem]) -> ImportedItem | None:
    """One item of a text and its questions; None when one was not understood or cannot be asked within another."""
    text, *asked = within
    if text.kind != "description" or text.content is None or any(each.state == "refused" for each in within):
        return None
    parts = [_row(number, each) for number, each in enumerate(asked, start=1)]
    content = {**text.content, "body": {"parts": parts}, "key": {}}
    if kind_of("stimulus").check(content):
        return None
    reasons = _all(each.reasons for each in within)
    points = [each.points for each in asked if each.points is not None]
    return replace(
        text,
        kind="stimulus",
        content=content,
        state="changed" if reasons else "kept",
        reasons=reasons,
        tags=tuple(tag for tag in _all(each.tags for each in within) if not _BOND.fullmatch(tag)),
        points=sum(points, Decimal(0)) if points else None,
        media=_all(each.media for each in within),
        questions=len(within),
    )


def _row(number: int, item: ImportedItem) -> dict[str, object]:
    share = {} if item.points is None or item.points == 1 else {"share": written_number.canonical(item.points)}
    return {"id": f"p{number}", "kind": item.kind, "content": item.content, **share}


def _apart(item: ImportedItem, key: str) -> ImportedItem:
    told = say("Dữ kiện chung %(key)s thiếu câu hỏi, thiếu đoạn dẫn hoặc có câu không dùng được, nên các câu đứng riêng.", key=key)
    state = "changed" if item.state == "kept" else item.state
    return replace(item, state=state, reasons=(*item.reasons, told))


def _all(groups: Iterable[Iterable[_T]]) -> tuple[_T, ...]:
    """Each once, in order."""
    return tuple(dict.fromkeys(each for group in groups for each in group))
