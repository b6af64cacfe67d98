"""Texts or pictures to be put on the places of a picture."""

from collections.abc import Mapping, Sequence

from core.words import say
from question_bank.kinds import answers, checks, marks, ordering, shape, zones
from question_bank.kinds.contract import Answer, Content, Kind, Mark, Order, Part, Problem


class DragPicture(Kind):
    """body: {"picture": html, "width", "height", "spots": [{"id", "at": [x, y, width, height], "text"?}],
    "items": [{"id", "text", "pinned"?}]}; key: {"places": {spot id: item id}, "score_table"?: {...}}.

    Worth the share of spots that hold the right item, or what the score table says for that count. Spots are numbered as written
    and may be named (`text`) for people who do not see the picture; items follow the form's order, may be more than the spots and
    may serve twice. Items in the order of their spots would tell the key: `settled` arranges them. Answer: {"s1": "i2"}.
    """

    code = "drag_picture"
    label = say("Kéo thả lên hình")
    marking = "machine"
    html_places = ("body.picture", "body.spots.*.text", "body.items.*.text")

    def blank(self) -> dict[str, object]:
        items = [{"id": f"i{n}", "text": ""} for n in (1, 2, 3)]
        body = {"picture": "", "width": 0, "height": 0, "spots": [], "items": items}
        return {"stem": "", "body": body, "key": {"places": {}}, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        body = shape.at(content, "body")
        problems = checks.check_document(content) + zones.check_picture(body)
        problems += zones.check_zones([_as_zone(row) for row in _spots(body)], "body.spots", zones.size_of(body))
        problems += checks.check_rows(shape.at(body, "items"), "body.items", at_least=2)
        asked, offered = shape.ids(_spots(body)), shape.ids(_items(body))
        places = shape.mapping(shape.at(content, "key", "places"))
        for name in asked:
            if places.get(name) not in offered:
                problems.append(Problem(f"key.places.{name}", say("Chưa chọn mục đúng cho chỗ này.")))
        problems += checks.check_unknown(places, asked, "key.places")
        return problems + checks.check_score_table(shape.at(content, "key", "score_table"), "key.score_table", len(asked))

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        body = content.get("body")
        width, height = zones.size_of(body)
        spots = [{**row, "at": zones.numbers(spot)} for row, spot in zip(ordering.bare(_spots(body)), _spots(body), strict=True)]
        items = ordering.bare(ordering.arrange(_items(body), order))
        shown = {"picture": shape.text(shape.at(body, "picture")), "width": width, "height": height, "spots": spots, "items": items}
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": shown}

    def orderable(self, content: Content) -> tuple[str, ...]:
        return ordering.free_ids(_items(content.get("body")))

    def normalise(self, content: Content, raw: object) -> Answer:
        offered = shape.ids(_items(content.get("body")))
        given = answers.read_mapping(raw, shape.ids(_spots(content.get("body"))))
        read = {name: answers.read_choice(given[name], offered) for name in sorted(given)}
        return {name: item for name, item in read.items() if item is not None} or None

    def mark(self, content: Content, answer: Answer) -> Mark:
        places, given = shape.mapping(shape.at(content, "key", "places")), shape.mapping(answer)
        parts = tuple(
            Part(name, given.get(name), places.get(name), name in given and given[name] == places.get(name))
            for name in shape.ids(_spots(content.get("body")))
        )
        right = sum(part.ok for part in parts)
        return marks.machine_mark(marks.by_table(shape.at(content, "key", "score_table"), right, len(parts)), parts, bool(given))

    def key(self, content: Content, order: Order = None) -> str:
        places = shape.mapping(shape.at(content, "key", "places"))
        shown = shape.ids(ordering.arrange(_items(content.get("body")), order))
        found = [places.get(name) for name in shape.ids(_spots(content.get("body")))]
        letters = [ordering.letter(shown.index(name)) if name in shown else "?" for name in found]
        return ", ".join(f"{place}-{letter}" for place, letter in enumerate(letters, start=1))


def settled(texts: Sequence[str]) -> list[dict[str, object]]:
    """Items named and placed by the alphabet, equal ones once, so that neither tells the key."""
    return [{"id": f"i{n}", "text": text} for n, text in enumerate(sorted(set(texts), key=lambda text: (text.casefold(), text)), start=1)]


def _spots(body: object) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(body, "spots"))


def _items(body: object) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(body, "items"))


def _as_zone(spot: Mapping[str, object]) -> Mapping[str, object]:
    return {**spot, "shape": "rect"}
