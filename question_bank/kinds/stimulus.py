"""One text, picture or table that several questions are asked about: each part is a question of another kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal

from core.words import say
from question_bank.kinds import answers, checks, marks, shape
from question_bank.kinds.contract import Answer, Content, Kind, Mark, Order, Part, Problem

MOST_PARTS = 12


class Stimulus(Kind):
    """body: {"parts": [{"id", "kind", "content", "share"?}]}; key: {} (each part's content holds its own).

    `content` is a whole content of its kind; `share` is the part's weight against the others ("1" when left out). Worth the
    weighted mean of the parts' fractions; it waits for a person while one of its parts does. Options of parts are ordered by
    names of "part.option". Answer: {part id: the part's own answer}. Of the mark's parts there is one for each part of the
    question; its `right` holds the marks within, as [{"id", "given", "right", "ok"}].
    """

    code = "stimulus"
    label = say("Dữ kiện chung")
    marking = "machine"

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self.part_kinds: Mapping[str, Kind] = {kind.code: kind for kind in kinds}
        """The kinds that a part may have."""

    def blank(self) -> dict[str, object]:
        return {"stem": "", "body": {"parts": []}, "key": {}, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        rows = shape.rows(shape.at(content, "body", "parts"))
        problems = checks.check_document(content)
        if not 1 <= len(rows) <= MOST_PARTS:
            return [*problems, Problem("body.parts", say("Cần từ 1 đến %(n)d câu hỏi thành phần.", n=MOST_PARTS))]
        names = shape.ids(rows)
        for index, row in enumerate(rows):
            if not shape.is_id(row.get("id")) or names.index(names[index]) != index:
                problems.append(Problem(f"body.parts.{index}.id", say("Mã của mục bị thiếu, sai hoặc trùng.")))
            problems += self._check_part(row, f"body.parts.{index}")
        return problems

    def _check_part(self, row: Mapping[str, object], place: str) -> list[Problem]:
        kind = self.part_kinds.get(shape.text(row.get("kind")))
        if kind is None:
            return [Problem(f"{place}.kind", say("Dạng này không làm câu hỏi thành phần được."))]
        weight = shape.decimal(row.get("share", "1"))
        problems = [] if weight and 0 < weight <= 100 else [Problem(f"{place}.share", say("Trọng số phải lớn hơn 0 và không quá 100."))]
        inner = [Problem(f"{place}.content.{each.place}".rstrip("."), each.message) for each in kind.check(row.get("content"))]
        return problems + inner

    def _parts(self, content: Content) -> list[tuple[str, Kind, Content, Decimal]]:
        """(id, kind, content, weight) of every part that can be asked."""
        return [
            (shape.text(row.get("id")), kind, shape.mapping(row.get("content")), shape.decimal(row.get("share", "1")) or Decimal(0))
            for row in shape.rows(shape.at(content, "body", "parts"))
            if (kind := self.part_kinds.get(shape.text(row.get("kind"))))
        ]

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        parts = [
            {"id": name, "share": f"{weight.normalize():f}", **kind.show(inner, _own_order(order, name))}
            for name, kind, inner, weight in self._parts(content)
        ]
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": {"parts": parts}}

    def orderable(self, content: Content) -> tuple[str, ...]:
        return tuple(f"{name}.{each}" for name, kind, inner, _ in self._parts(content) for each in kind.orderable(inner))

    def normalise(self, content: Content, raw: object) -> Answer:
        parts = self._parts(content)
        given = answers.read_mapping(raw, [name for name, *_ in parts])
        read = {name: kind.normalise(inner, given.get(name)) for name, kind, inner, _ in parts}
        return {name: answer for name, answer in sorted(read.items()) if answer is not None} or None

    def mark(self, content: Content, answer: Answer) -> Mark:
        given, parts = shape.mapping(answer), self._parts(content)
        found = [(name, weight, kind.mark(inner, given.get(name))) for name, kind, inner, weight in parts]
        rows = tuple(_part(name, given.get(name), mark) for name, _, mark in found)
        waiting = sum(mark.fraction is None for _, _, mark in found)
        if waiting:
            return Mark(None, rows, say("Chờ người chấm %(n)d phần.", n=waiting))
        earned = marks.total(weight * (mark.fraction or 0) for _, weight, mark in found)
        return marks.machine_mark(marks.ratio(earned, marks.total(weight for _, weight, _ in found)), rows, bool(given))

    def is_marked_at_once(self, content: Content) -> bool:
        return all(kind.is_marked_at_once(inner) for _, kind, inner, _ in self._parts(content))

    def key(self, content: Content, order: Order = None) -> str:
        said = [kind.key(inner, _own_order(order, name)) for name, kind, inner, _ in self._parts(content)]
        return "; ".join(f"{number}) {each}" for number, each in enumerate(said, start=1) if each)

    def texts(self, content: Content) -> Iterable[tuple[str, str]]:
        """Its own, then those of each part, at places such as ``body.parts.0.content.stem``."""
        yield from super().texts(content)
        for index, kind, inner in self._placed(content):
            yield from ((f"body.parts.{index}.content.{place}", html) for place, html in kind.texts(inner))

    def map_html(self, content: Content, change: Callable[[str], str]) -> dict[str, object]:
        changed = super().map_html(content, change)
        rows = shape.at(changed, "body", "parts")
        for index, kind, inner in self._placed(content):
            if isinstance(rows, list):
                rows[index]["content"] = kind.map_html(inner, change)
        return changed

    def _placed(self, content: Content) -> Iterator[tuple[int, Kind, Content]]:
        """(place in the list, kind, content) of the parts whose html can be found."""
        for index, row in enumerate(shape.rows(shape.at(content, "body", "parts"))):
            kind, inner = self.part_kinds.get(shape.text(row.get("kind"))), row.get("content")
            if kind is not None and isinstance(inner, dict):
                yield index, kind, inner


def _own_order(order: Order, name: str) -> Order:
    """The part's own names in a form's order."""
    lead = f"{name}."
    return None if order is None else [each.removeprefix(lead) for each in order if each.startswith(lead)]


def _part(name: str, given: object, mark: Mark) -> Part:
    return Part(name, given, [asdict(part) for part in mark.parts], mark.fraction == 1)
