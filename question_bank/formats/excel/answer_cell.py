"""The cell of the right answer: letters with shares, truths, and one typed answer on each line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from core.folding import fold
from question_bank.formats.assemble import ONE, ZERO, Accepted
from question_bank.kinds import written_number

_SHARE = r"\s*=\s*(-?\d{1,3}(?:[.,]\d{1,7})?\s*%?)"
_LETTER = re.compile(rf"([A-Za-z])(?:{_SHARE})?")
_SEPARATORS = re.compile(r"[\s;,]*")
_TRUTHS = {"d": True, "t": True, "s": False, "f": False}
_LAST_SHARE = re.compile(r"\[\s{0,9}(-?\d{1,3}(?:[.,]\d{1,7})?\s{0,9}%?)\s{0,9}\]")
_SPREAD = re.compile(r"±|\+/?-")
_COUNT = re.compile(rf"(\d{{1,3}}){_SHARE}")


def letters(cell: str) -> dict[str, Decimal | None] | None:
    """Option -> share (None: not said), for "B", "A, C", "ac" or "A=0,5; C=50%"; None when the cell is something else."""
    found: dict[str, Decimal | None] = {}
    at = 0
    while at < len(cell.rstrip()):
        each = _LETTER.match(cell, _end(_SEPARATORS, cell, at))
        if each is None:
            return None
        found[each.group(1).upper()] = share(each.group(2)) if each.group(2) else None
        at = _end(_SEPARATORS, cell, each.end())
    return found


def _end(pattern: re.Pattern[str], cell: str, at: int) -> int:
    found = pattern.match(cell, at)
    return found.end() if found else at


def written_letters(shares: Mapping[str, Decimal], plain: bool) -> str:
    """The way back: shares are left out where `plain` says that they need not be told."""
    return ", ".join(shares) if plain else "; ".join(f"{letter}={comma(value)}" for letter, value in shares.items())


def truths(cell: str) -> list[bool] | None:
    """ "ĐSĐS", "Đ, S, Đ, S", "Đúng; Sai" or "TFTF"; None when the cell is something else."""
    words = [word for word in re.split(r"[\s,;]+", fold(cell).replace("dung", "d").replace("sai", "s")) if word]
    signs = "".join(words)
    return [_TRUTHS[sign] for sign in signs] if signs and all(sign in _TRUTHS for sign in signs) else None


def typed(cell: str) -> list[Accepted]:
    """One accepted answer on each line, with a share in brackets where it is not worth all: "Hà Nội", "Ha Noi [50%]"."""
    return [_accepted(line) for line in cell.split("\n") if line.strip()]


def numbers(cell: str) -> list[Accepted]:
    """The same for numbers with what they may be off by: "9,8 ± 0,1 [50%]"."""
    return [_with_tolerance(each) for each in typed(cell)]


def _accepted(line: str) -> Accepted:
    bare = line.strip()
    text, _, _ = bare.rpartition("[")
    found = _LAST_SHARE.fullmatch(bare, len(text))
    return Accepted(text.rstrip(), share(found.group(1))) if found else Accepted(bare, ONE)


def _with_tolerance(each: Accepted) -> Accepted:
    number, *spread = _SPREAD.split(each.text, maxsplit=1)
    if not spread or not number.strip() or not spread[0].strip():
        return each
    return Accepted(number.rstrip(), each.share, tolerance=spread[0].lstrip())


def written_line(text: str, worth: Decimal, tolerance: str = "0") -> str:
    """The way back of one typed answer or number; a text that ends like a share always says its own."""
    spread = f" ± {tolerance.replace('.', ',')}" if written_number.parse(tolerance) else ""
    says_share = worth != ONE or text.endswith("]")
    return f"{text}{spread}{f' [{comma(worth * 100)}%]' if says_share else ''}"


def table(cell: str) -> dict[str, str] | None:
    """How many are right -> share: "1=0,1; 2=0,25; 3=0,5; 4=1"; None when the cell is something else."""
    rows = [_COUNT.fullmatch(each.strip()) for each in re.split(r"[;\n]", cell) if each.strip()]
    if not rows or not all(rows):
        return None
    return {str(int(row.group(1))): plain(share(row.group(2))) for row in rows if row}


def written_table(counts: Iterable[tuple[str, str]]) -> str:
    """The way back."""
    return "; ".join(f"{count}={worth.replace('.', ',')}" for count, worth in counts)


def share(text: str) -> Decimal:
    """A share as a person writes it: 0,5 or 50%."""
    bare = text.replace(" ", "").replace(",", ".")
    return Decimal(bare.rstrip("%")) / 100 if bare.endswith("%") else Decimal(bare)


def plain(value: Decimal) -> str:
    """The share as contents write it."""
    return f"{value.normalize():f}" if value != ZERO else "0"


def comma(value: Decimal) -> str:
    """The share as Vietnamese sheets write it."""
    return plain(value).replace(".", ",")
