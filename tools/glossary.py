"""Spelling of the words the house lives by: near misses of the glossary in code, one spelling of Vietnamese words, no drawers.

`python -m tools.glossary` prints each find as `path:line: word: advice`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from config import HERE
from web.app import ROOMS

FOLDERS = (*ROOMS, "docs", "tools", "bench", "migrations")
SUFFIXES = {".py", ".html", ".md", ".po", ".js", ".css"}
DRAWERS = re.compile(r"(^|_)(utils?|helpers?|commons?|misc|managers?|services?)$")
VIETNAMESE = {
    "kì thi": "kỳ thi",
    "thì sinh": "thí sinh",
    "chứng chĩ": "chứng chỉ",
    "câu hõi": "câu hỏi",
    "ngăn hàng": "ngân hàng",
    "phiên bãn": "phiên bản",
    "nhật kí bài": "nhật ký bài",
    "kỉ năng": "kĩ năng",
}
TRUE_WORDS = frozenset(
    "setting settings siting sifting spitting fitting hitting quitting splitting shifting listing lasting casting questioned "
    "question questions candidacy candidature certified certificated registry registers registered registering registrar revised "
    "revisions revising journals journaled releases released releasing relapse sealing scored scorer stores store shores paper parer "
    "papers draft answers answered answering unanswered revision provision mistake mistaken practise practised practises practising "
    "practical master masters mastered lessons lessen courses sources sections section episodes submissions submission permission "
    "completed completes competition versions conversion diversion blocks grades graded thread ending endings sending working".split()
)
_WORD = re.compile(r"[A-Za-z][a-z]+|[A-Z]{3,}")
_SHORTEST = 7
"""Shorter words have too many innocent neighbours."""


def main() -> int:
    """Print every find; the exit status says whether there was one."""
    finds = [find for path in files() for find in finds_in(path)]
    print("\n".join(finds))
    return 1 if finds else 0


def files() -> Iterator[Path]:
    """What people wrote: not vendored works, not what is generated."""
    for folder in FOLDERS:
        for path in sorted((HERE / folder).rglob("*")):
            if path.suffix in SUFFIXES and not {"vendor", "__pycache__", "versions"} & set(path.parts):
                yield path


def finds_in(path: Path) -> Iterator[str]:
    """What is wrong with the file's name and each of its lines."""
    shown = path.relative_to(HERE)
    if path.suffix == ".py" and DRAWERS.search(path.stem):
        yield f"{shown}: a drawer; name the file for what it does"
    if path.name == "glossary.py":
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for advice in advice_on(line):
            yield f"{shown}:{number}: {advice}"


def advice_on(line: str) -> Iterator[str]:
    """Misspellings in one line."""
    if not unicodedata.is_normalized("NFC", line):
        yield "Vietnamese letters are composed (NFC)"
    low = line.lower()
    for wrong, right in VIETNAMESE.items():
        if wrong in low:
            yield f"{wrong}: write {right}"
    for word in _WORD.findall(line):
        meant = glossary_word_near(word.lower())
        if meant:
            yield f"{word}: did you mean {meant}?"


@cache
def glossary() -> frozenset[str]:
    """The long English words of the table in docs/house.md."""
    rows = (HERE / "docs" / "house.md").read_text().partition("## Glossary")[2]
    cells = (line.split("|")[1] for line in rows.splitlines() if line.startswith("| "))
    words = (word for cell in cells for word in re.findall(r"[a-z]+", cell.lower()))
    return frozenset(word for word in words if len(word) >= _SHORTEST)


@cache
def glossary_word_near(word: str) -> str | None:
    """The glossary word that `word` is one slip away from, unless it is right as it is."""
    if len(word) < _SHORTEST - 1 or word in TRUE_WORDS:
        return None
    stem = word.removesuffix("s")
    if word in glossary() or stem in glossary():
        return None
    return next((right for right in glossary() if is_one_slip(stem, right)), None)


def is_one_slip(one: str, other: str) -> bool:
    """One letter more, less, other, or two neighbours exchanged."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, left = one[start:], other[start:]
    return rest[1:] == left or rest == left[1:] or rest[1:] == left[1:] or (rest[:2] == left[1::-1] and rest[2:] == left[2:])


if __name__ == "__main__":
    raise SystemExit(main())
