"""Items to be put into the right order: steps, events, sizes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from core.words import say
from question_bank.kinds import checks, marks, ordering, shape
from question_bank.kinds.contract import Answer, Content, InvalidAnswer, Kind, Mark, Order, Part, Problem

ALL, PLACES, NEIGHBOURS = "all", "places", "neighbours"
CREDITS = (PLACES, NEIGHBOURS, ALL)


class Ordering(Kind):
    """body: {"items": [{"id", "text"}]}; key: {"order": [item id], "credit": "all" | "places" | "neighbours", "score_table"?: {...}}.

    Worth everything or nothing ("all"), the share of items in their right place, or the share of neighbours that follow one another as
    they should; a score table gives the worth of that count. Answer: every item's id in the order given, ["i2", "i1", "i3"].

    Items written in the right order would tell the key, by place and by id: `arranged` names and places them by the alphabet.
    """

    code = "ordering"
    label = say("Sắp xếp thứ tự")
    marking = "machine"
    html_places = ("body.items.*.text",)

    def blank(self) -> dict[str, object]:
        items = [{"id": f"i{n}", "text": ""} for n in (1, 2, 3, 4)]
        return {"stem": "", "body": {"items": items}, "key": {"order": [], "credit": PLACES}, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        problems = checks.check_document(content)
        items, credit = shape.at(content, "body", "items"), shape.at(content, "key", "credit")
        problems += checks.check_rows(items, "body.items", at_least=2)
        names, right = shape.ids(shape.rows(items)), _ids(shape.at(content, "key", "order"))
        if sorted(names) != sorted(right):
            problems.append(Problem("key.order", say("Thứ tự đúng phải có mỗi mục đúng một lần.")))
        if credit not in CREDITS:
            problems.append(Problem("key.credit", say("Chưa chọn cách tính điểm.")))
        counted = len(names) - 1 if credit == NEIGHBOURS else len(names)
        return problems + checks.check_score_table(shape.at(content, "key", "score_table"), "key.score_table", max(0, counted))

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        body = {"items": ordering.bare(ordering.arrange(_items(content), order))}
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": body}

    def orderable(self, content: Content) -> tuple[str, ...]:
        return ordering.free_ids(_items(content))

    def normalise(self, content: Content, raw: object) -> Answer:
        names = shape.ids(_items(content))
        given = _by_place(raw, names) if isinstance(raw, dict) else raw
        if given is None or given == [] or given == "":
            return None
        if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
            raise InvalidAnswer(say("Câu trả lời không đúng cấu trúc."))
        if sorted(given) != sorted(names):
            raise InvalidAnswer(say("Hãy xếp đủ các mục, mỗi mục một vị trí."))
        return given

    def mark(self, content: Content, answer: Answer) -> Mark:
        right, given = _ids(shape.at(content, "key", "order")), _ids(answer)
        parts = tuple(_part(name, given, right) for name in shape.ids(_items(content)))
        if shape.at(content, "key", "credit") == NEIGHBOURS:
            return _by_neighbours(content, given, right, parts)
        count = sum(part.ok for part in parts)
        if shape.at(content, "key", "credit") == ALL:
            share = marks.ONE if parts and count == len(parts) else marks.ZERO
        else:
            share = marks.by_table(shape.at(content, "key", "score_table"), count, len(parts))
        return marks.machine_mark(share, parts, bool(given))

    def key(self, content: Content, order: Order = None) -> str:
        shown = shape.ids(ordering.arrange(_items(content), order))
        right = _ids(shape.at(content, "key", "order"))
        return " – ".join(ordering.letter(shown.index(name)) if name in shown else "?" for name in right)


def arranged(texts: Sequence[str]) -> tuple[dict[str, object], list[str]]:
    """(body, right order of ids) from texts in the right order: named and placed by the alphabet, so that neither tells the key."""
    ranked = sorted(range(len(texts)), key=lambda index: (texts[index].casefold(), texts[index], index))
    name_of = {index: f"i{place}" for place, index in enumerate(ranked, start=1)}
    items = [{"id": name_of[index], "text": texts[index]} for index in ranked]
    return {"items": items}, [name_of[index] for index in range(len(texts))]


def _items(content: object) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(content, "body", "items"))


def _ids(value: object) -> list[str]:
    return [shape.text(name) for name in value] if isinstance(value, list) else []


def _by_place(raw: Mapping[object, object], names: Sequence[str]) -> list[object]:
    """The order that a form gives as {item: place}, places counted from 1."""
    if not raw:
        return []
    if set(raw) != set(names):
        raise InvalidAnswer(say("Hãy xếp đủ các mục, mỗi mục một vị trí."))
    taken = {str(place): name for name, place in raw.items()}
    wanted = [str(place) for place in range(1, len(names) + 1)]
    if set(taken) != set(wanted):
        raise InvalidAnswer(say("Hãy xếp đủ các mục, mỗi mục một vị trí."))
    return [taken[place] for place in wanted]


def _part(name: str, given: Sequence[str], right: Sequence[str]) -> Part:
    """Where the item stands and where it should, from 1."""
    place = given.index(name) + 1 if name in given else None
    wanted = right.index(name) + 1 if name in right else None
    return Part(name, place, wanted, place is not None and place == wanted)


def _by_neighbours(content: Content, given: Sequence[str], right: Sequence[str], parts: tuple[Part, ...]) -> Mark:
    wanted = set(zip(right, right[1:], strict=False))
    count = len(wanted & set(zip(given, given[1:], strict=False)))
    share = marks.by_table(shape.at(content, "key", "score_table"), count, len(wanted)) if wanted else Decimal(0)
    mark = marks.machine_mark(share, parts, bool(given))
    said = say("Đúng %(right)d trên %(all)d cặp liền nhau.", right=count, all=len(wanted))
    return replace(mark, reason=said) if given else mark
