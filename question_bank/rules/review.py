"""One question with what was given to it, ready to be read: for a result, a replay, a marker and a pupil who practises.

What was right is only put in when the reader may know it, so a template cannot show it by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from question_bank.kinds import gapped

Json = Mapping[str, object]
PictureMark = tuple[float, float, str, bool | None]
"""(x, y, label, whether it is right or None)."""
Known = Mapping[str, Json]
"""The parts of a mark by id; empty for a reader who may not know what was right."""
CHOICES, STATEMENTS, PAIRS, TYPED, TEXT = "choices", "statements", "pairs", "typed", "text"
POINTS, PARTS, GAPS, ORDER, SOURCE = "points", "parts", "gaps", "order", "source"
MISSED = "✓"
"""The mark on a picture where a point should have been."""
_MIDDLE = re.compile(r"\((\d+); (\d+)\)", re.ASCII)
"""The middle of a zone as the mark of a hotspot says it."""


@dataclass(frozen=True)
class Line:
    """One thing asked. `given` and `right` are a bool (choices, statements) or text; None is "not answered" or "not for this reader"."""

    label: str
    html: str
    given: bool | str | None
    right: bool | str | None
    ok: bool | None


@dataclass(frozen=True)
class Picture:
    """A picture with its marks, in the picture's own units."""

    html: str
    width: int
    height: int
    marks: tuple[PictureMark, ...]


@dataclass(frozen=True)
class Review:
    """A question as it was shown. `shape` is one of the words above and says how the lines are to be read."""

    shape: str
    stem: str
    lines: tuple[Line, ...]
    unit: str = ""
    picture: Picture | None = None
    parts: tuple[Review, ...] = ()
    """Of a shared stimulus: its parts, each read as its own kind; `lines` then say of each whether it earned all."""
    text: tuple[tuple[str, str], ...] = ()
    """Of a text with gaps: ("html", some of it) and ("gap", place of its line, from 0), in order."""

    @property
    def is_answered(self) -> bool:
        """Whether anything was given: an option that is not ticked is nothing, a statement called false is something."""
        if self.parts:
            return any(part.is_answered for part in self.parts)
        given = (line.given for line in self.lines if line.given is not None and (line.given or self.shape != CHOICES))
        return any(str(each).strip() for each in given)


def review_of(shown: Json, answer: object, parts: Iterable[Json], *, with_key: bool) -> Review:
    """`shown` is what the kind shows (kind, stem, body), `answer` raw or canonical, `parts` those of the mark (may be empty).

    Never raises on a malformed answer: the replay shows journals as they are.
    """
    body, kind = _mapping(shown.get("body")), str(shown.get("kind"))
    known = {str(part.get("id")): part for part in parts} if with_key else {}
    shape, lines = _lines(kind, body, answer, known)
    within = _parts(body, _mapping(answer), known, with_key) if kind == "stimulus" else ()
    picture = _picture(body, lines) if "picture" in body else None
    text = _text_of(body) if shape == GAPS else ()
    return Review(shape, str(shown.get("stem") or ""), tuple(lines), str(body.get("unit") or ""), picture, within, text)


def _text_of(body: Json) -> tuple[tuple[str, str], ...]:
    places = {str(gap.get("id")): str(place) for place, gap in enumerate(_rows(body.get("gaps")))}
    pieces = gapped.pieces(str(body.get("text") or ""))
    return tuple((sort, piece if sort == "html" else places[piece]) for sort, piece in pieces if sort == "html" or piece in places)


def _parts(body: Json, answer: Json, known: Known, with_key: bool) -> tuple[Review, ...]:
    """Each part by itself; the marks within stand in the `right` of the part's own mark."""
    found = []
    for part in _rows(body.get("parts")):
        name = str(part.get("id"))
        found.append(review_of(part, answer.get(name), _rows(known.get(name, {}).get("right")), with_key=with_key))
    return tuple(found)


def _picture(body: Json, lines: Iterable[Line]) -> Picture:
    """Marks at the points of the lines, or at the middles of the spots, each with the line's own label."""
    spots = [_whole(spot.get("at")) for spot in _rows(body.get("spots"))]
    middles = [(at[0] + at[2] / 2, at[1] + at[3] / 2) for at in spots if len(at) == 4]
    marks = _marked_spots(middles, lines) if spots else _marked_points(lines)
    width, height = (_whole([body.get(side)]) for side in ("width", "height"))
    return Picture(str(body.get("picture") or ""), width[0] if width else 0, height[0] if height else 0, tuple(marks))


def _marked_spots(middles: Iterable[tuple[float, float]], lines: Iterable[Line]) -> Iterator[PictureMark]:
    return ((x, y, line.label, line.ok) for (x, y), line in zip(middles, lines, strict=False))


