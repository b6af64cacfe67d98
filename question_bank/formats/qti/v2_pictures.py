"""Interactions of QTI 2 and 3 on a picture."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from core.words import say
from question_bank.formats.assemble import Assembled
from question_bank.formats.qti import making
from question_bank.formats.qti.making import Refusal
from question_bank.formats.qti.v2_item import Item
from question_bank.formats.qti.v2_scoring import number
from question_bank.formats.xml import Element
from question_bank.kinds import drag_picture, shape

_MOST_NUMBERS = 80
Zone = Mapping[str, object]


def hotspots(item: Item, block: Element, stem: str, explanation: str) -> Assembled:
    """Marked places to choose: the right ones are zones, all of them the list for people who choose by name."""
    picture, size = _picture(item, block)
    scoring = item.scoring(block)
    choices = list(block.iterchildren("hotspotChoice"))
    right = [each for each in choices if scoring.points(each.get("identifier", "")) > 0]
    zones = [_zone(f"z{number}", each) for number, each in enumerate(right, start=1)]
    made = making.pointed_at(stem, picture, size, zones, max(1, len(zones)), explanation)
    if len(right) == len(choices):
        return made
    places = [
        {"id": f"n{number}", "text": _label(each) or f"Vùng {number}", "at": _middle(_zone("z", each))}
        for number, each in enumerate(choices, start=1)
    ]
    return Assembled(made.kind, {**made.content, "body": {**shape.mapping(made.content["body"]), "places": places}}, made.reasons)


def select_point(item: Item, block: Element, stem: str, explanation: str) -> Assembled:
    """Points to be put within areas."""
    picture, size = _picture(item, block)
    scoring = item.scoring(block)
    zones = [making.zone(f"z{n}", kind, _numbers(at)) for n, (kind, at, points) in enumerate(scoring.areas, start=1) if points > 0]
    if not zones:
        raise Refusal(say("Câu chọn điểm không có vùng đúng."))
    asked = block.get("maxChoices", "0")
    points = int(asked) if asked.isdigit() and 0 < int(asked[:3]) <= len(zones) else len(zones)
    made = making.pointed_at(stem, picture, size, zones, points, explanation)
    return making.with_table(made, scoring.table)


def gap_match(item: Item, block: Element, stem: str, explanation: str) -> Assembled:
    """Labels or pictures to be dragged onto places of a picture."""
    picture, size = _picture(item, block)
    scoring = item.scoring(block)
    right = {spot: thing for thing, _, spot in (pair.partition(" ") for pair in scoring.right())}
    texts = {each.get("identifier", ""): _thing(item, each) for each in block.iterchildren("gapText", "gapImg")}
    items = drag_picture.settled(list(texts.values()))
    name_of = {str(row["text"]): str(row["id"]) for row in items}
    spots, places = [], {}
    for index, each in enumerate(block.iterchildren("associableHotspot"), start=1):
        spots.append({"id": f"s{index}", "at": _box(_zone("z", each)), "text": _label(each)})
        places[f"s{index}"] = name_of.get(texts.get(right.get(each.get("identifier", ""), ""), ""), "")
    body = {"picture": picture, "width": size[0], "height": size[1], "spots": spots, "items": items}
    return making.with_table(Assembled("drag_picture", making.document(stem, body, {"places": places}, explanation)), scoring.table)


def _label(element: Element) -> str:
    """The name of a place; an attribute is plain words."""
    return html.escape(element.get("hotspotLabel", ""), quote=False)


def _thing(item: Item, element: Element) -> str:
    if element.tag == "gapText":
        return item.inside(element)
    found = next(element.iterchildren("object", "img"), None)
    return "" if found is None else item.image(found)


def _picture(item: Item, block: Element) -> tuple[str, tuple[int, int]]:
    picture, size = item.picture(block)
    if not picture or not all(size):
        raise Refusal(say("Thiếu hình nên không dựng được câu hỏi trên hình."))
    return picture, size


def _zone(name: str, element: Element) -> Zone:
    return making.zone(name, element.get("shape", ""), _numbers(element.get("coords", "")))


def _numbers(coords: str) -> list[Decimal]:
    return [number(each) for each in re.split(r"[\s,]+", coords.strip())[:_MOST_NUMBERS]]


def _box(zone: Zone) -> list[int]:
    """Left, top, width and height around a zone."""
    at = _whole(zone)
    if zone["shape"] == "circle" and len(at) == 3:
        return [at[0] - at[2], at[1] - at[2], 2 * at[2], 2 * at[2]]
    if zone["shape"] == "polygon" and at:
        left, top = min(at[::2]), min(at[1::2], default=0)
        return [left, top, max(at[::2]) - left, max(at[1::2], default=0) - top]
    return list(at)


def _middle(zone: Zone) -> list[int]:
    left, top, width, height = [*_box(zone), 0, 0, 0, 0][:4]
    return [left + width // 2, top + height // 2]


def _whole(zone: Zone) -> Sequence[int]:
    at = zone["at"]
    return [each for each in at if isinstance(each, int)] if isinstance(at, list) else []
