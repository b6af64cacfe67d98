"""Numbers of questions as the documents of a test print them: those about a shared stimulus are counted on with the others of their part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from question_bank.formats.papers.contract import Form, Place
from question_bank.kinds import shape
from question_bank.kinds.registry import KINDS, kind_of

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Part:
    """A question about a shared stimulus; `order` is its own in the form, `points` None where its share of the points is no round number."""

    number: int
    kind: str
    content: Mapping[str, object]
    order: tuple[str, ...] | None
    points: Decimal | None

    @property
    def key(self) -> str:
        """What a key sheet prints."""
        return KINDS[self.kind].key(self.content, self.order) if self.kind in KINDS else ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A question of a form. Its number is `first`; a shared stimulus has none, its `parts` are numbered from `first` to `last`."""

    place: Place
    first: int
    parts: tuple[Part, ...]

    @property
    def last(self) -> int:
        return self.first + max(len(self.parts), 1) - 1

    @property
    def keys(self) -> dict[int, str]:
        """{number: what a key sheet prints, "" where a person marks}."""
        own = {part.number: part.key for part in self.parts}
        return own or {self.first: kind_of(self.place.kind).key(self.place.content, self.place.order)}

    @property
    def label(self) -> str:
        """Câu 3; of a shared stimulus, which questions it is for."""
        if not self.parts:
            return f"Câu {self.first}"
        return f"Dữ kiện chung cho {f'các câu từ {self.first} đến {self.last}' if len(self.parts) > 1 else f'câu {self.first}'}"


def numbered(form: Form, part: str) -> list[Numbered]:
    """The questions of a part of a form, counted from 1."""
    found: list[Numbered] = []
    for place in form.questions:
        if place.part == part:
            first = found[-1].last + 1 if found else 1
            found.append(Numbered(place, first, tuple(_parts(place, first))))
    return found


def size_of(kind: str, content: Mapping[str, object]) -> int:
    """How many numbers a question takes: a shared stimulus one for each of its questions."""
    return max(len(shape.rows(shape.at(content, "body", "parts"))), 1) if kind == "stimulus" else 1


def _parts(place: Place, first: int) -> Iterator[Part]:
    if place.kind != "stimulus":
        return
    rows = shape.rows(shape.at(place.content, "body", "parts"))
    shares = [shape.decimal(row.get("share", "1")) or Decimal(1) for row in rows]
    for number, (row, share) in enumerate(zip(rows, shares, strict=True), start=first):
        order = _own_order(place.order, shape.text(row.get("id")))
        points = _round(place.points * share / sum(shares))
        yield Part(number, shape.text(row.get("kind")), shape.mapping(row.get("content")), order, points)


def _own_order(order: tuple[str, ...] | None, name: str) -> tuple[str, ...] | None:
    """The form's order names options of a part as "part.option"."""
    lead = f"{name}."
    return None if order is None else tuple(each.removeprefix(lead) for each in order if each.startswith(lead))


def _round(points: Decimal) -> Decimal | None:
    return points.quantize(_HUNDREDTH) if points == points.quantize(_HUNDREDTH) else None