def _marked_points(lines: Iterable[Line]) -> Iterator[PictureMark]:
    for line in lines:
        if at := _MIDDLE.fullmatch(str(line.given or line.right)):
            yield int(at[1]), int(at[2]), line.label, line.ok if line.given else True


def _points(answer: object) -> list[list[int]]:
    return [at for each in answer if len(at := _whole(each)) == 2] if isinstance(answer, list) else []


def _whole(value: object) -> list[int]:
    """A list of whole numbers, [] for anything else."""
    is_list = isinstance(value, list) and all(isinstance(each, int) and not isinstance(each, bool) for each in value)
    return list(value) if is_list and isinstance(value, list) else []


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


def _on_spots(body: Json, answer: object, known: Known) -> list[Line]:
    return _pairs({"prompts": body.get("spots"), "choices": body.get("items")}, answer, known)


def _on_picture(body: Json, answer: object, known: Known) -> list[Line]:
    """A line for each point that was put, right if it earned a zone, then one for each zone that a point should have been in."""
    found = [part.get("given") for part in known.values() if part.get("ok") is True]
    missed = [_text(part.get("right")) for part in known.values() if part.get("ok") is False]
    points = enumerate(_points(answer), start=1)
    put = [Line(str(n), "", f"({at[0]}; {at[1]})", None, at in found if known else None) for n, at in points]
    return [*put, *(Line(MISSED, "", None, middle, False) for middle in missed if middle)]


def _of_parts(body: Json, answer: object, known: Known) -> list[Line]:
    names = [(str(part.get("id")), str(part.get("stem") or "")) for part in _rows(body.get("parts"))]
    return [Line(str(n), stem, None, None, _ok(known.get(name, {}))) for n, (name, stem) in enumerate(names, start=1)]


def _gaps(body: Json, answer: object, known: Known) -> list[Line]:
    """A line for each gap of a cloze: a choice by its words, a number with a comma."""
    given, lines = _mapping(answer), []
    for number, gap in enumerate(_rows(body.get("gaps")), start=1):
        name, part = str(gap.get("id")), known.get(str(gap.get("id")), {})
        says = {str(option.get("id")): str(option.get("text") or "") for option in _rows(_mapping(gap.get("body")).get("options"))}
        said, right = (_in_gap(str(gap.get("kind")), says, value) for value in (given.get(name), part.get("right")))
        lines.append(Line(str(number), "", said, right, _ok(part)))
    return lines


def _in_gap(kind: str, says: Mapping[str, str], value: object) -> str | None:
    if kind == "single_choice":
        return says.get(str(value))
    return _number(value) if kind == "numerical" else _text(value)


def _words(body: Json, answer: object, known: Known) -> list[Line]:
    """A line for each gap that takes a word of the pool."""
    words = [{"id": word.get("id"), "text": word.get("text")} for word in _rows(body.get("words"))]
    gaps = [{**gap, "kind": "single_choice", "body": {"options": words}} for gap in _rows(body.get("gaps"))]
    return _gaps({"gaps": gaps}, answer, known)


def _order(body: Json, answer: object, known: Known) -> list[Line]:
    """The items as they were put, or as they were shown when nobody has; label and `given` are the place, `right` the place that was asked."""
    text_of = {str(item.get("id")): str(item.get("text") or "") for item in _rows(body.get("items"))}
    put = [str(name) for name in answer if str(name) in text_of] if isinstance(answer, list) else []
    lines = []
    for place, name in enumerate(put or text_of, start=1):
        part = known.get(name, {})
        right = part.get("right")
        given = str(place) if put else None
        lines.append(Line(str(place) if put else "–", text_of[name], given, None if right is None else str(right), _ok(part)))
    return lines


def _file(body: Json, answer: object, known: Known) -> list[Line]:
    """What was handed in, by its name and size: the file itself is not shown."""
    name, size = _mapping(answer).get("name"), _mapping(answer).get("size")
    said = f"{name} ({-(-size // 1000)} KB)" if isinstance(name, str) and isinstance(size, int) else None
    return [Line("", "", said, None, None)]


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
        "ordering": (ORDER, _order),
        "cloze": (GAPS, _gaps),
        "drag_words": (GAPS, _words),
        "drag_picture": (PAIRS, _on_spots),
        "hotspot": (POINTS, _on_picture),
        "stimulus": (PARTS, _of_parts),
        "essay": (TEXT, _essay),
        "code": (SOURCE, _essay),
        "short_answer": (TYPED, _typed),
        "numerical": (TYPED, _numerical),
        "file_upload": (TEXT, _file),
        "office_practical": (TEXT, _file),
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
