"""Which option is right and which statements are true, by how they look; one sign that all share says nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from question_bank.formats.word.draft import Choice
from question_bank.formats.word.rich import Marks, Rich

Test = Callable[[Marks], bool]


def _is_red(marks: Marks) -> bool:
    red, green, blue = _rgb(marks.colour)
    return red >= 0x90 and green < 0x70 and blue < 0x70


def _is_other_colour(marks: Marks) -> bool:
    return bool(marks.colour) and not _is_red(marks)


def _rgb(colour: str) -> tuple[int, int, int]:
    try:
        return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)
    except ValueError:
        return 0, 0, 0


STRONG: Mapping[str, Test] = MappingProxyType(
    {"underline": lambda marks: marks.underline, "highlight": lambda marks: marks.highlight, "red": _is_red}
)
"""Signs that are made on purpose."""
WEAK: Mapping[str, Test] = MappingProxyType({"bold": lambda marks: marks.bold, "colour": _is_other_colour})
"""Signs that may also be a slip of the pen: they give way to others."""
_FIELDS = {"underline": "underline", "highlight": "highlight", "red": "colour", "bold": "bold", "colour": "colour"}


def signed(choices: list[Choice], test: Test) -> set[str]:
    """The letters whose label, or whose whole text, passes the test."""
    return {choice.letter for choice in choices if _label_has(choice, test) or _text_has(choice, test)}


def starred(choices: list[Choice]) -> set[str]:
    """The letters with a star before them."""
    return {choice.letter for choice in choices if choice.is_starred}


def cleaned(choice: Choice, names: set[str]) -> list[Rich]:
    """The lines of a choice without the signs that told of it."""
    fields = [_FIELDS[name] for name in names if name in _FIELDS and _text_has(choice, (STRONG.get(name) or WEAK[name]))]
    return [line.unmarked(*fields) for line in choice.lines] if fields else choice.lines


def _label_has(choice: Choice, test: Test) -> bool:
    return bool(choice.label) and all(test(marks) for marks in choice.label)


def _text_has(choice: Choice, test: Test) -> bool:
    seen = [marks for line in choice.lines for marks in line.marks]
    return bool(seen) and all(test(marks) for marks in seen)
