"""Reading answers as teachers write them: letters, truths of statements, typed numbers, keys of a whole file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_LETTERS: Final = re.compile(r"\s*[(\[]?\s*([A-H])\s*[)\]]?(?:\s*(?:,|;|và|&)\s*([A-H])\b)*\s*(?:[.;:,\-–]|$|(?=\s))")
_LETTER: Final = re.compile(r"\b[A-H]\b")
_TRUTH: Final = r"ĐÚNG|SAI|TRUE|FALSE|[ĐSTF]"
_NAMED_TRUTH: Final = re.compile(rf"(?<!\w)([a-h])\s{{0,3}}[.):\-–=]?\s{{0,3}}({_TRUTH})(?!\w)", re.IGNORECASE)
_TRUTHS_IN_A_ROW: Final = re.compile(rf"\s*(?:(?:{_TRUTH})[\s,;/\-–.]*){{2,8}}", re.IGNORECASE)
_ONE_TRUTH: Final = re.compile(_TRUTH, re.IGNORECASE)
_BRACKETED_TRUTH: Final = re.compile(rf"\s*[\[(]\s*({_TRUTH})\s*[\])]\s*\.?\s*$", re.IGNORECASE)
_LOUD_TRUTH: Final = re.compile(r"\s*(?:\[\s*(ĐÚNG|SAI)\s*\]|(?:[-–—→]|=>)\s*(ĐÚNG|SAI|Đúng|Sai))\s*\.?\s*$")
_PAIR: Final = re.compile(r"(?<![\w,.])(?:Câu\s{0,3}|Question\s{0,3})?(\d{1,4})\s{0,3}[-–.:)/]?\s{0,3}([A-Ha-h])(?![\w)])", re.IGNORECASE)
_NUMBER_PAIR: Final = re.compile(r"\s*(?:Câu\s{0,3}|Question\s{0,3})?(\d{1,4})\s{0,3}[:.)\-–]\s{0,3}(\S.{0,80}?)\s*", re.IGNORECASE)
_FRACTION: Final = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")
_FILLER: Final = re.compile(r"[\s._…\-–]*")


def letters(text: str) -> str:
    """The option letters that an answer opens with ("B", "B. Vì…", "A, C"); "" for none."""
    found = _LETTERS.match(text)
    return "".join(dict.fromkeys(_LETTER.findall(found[0]))) if found else ""


def any_letters(text: str) -> str:
    """The same where one small letter will do ("b", "c.")."""
    return letters(text) or (letters(text.upper()) if len(text.strip(" .)")) == 1 else "")


def after_letters(text: str) -> int:
    """Where the letters of an answer end."""
    found = _LETTERS.match(text)
    return found.end() if found else 0


def truths(text: str, count: int) -> dict[str, bool]:
    """{"a": True, …} of "a) Đ b) S", "ĐSĐS", "Đúng, Sai"; empty unless all `count` statements are named."""
    named = {letter.lower(): is_true(word) for letter, word in _NAMED_TRUTH.findall(text)}
    if len(named) == count:
        return named
    if len(text) < 120 and _TRUTHS_IN_A_ROW.fullmatch(text):
        row = [is_true(word) for word in _ONE_TRUTH.findall(text)]
        if len(row) == count:
            return dict(zip("abcdefgh", row, strict=False))
    return {}


def is_true(word: str) -> bool:
    """Whether Đ, Đúng, T or True is said (the rest says false)."""
    return word.upper() in ("Đ", "ĐÚNG", "T", "TRUE")


def ending_truth(text: str, *, loud: bool) -> tuple[bool, int] | None:
    """(truth, where its mark begins) at the end of a statement. `loud`: only [ĐÚNG] and "– Sai"; else (Đ) and (S), too,
    which may also be the name of a sphere.
    """
    found = (_LOUD_TRUTH if loud else _BRACKETED_TRUTH).search(text[-40:])
    if not found:
        return None
    return is_true(next(word for word in found.groups() if word)), max(0, len(text) - 40) + found.start()


def pairs(text: str) -> dict[int, str]:
    """{number: letter} of "1-A", "1.A 2.B", "1a", "Câu 1: B"; empty when the text says anything else, too."""
    found = list(_PAIR.finditer(text))
    rest = _PAIR.sub("", text)
    if not found or re.sub(r"[\s,;.|/\-–:]", "", rest):
        return {}
    return {int(match[1]): match[2].upper() for match in found}


def number_pair(text: str) -> tuple[int, str] | None:
    """(number, what follows) of "Câu 16: 100" or "3. ĐSĐS"."""
    found = _NUMBER_PAIR.fullmatch(text) if len(text) < 140 else None
    return (int(found[1]), found[2]) if found else None


def table_pairs(rows: list[list[str]]) -> dict[int, str] | None:
    """{number: answer} of a key table: rows of numbers above rows of answers, or columns of them; None for any other table."""
    return _in_rows(rows) or _in_columns(rows) or _in_cells(rows)


def typed(text: str) -> str:
    r"""A typed answer without what formulas and sentences add: "2{,}5." is 2,5 and \frac{1}{2} is 1/2."""
    plain = _FRACTION.sub(r"\1/\2", text.replace("{,}", ",")).replace("\u2212", "-").strip()
    plain = re.sub(r"(?<=[\w%]);?\.$|;$", "", plain).strip()
    if re.fullmatch(r"[-+]?\s*[\d\s]+(?:[.,]\d+)?", plain):
        plain = "".join(plain.split())
    return "" if _FILLER.fullmatch(plain) and not any(c.isdigit() for c in plain) else plain


def _in_rows(rows: list[list[str]]) -> dict[int, str]:
    found: dict[int, str] = {}
    at = 0
    while at + 1 < len(rows):
        numbers, values = rows[at], rows[at + 1]
        taken = _aligned(numbers, values)
        if not taken:
            return {}
        found |= taken
        at += 2
    return found if at == len(rows) else {}


def _aligned(numbers: list[str], values: list[str]) -> dict[int, str]:
    if len(numbers) != len(values):
        return {}
    found: dict[int, str] = {}
    for index, (number, value) in enumerate(zip(numbers, values, strict=True)):
        read = _number(number)
        if read is None and (index or not _is_heading(number, value)) and (number or value):
            return {}
        if read is not None and value:
            found[read] = value
    return found if found and all(is_answer(value) for value in found.values()) else {}


def _in_columns(rows: list[list[str]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, row in enumerate(rows):
        cells = list(_cells_in_pairs(row))
        if index == 0 and all(_number(number) is None for number, _ in cells):
            if not all(_is_heading(number, value) or not number for number, value in cells):
                return {}
            continue
        for number, value in cells:
            read = _number(number)
            if read is None and (number or value):
                return {}
            if read is not None and value:
                found[read] = value
    return found if found and all(is_answer(value) for value in found.values()) else {}


def _cells_in_pairs(row: list[str]) -> Iterator[tuple[str, str]]:
    if len(row) == 5 and _number(row[0]) is not None:
        # Câu | a | b | c | d
        yield row[0], " ".join(row[1:])
        return
    for index in range(0, len(row) - len(row) % 2, 2):
        yield row[index], row[index + 1]
    if len(row) % 2:
        yield row[-1], ""


def _in_cells(rows: list[list[str]]) -> dict[int, str]:
    """Each cell says "1.A"."""
    found: dict[int, str] = {}
    for cell in (cell for row in rows for cell in row if cell):
        read = pairs(cell)
        if not read:
            return {}
        found |= read
    return found if len(found) > 1 else {}


def _number(text: str) -> int | None:
    found = re.fullmatch(r"(?:Câu\s*)?(\d{1,4})\s*[.:)]?", text, re.IGNORECASE)
    return int(found[1]) if found else None


def _is_heading(number: str, value: str) -> bool:
    words = f"{number} {value}".lower()
    return not words.strip() or any(word in words for word in ("câu", "đáp", "đ.a", "đa", "question", "answer", "key", "chọn", "stt", "mã"))


def is_answer(text: str) -> bool:
    """Whether it is a letter, truths or a number: what a key may say."""
    bare = typed(text)
    is_letter = re.fullmatch(r"[A-Ha-h]", bare) is not None
    return is_letter or re.fullmatch(r"[-+]?\d+(?:[.,/]\d+)?", bare) is not None or any(truths(text, count) for count in (4, 3, 2))
