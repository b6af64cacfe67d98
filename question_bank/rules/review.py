"""One question with what was given to it, ready to be read: for a result, a replay, a marker and a pupil who practises.

What was right is only put in when the reader may know it, so a template cannot show it by mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

Json = Mapping[str, object]
Known = Mapping[str, Json]
"""The parts of a mark by id; empty for a reader who may not know what was right."""
CHOICES, STATEMENTS, PAIRS, TYPED, TEXT = "choices", "statements", "pairs", "typed", "text"


@dataclass(frozen=True)
class Line:
    """One thing asked. `given` and `right` are a bool (choices, statements) or text; None is "not answered" or "not for this reader"."""

    label: str
    html: str
    given: bool | str | None
    right: bool | str | None
    ok: bool | None


@dataclass(frozen=True)
class Review:
    """A question as it was shown. `shape` is one of the words above and says how the lines are to be read."""

    shape: str
    stem: str
    lines: tuple[Line, ...]
    unit: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether anything was given: an option that is not ticked is nothing, a statement called false is something."""
        given = (line.given for line in self.lines if line.given is not None and (line.given or self.shape != CHOICES))
        return any(str(each).strip() for each in given)


def review_of(shown: Json, answer: object, parts: Iterable[Json], *, with_key: bool) -> Review:
    """`shown` is what the kind shows (kind, stem, body), `answer` raw or canonical, `parts` those of the mark (may be empty).

    Never raises on a malformed answer: the replay shows journals as they are.
    """
    body = _mapping(shown.get("body"))
    known = {str(part.get("id")): part for part in parts} if with_key else {}
    shape, lines = _lines(str(shown.get("kind")), body, answer, known)
    return Review(shape, str(shown.get("stem") or ""), tuple(lines), str(body.get("unit") or ""))


def _lines(kind: str, body: Json, answer: object, known: Known) -> tuple[str, list[Line]]:
    shape, read = _READINGS.get(kind, (TYPED, _typed))
    return shape, read(body, answer, known)


def _choices(body: Json, answer: object, known: Known) -> list[Line]:
    ticked = answer if isinstance(answer, list) else [answer]
    single = known.get("answer")
    lines = []
    for index, option in enumerate(_rows(body.get("options"))):
        name = str(option.get("id"))
        given, right = name in ticked, name == single.get("right") if single else _bool(known.get(name, {}).get("right"))
        lines.append(Line(_letter(index), str(option.get("text") or ""), given, right, None if right is None else given == right))
    return lines


def _statements(body: Json, answer: object, known: Known) -> list[Line]:
    given, lines = _mapping(answer), []
    for statement in _rows(body.get("statements")):
        name = str(statement.get("id"))
        part = known.get(name, {})
        lines.append(Line(name, str(statement.get("text") or ""), _bool(given.get(name)), _bool(part.get("right")), _ok(part)))
    return lines


def _pairs(body: Json, answer: object, known: Known) -> list[Line]:
    texts = {str(choice.get("id")): str(choice.get("text") or "") for choice in _rows(body.get("choices"))}
    given, lines = _mapping(answer), []
    for index, prompt in enumerate(_rows(body.get("prompts")), start=1):
        name = str(prompt.get("id"))
        part = known.get(name, {})
        chosen, right = texts.get(str(given.get(name))), texts.get(str(part.get("right")))
        lines.append(Line(str(index), str(prompt.get("text") or ""), chosen, right, _ok(part)))
    return lines


def _essay(body: Json, answer: object, known: Known) -> list[Line]:
    text = _mapping(answer).get("text")
    return [Line("", "", text if isinstance(text, str) else None, None, None)]


def _typed(body: Json, answer: object, known: Known) -> list[Line]:
    part = known.get("answer", {})
    return [Line("", "", _text(answer), _text(part.get("right")), _ok(part))]


def _numerical(body: Json, answer: object, known: Known) -> list[Line]:
    part = known.get("answer", {})
    return [Line("", "", _number(answer), _number(part.get("right")), _ok(part))]


_READINGS: Mapping[str, tuple[str, Callable[[Json, object, Known], list[Line]]]] = MappingProxyType(
    {
        "single_choice": (CHOICES, _choices),
        "multiple_choice": (CHOICES, _choices),
        "true_false_group": (STATEMENTS, _statements),
        "matching": (PAIRS, _pairs),
        "essay": (TEXT, _essay),
        "short_answer": (TYPED, _typed),
        "numerical": (TYPED, _numerical),
    }
)
"""By kind: how its lines are to be read, and the reader of them from what is shown, the answer and the parts of the mark."""


def _letter(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else str(index + 1)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _number(value: object) -> str | None:
    """A number is kept with a point and printed with a comma."""
    text = _text(value)
    return text.replace(".", ",") if text else None


def _ok(part: Json) -> bool | None:
    return _bool(part.get("ok"))


def _bool(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _mapping(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _rows(value: object) -> list[Json]:
    return [_mapping(row) for row in value] if isinstance(value, list) else []
