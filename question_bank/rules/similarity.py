"""How alike two wordings are: as sets of runs of three words, without diacritics, marks and the values of numbers.

All that is asked belongs to a wording: the stem, the options, the formulas in both. So questions that share "Phát biểu nào đúng?" and nothing
else are strangers, and one whose options stand in another order is a twin. Its key, explanation and feedback do not belong to it.

Sets are compared by their common share (Jaccard). So that a bank need not be compared one by one, each set is summed up by MinHash in
bands: sets with a common share of 0.8 have a band in common in 99 of 100 cases, of 0.7 in 89, of 0.3 in 3. (Broder 1997; Leskovec,
Rajaraman, Ullman: Mining of Massive Datasets, 3.4.)
"""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from random import Random
from struct import Struct
from typing import Any
from zlib import crc32

from core.folding import fold
from core.html import plain_text
from core.maths import with_formulas
from question_bank.kinds.contract import Kind
from question_bank.rules.maths_tokens import maths_tokens

ALIKE = 0.7
"""Common share from which two wordings are called alike."""
BANDS, ROWS = 12, 5
RUN = 3
MOST_SHINGLES = 2_000
_MASK = 2**64 - 1
_SEEDED = Random(20_261_122)  # fixed: bands are kept
_FACTORS = tuple(_SEEDED.getrandbits(64) | 1 for _ in range(ROWS))
_POINTS = tuple(tuple(_SEEDED.getrandbits(48) for _ in range(BANDS)) for _ in range(ROWS))
_BAND = Struct(f">B{ROWS}Q")
_PICTURE = re.compile(r"media:([A-Za-z0-9._-]{1,80})")
_BESIDE = frozenset(("explanation", "feedback", "key"))
_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[+\-/^=<>≤≥≠]+")


@dataclass(frozen=True)
class Wording:
    """A wording as it is compared. `shingles` are hashes of four bytes, sorted; `numbers` is a hash of all its numbers and pictures."""

    shingles: tuple[int, ...]
    numbers: int

    @property
    def packed(self) -> bytes:
        return array("I", self.shingles).tobytes()


def unpacked(shingles: bytes) -> frozenset[int]:
    """The shingles of `Wording.packed`."""
    return frozenset(array("I", shingles))


@dataclass(frozen=True)
class Alike:
    """Of a row of wordings, the one at `other` reads like an earlier one at `first`; `share` from ALIKE to 1 is common."""

    first: int
    other: int
    share: float
    has_other_numbers: bool


def wording_of(kind: Kind, content: Mapping[str, Any]) -> Wording:
    """What is asked, with the options in any order. A wording without words has no shingles."""
    return _wording(tuple(field for place, field in kind.texts(content) if _BESIDE.isdisjoint(place.split("."))))


@lru_cache(maxsize=2048)
def _wording(fields: tuple[str, ...]) -> Wording:
    """Remembered: whoever reads a file compares its questions, and whoever keeps them then prints the same ones."""
    pieces = [_pieces(field) for field in fields]
    shingles = sorted({run for field in pieces for run in _runs(tuple("#" if each[0].isdigit() else each for each in field))})
    numbers = sorted(each for field in pieces for each in field if each[0].isdigit())
    pictures = sorted(name for field in fields for name in _PICTURE.findall(field))
    return Wording(tuple(shingles[:MOST_SHINGLES]), crc32("|".join([*numbers, *pictures]).encode()))


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """The part of the two sets that is common, from 0 to 1."""
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0


@lru_cache(maxsize=2048)
def bands_of(wording: Wording) -> tuple[int, ...]:
    """Positive numbers of seven bytes; wordings that are alike have one in common. None for a wording without words."""
    if not wording.shingles:
        return ()
    rows = [_nearest(wording.shingles, factor, points) for factor, points in zip(_FACTORS, _POINTS, strict=True)]
    return tuple(_digest(band, least) for band, least in enumerate(zip(*rows, strict=True)))


def alike_among(wordings: Sequence[Wording]) -> list[Alike]:
    """Each wording with the earlier one most like it, where one is alike. Of those that share a band with it, the first and the last are
    looked at: what a row of wordings costs grows with its length, even where all of them are one family."""
    ends: dict[int, tuple[int, int]] = {}
    sets = [frozenset(wording.shingles) for wording in wordings]
    found = []
    for at, wording in enumerate(wordings):
        bands = bands_of(wording)
        met = {place for band in bands for place in ends.get(band, ())}
        common, first = max(((share(sets[at], sets[place]), -place) for place in met), default=(0.0, 0))
        if common >= ALIKE:
            found.append(Alike(-first, at, common, wordings[-first].numbers != wording.numbers))
        ends.update((band, (ends[band][0] if band in ends else at, at)) for band in bands)
    return found


def _nearest(shingles: tuple[int, ...], factor: int, points: tuple[int, ...]) -> list[int]:
    """The shingle that follows each point, all hashed onto a ring: each is as likely as any other to be it, which is all that MinHash
    asks, and one hashing serves every band."""
    ring = sorted([(shingle * factor & _MASK) >> 16 for shingle in shingles])
    return [ring[bisect_left(ring, point) % len(ring)] for point in points]


@lru_cache(maxsize=4096)
def _pieces(field: str) -> tuple[str, ...]:
    """The words, numbers and signs of one html field, formulas as their tokens."""
    spelled = with_formulas(field, lambda latex, _display: f" {html.escape(' '.join(maths_tokens(latex)), quote=False)} ")
    return tuple(_PIECE.findall(fold(plain_text(spelled))))


def _runs(words: tuple[str, ...]) -> list[int]:
    """Hashes of every run of three; a field of fewer words is one run."""
    rows = [words[start : start + RUN] for start in range(len(words) - RUN + 1)] or ([words] if words else [])
    return [crc32(" ".join(row).encode()) for row in rows]


def _digest(band: int, least: tuple[int, ...]) -> int:
    return int.from_bytes(blake2b(_BAND.pack(band, *least), digest_size=7).digest(), "big")
