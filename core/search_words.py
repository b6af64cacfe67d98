"""The words of the index: how text and queries are cut into folded syllables, what they weigh, and which part of a text to show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from core.folding import fold

TITLE_WEIGHT, DETAIL_WEIGHT, MOST_TEXT_WEIGHT = 20, 5, 5
"""One word of the title outweighs whatever stands in the text; the same word over and over is worth no more than a few."""
LONGEST_WORD = 40
MOST_WANTED = 8
MOST_HITS = 200
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Wanted:
    """A folded word somebody looks for; as a `prefix` it also stands for every longer word: the last one may not be typed to its end."""

    word: str
    is_prefix: bool = False

    def matches(self, word: str) -> bool:
        """Whether a folded word of a text is meant."""
        return word.startswith(self.word) if self.is_prefix else word == self.word


@dataclass(frozen=True)
class Piece:
    """A part of an excerpt; marked when it is what was looked for."""

    text: str
    is_marked: bool = False


def words_of(text: str) -> list[str]:
    """The folded syllables of `text` (composed, as `core.folding.tidy` leaves it), in order."""
    return [word for found in _WORD.finditer(text) for word in _folded(found[0])]


def weights(title: str, detail: str, text: str) -> dict[str, int]:
    """What each word of a page weighs."""
    total: Counter[str] = Counter({word: min(count, MOST_TEXT_WEIGHT) for word, count in Counter(words_of(text)).items()})
    for words, weight in ((title, TITLE_WEIGHT), (detail, DETAIL_WEIGHT)):
        total.update(dict.fromkeys(words_of(words), weight))
    return dict(total)


def wanted_words(query: str) -> list[Wanted]:
    """What `query` asks for, every word of it once. A last word of one letter means itself: half the index begins with an h."""
    words = words_of(query)[:MOST_WANTED]
    exact = dict.fromkeys(words[:-1])
    last = [Wanted(words[-1], is_prefix=len(words[-1]) > 1)] if words else []
    return [*(Wanted(word) for word in exact if not any(entry.matches(word) for entry in last)), *last]


def excerpt(text: str, wanted: Sequence[Wanted], length: int = 220) -> list[Piece]:
    """About `length` characters of `text` around the place where most of the wanted words stand, with these marked."""
    is_meant = _meaning(tuple(wanted))
    hits = list(islice((found.span() for found in _WORD.finditer(text) if is_meant(found[0])), MOST_HITS))
    start, end = _window(text, hits, length)
    pieces, at = [Piece("…" if start else "")], start
    for first, last in hits:
        if start <= first and last <= end:
            pieces += [Piece(text[at:first]), Piece(text[first:last], is_marked=True)]
            at = last
    pieces.append(Piece(text[at:end] + ("…" if end < len(text) else "")))
    return [piece for piece in pieces if piece.text]


def _window(text: str, hits: list[tuple[int, int]], length: int) -> tuple[int, int]:
    """From a little before the hit with the most others after it, cut at spaces."""
    room = length * 3 // 4
    best = max(hits, key=lambda hit: (sum(hit[0] <= other[0] < hit[0] + room for other in hits), -hit[0]), default=(0, 0))
    start = max(0, min(best[0] - length // 4, len(text) - length))
    start = text.rfind(" ", 0, start + 1) + 1
    end = text.find(" ", start + length)
    return start, len(text) if end < 0 else end


@lru_cache(maxsize=16)
def _meaning(wanted: tuple[Wanted, ...]) -> Callable[[str], bool]:
    """Whether a word of a text is wanted. The answer remembers words: the results of one search say the same syllables thousands of times."""

    @lru_cache(maxsize=5_000)
    def is_meant(word: str) -> bool:
        return any(entry.matches(part) for part in _folded(word) for entry in wanted)

    return is_meant


@lru_cache(maxsize=20_000)
def _folded(word: str) -> tuple[str, ...]:
    """Mostly one; Vietnamese has some seven thousand syllables, so a text asks for the same ones over and over."""
    return tuple(part[:LONGEST_WORD] for part in _WORD.findall(fold(word)))
