"""The blocks of a lesson as one list: made tidy from any JSON, checked, cleaned for readers, moved about. See docs/formats.md."""

from __future__ import annotations

import json
import random
import re
import string
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from core.words import say
from lms.kinds import shape
from lms.kinds.contract import Known, Problem
from lms.kinds.registry import TYPES
from lms.kinds.rich import LONGEST_TEXT

Block = dict[str, Any]
"""{"id", "type", "data"}, tidy: `data` has the shape of its type."""

MOST_BLOCKS = 300
LARGEST = 1_000_000
"""Characters of a lesson's blocks as JSON."""
_ID = re.compile(r"[a-z0-9]{8}")
_SIGNS = string.ascii_lowercase + string.digits


def new_id(chance: random.Random) -> str:
    """An id for a block."""
    return "".join(chance.choices(_SIGNS, k=8))


def tidied(raw: object, known: Known, chance: random.Random) -> list[Block]:
    """Blocks from any JSON value. What is no block, or of a type that there is not, is left out; ids missing or doubled are given anew."""
    blocks: list[Block] = []
    taken: set[str] = set()
    for entry in shape.rows(raw)[:MOST_BLOCKS]:
        block = tidied_block(entry, known)
        if block is None:
            continue
        while block["id"] in taken or not block["id"]:
            block["id"] = new_id(chance)
        taken.add(block["id"])
        blocks.append(block)
    return blocks


def tidied_block(raw: object, known: Known) -> Block | None:
    """One block, its id empty when it came with none that will do; None when it is of no type."""
    code, name = shape.at(raw, "type"), shape.at(raw, "id")
    if not isinstance(code, str) or code not in TYPES:
        return None
    kept = name if isinstance(name, str) and _ID.fullmatch(name) else ""
    return {"id": kept, "type": code, "data": TYPES[code].tidy(shape.at(raw, "data"), known)}


def problems_in(raw: object, known: Known) -> list[Problem]:
    """All that is wrong with any JSON value as a lesson: what `tidied` would drop, and what `problems_of` finds in the rest."""
    if not isinstance(raw, list):
        return [Problem("", "", say("Bài học phải là một danh sách khối."))]
    found = [
        Problem("", str(index), say("Khối thứ %(n)d không thuộc loại nào.", n=index + 1))
        for index, entry in enumerate(raw[:MOST_BLOCKS])
        if tidied_block(entry, known) is None
    ]
    if len(raw) > MOST_BLOCKS:
        found.append(_too_many())
    return found + problems_of(tidied(raw, known, random.Random(0)), known)


def problems_of(blocks: list[Block], known: Known) -> list[Problem]:
    """What keeps tidy blocks from being published, in reading order."""
    found = size_problems(blocks)
    if not blocks:
        found.append(Problem("", "", say("Bài học chưa có khối nào.")))
    for block in blocks:
        found += problems_of_block(block, known)
    return found


def problems_of_block(block: Block, known: Known) -> list[Problem]:
    """What keeps one tidy block from being published."""
    return [Problem(block["id"], place, message) for place, message in TYPES[block["type"]].check(block["data"], known)]


def size_problems(blocks: list[Block]) -> list[Problem]:
    """What keeps tidy blocks from being saved even as a draft."""
    found = [_too_many()] if len(blocks) > MOST_BLOCKS else []
    long = (block for block in blocks if any(len(text) > LONGEST_TEXT for text in shape.strings(block["data"])))
    found += [
        Problem(block["id"], "html", say("Khối này dài quá %(n)d ký tự. Hãy chia thành nhiều khối.", n=LONGEST_TEXT)) for block in long
    ]
    if len(json.dumps(blocks, ensure_ascii=False)) > LARGEST:
        found.append(Problem("", "", say("Bài học quá dài. Hãy chia thành nhiều bài.")))
    return found


def safe_blocks(blocks: Iterable[Block], known: Known) -> list[Block]:
    """The blocks as readers get them."""
    return [safe_block(block, known) for block in blocks]


def safe_block(block: Block, known: Known) -> Block:
    """One block as readers get it."""
    return {**block, "data": TYPES[block["type"]].safe(block["data"], known)}


def words_of(blocks: Iterable[Block], known: Known) -> str:
    """The plain text of a lesson, for the search index."""
    return " ".join(filter(None, (TYPES[block["type"]].words(block["data"], known) for block in blocks)))


def file_ids(blocks: Iterable[Block]) -> set[int]:
    """The course files that the blocks point at."""
    return {each for block in blocks for each in TYPES[block["type"]].file_ids(block["data"])}


def episode_ids(blocks: Iterable[Block]) -> set[int]:
    """The episodes that the blocks point at."""
    return {each for block in blocks for each in TYPES[block["type"]].episode_ids(block["data"])}


def with_files(blocks: Iterable[Block], new_ids: Mapping[int, int]) -> list[Block]:
    """The blocks in another course, whose copies of the files have other ids."""
    return [{**block, "data": TYPES[block["type"]].with_files(block["data"], new_ids)} for block in blocks]


def find(blocks: list[Block], block_id: str) -> int | None:
    """Where a block stands."""
    return next((index for index, block in enumerate(blocks) if block["id"] == block_id), None)


def inserted(blocks: list[Block], block: Block, after: str) -> list[Block]:
    """With `block` after another; at the beginning when there is no such other."""
    index = find(blocks, after)
    at = 0 if index is None else index + 1
    return [*blocks[:at], block, *blocks[at:]]


def replaced(blocks: list[Block], block: Block) -> list[Block]:
    """With `block` in the place of the one of its id."""
    return [block if each["id"] == block["id"] else each for each in blocks]


def removed(blocks: list[Block], block_id: str) -> list[Block]:
    """Without the block."""
    return [each for each in blocks if each["id"] != block_id]


def moved(blocks: list[Block], block_id: str, to: int) -> list[Block]:
    """With the block at place `to` (from 0, held to the list)."""
    index = find(blocks, block_id)
    if index is None:
        return blocks
    rest = removed(blocks, block_id)
    at = min(max(to, 0), len(rest))
    return [*rest[:at], blocks[index], *rest[at:]]


def duplicated(block: Block, chance: random.Random) -> Block:
    """The same block by another id."""
    return {**deepcopy(block), "id": new_id(chance)}


def _too_many() -> Problem:
    return Problem("", "", say("Một bài học có nhiều nhất %(n)d khối. Hãy chia thành nhiều bài.", n=MOST_BLOCKS))
