"""Two versions of a lesson side by side: which blocks came, went, moved and changed, and what words changed in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from lms.kinds.contract import Known
from lms.kinds.registry import TYPES
from lms.rules.blocks import Block

SAME, ADDED, REMOVED, CHANGED, MOVED = "same", "added", "removed", "changed", "moved"
MOST_WORDS = 3_000
"""Beyond this a block's words are set whole against each other: comparing word by word costs their product."""
_WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """Some words: `sign` is "=", "-" or "+"."""

    sign: str
    words: str


@dataclass(frozen=True)
class Change:
    """What became of one block; `pieces` tell what was said and what is said, where words changed."""

    state: str
    block: Block
    pieces: tuple[Piece, ...] = ()


def compare(old: list[Block], new: list[Block], known: Known) -> list[Change]:
    """In the order of `new`, each removed block before the one it stood in front of."""
    before = {block["id"]: block for block in old}
    after = {block["id"] for block in new}
    stay = _unmoved([block["id"] for block in old if block["id"] in after], [block["id"] for block in new if block["id"] in before])
    changes: list[Change] = []
    gone = _gone_before(old, after)
    for block in new:
        changes += [Change(REMOVED, lost) for lost in gone.pop(block["id"], [])]
        changes.append(_change(before.get(block["id"]), block, block["id"] in stay, known))
    return changes + [Change(REMOVED, lost) for lost in gone.pop("", [])]


def _change(old: Block | None, new: Block, is_in_place: bool, known: Known) -> Change:
    if old is None:
        return Change(ADDED, new)
    if old != new:
        return Change(CHANGED, new, tuple(_pieces(_words(old, known), _words(new, known))))
    return Change(SAME if is_in_place else MOVED, new)


def _words(block: Block, known: Known) -> str:
    return TYPES[block["type"]].words(block["data"], known)


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        yield from (piece for piece in (Piece("-", old), Piece("+", new)) if piece.words)
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("=", "".join(before[a:b]))
            continue
        if a < b:
            yield Piece("-", "".join(before[a:b]))
        if c < d:
            yield Piece("+", "".join(after[c:d]))


def _unmoved(old: list[str], new: list[str]) -> set[str]:
    """The longest run of blocks that kept their order."""
    matches = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {name for match in matches for name in old[match.a : match.a + match.size]}


def _gone_before(old: list[Block], after: set[str]) -> dict[str, list[Block]]:
    """Removed blocks by the id of the block that stays behind them; "" at the end."""
    found: dict[str, list[Block]] = {}
    waiting: list[Block] = []
    for block in old:
        if block["id"] in after:
            if waiting:
                found[block["id"]], waiting = waiting, []
        else:
            waiting.append(block)
    return {**found, "": waiting} if waiting else found
