"""Moodle's `ddimageortext` (things on the places of a picture) and `ddmarker` (marks on it), in and out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.words import say
from question_bank.formats.assemble import Assembled
from question_bank.formats.moodle.node import Node
from question_bank.formats.outgoing_media import picture_names
from question_bank.formats.outgoing_text import Losses
from question_bank.formats.xml import Element
from question_bank.kinds import shape, zones
from question_bank.kinds.drag_picture import settled
from question_bank.kinds.hotspot import MOST_POINTS

Row = Mapping[str, object]
_TALL, _WIDE_SIGN, _LEAST, _MOST = 36, 9, 60, 220
_GROWN = (600, 400)
"""What Moodle shrinks a background to, without its places."""
MARK = "×"
"""What a candidate puts on the picture where our question names nothing."""
_COORDS = re.compile(r"-?\d+(?:\.\d+)?")
_SHAPES = {"circle": "circle", "rectangle": "rect", "polygon": "polygon"}


@dataclass(frozen=True, slots=True)
class _Base:
    """The picture of a question: its html and its size."""

    html: str
    width: int
    height: int


def _base(node: Node) -> _Base | None:
    name = next(iter(node.shelved(node.element)), "")
    size = node.size_of(name)
    if not all(size):
        node.reasons.append(say("Câu này thiếu hình nền hoặc hình nền không đọc được."))
        return None
    alt = html.escape(node.word("name/text")[:200])
    return _Base(f'<img src="media:{name}" alt="{alt}">', *size)


def _drags(node: Node) -> dict[str, str]:
    """What is dragged, as html, by its number: a picture, or words."""
    found = {}
    for each in node.below("drag"):
        words = html.escape(node.word("text", each), quote=False)
        pictures = node.shelved(each)
        found[node.word("no", each)] = f'<img src="media:{pictures[0]}" alt="{words}">' if pictures else words
    return found


def read_drags(node: Node) -> Assembled | None:
    """A `drag_picture`; None when the picture or a dragged thing is not there."""
    base, drags = _base(node), _drags(node)
    drops = list(node.below("drop"))
    if base is None:
        return None
    groups = {node.word("draggroup", each) or "1" for each in node.below("drag")}
    if len(groups) > 1:
        node.reasons.append(say("Nhóm mục kéo bị bỏ: mục nào cũng đặt được vào mọi ô."))
    chosen = [drags.get(node.word("choice", drop), "") for drop in drops]
    longest = max((len(text) for text in drags.values() if "<img" not in text), default=0)
    boxes = [_box(node, drop, base, longest) for drop in drops]
    names = [html.escape(node.word("text", drop), quote=False) for drop in drops]
    return _dropped(node, base, list(drags.values()), list(zip(boxes, names, chosen, strict=True)))


def _box(node: Node, drop: Element, base: _Base, longest: int) -> list[int]:
    """Moodle makes a place as large as the largest thing dragged; here it is as wide as the longest words, within the picture."""
    width = min(base.width, max(_LEAST, min(_MOST, _WIDE_SIGN * longest)))
    height = min(base.height, _TALL)
    left, top = (int(node.number_at(drop, name) or 0) for name in ("xleft", "ytop"))
    return [min(max(0, left), base.width - width), min(max(0, top), base.height - height), width, height]


def _dropped(node: Node, base: _Base, texts: list[str], places: list[tuple[list[int], str, str]]) -> Assembled:
    items = settled([text for text in texts if text])
    name_of = {str(item["text"]): item["id"] for item in items}
    spots = [{"id": f"s{n}", "at": at, **({"text": said} if said else {})} for n, (at, said, _) in enumerate(places, start=1)]
    key = {f"s{n}": name_of.get(right, "") for n, (_, _, right) in enumerate(places, start=1)}
    body = {"picture": base.html, "width": base.width, "height": base.height, "spots": spots, "items": items}
    return Assembled("drag_picture", _document(node, body, {"places": key}))


def read_markers(node: Node) -> Assembled | None:
    """One sort of mark: a `hotspot`. Several: their zones become places that the candidate sees."""
    base, drags = _base(node), _drags(node)
    if base is None:
        return None
    drops = enumerate(node.below("drop"), start=1)
    found = [(zone, node.word("choice", drop)) for index, drop in drops if (zone := _zone(node, drop, index))]
    if len(drags) > 1:
        node.reasons.append(say("Vùng ẩn thành ô nhìn thấy trên hình, vì câu có nhiều nhãn khác nhau."))
        return _dropped(node, base, list(drags.values()), [(_frame(zone), "", drags.get(choice, "")) for zone, choice in found])
    label = next(iter(drags.values()), MARK)
    if label != MARK:
        node.reasons.append(say("Nhãn “%(text)s” bị bỏ: thí sinh đặt điểm lên hình.", text=label[:60]))
    drag = next(node.below("drag"), None)
    offered = None if drag is None or drag.find("infinite") is not None else node.number_at(drag, "noofdrags")
    points = min(len(found), MOST_POINTS, int(offered) if offered and offered > 0 else MOST_POINTS)
    body = {"picture": base.html, "width": base.width, "height": base.height, "points": max(1, points)}
    return Assembled("hotspot", _document(node, body, {"zones": [zone for zone, _ in found]}))


def _zone(node: Node, drop: Element, index: int) -> dict[str, object] | None:
    kind = _SHAPES.get(node.word("shape", drop))
    numbers = [round(float(each)) for each in _COORDS.findall(node.word("coords", drop))[:200]]
    return {"id": f"z{index}", "shape": kind, "at": numbers} if kind else None


def _frame(zone: Mapping[str, object]) -> list[int]:
    """The box around a zone."""
    at = zones.numbers(zone)
    if zone["shape"] == "rect" or len(at) < 3:
        return at
    if zone["shape"] == "circle":
        return [at[0] - at[2], at[1] - at[2], 2 * at[2], 2 * at[2]]
    return [min(at[::2]), min(at[1::2]), max(at[::2]) - min(at[::2]), max(at[1::2]) - min(at[1::2])]


def _document(node: Node, body: dict[str, object], key: dict[str, object]) -> dict[str, object]:
    return {"stem": node.html("questiontext"), "body": body, "key": key, "explanation": node.html("generalfeedback")}


@dataclass(frozen=True, slots=True)
class Board:
    """A question on a picture as Moodle writes it: the picture's name, what is dragged, and the drops' elements by name."""

    picture: str
    drags: tuple[Drag, ...]
    drops: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Drag:
    """Words or the name of a picture; `times` it may be put, 0 for as often as wanted."""

    words: str
    picture: str = ""
    times: int = 0


def drag_board(content: Row, losses: Losses) -> Board:
    """A `drag_picture` as `ddimageortext`."""
    body, places = shape.mapping(content.get("body")), shape.mapping(shape.at(content, "key", "places"))
    _tell(content, losses)
    losses.tell(say("Kích thước ô trên hình không ghi được: Moodle tự tính theo mục kéo."))
    items = shape.rows(body.get("items"))
    losses.tell(say("Mục để ghép không giữ chỗ được."), any(row.get("pinned") is True for row in items))
    number_of = {row.get("id"): str(number) for number, row in enumerate(items, start=1)}
    drops = []
    for row in shape.rows(body.get("spots")):
        at = zones.numbers(row)
        name = losses.words(row.get("text"), "") if row.get("text") else ""
        drops.append(
            (("text", name), ("choice", number_of[places[shape.text(row.get("id"))]]), ("xleft", str(at[0])), ("ytop", str(at[1])))
        )
    return Board(_picture(body, losses), tuple(_dragged(row, losses) for row in items), tuple(drops))


def _dragged(row: Row, losses: Losses) -> Drag:
    text = shape.text(row.get("text"))
    names = picture_names([text])
    if names:
        losses.tell(say("Chữ và hình đi cùng trong mục kéo: chỉ giữ một hình."), len(names) > 1 or re.sub(r"<[^<>]*>", "", text).strip())
        return Drag(_alt(text), names[0])
    return Drag(losses.words(text, "?"))


def _alt(text: str) -> str:
    found = re.search(r'\balt="([^"]*)"', text)
    return html.unescape(found.group(1)) if found else ""


def marker_board(content: Row, losses: Losses) -> Board:
    """A `hotspot` as `ddmarker` with one mark."""
    body, rows = shape.mapping(content.get("body")), shape.rows(shape.at(content, "key", "zones"))
    _tell(content, losses)
    points = shape.at(body, "points")
    losses.tell(say("Moodle tính điểm trên mọi vùng đúng, kể cả khi chỉ hỏi một số vùng."), points != len(rows))
    losses.tell(say("Danh sách tên chỗ trên hình bị bỏ."), body.get("places"))
    drops = tuple((("shape", _shape_name(row)), ("coords", _coords(row)), ("choice", "1")) for row in rows)
    return Board(_picture(body, losses), (Drag(MARK, times=points if isinstance(points, int) else 1),), drops)


def _shape_name(row: Row) -> str:
    return next(name for name, ours in _SHAPES.items() if ours == row.get("shape"))


def _coords(row: Row) -> str:
    at = [str(number) for number in zones.numbers(row)]
    if row.get("shape") == "circle":
        return f"{at[0]},{at[1]};{at[2]}"
    return ";".join(",".join(pair) for pair in _in_twos(at))


def _in_twos(numbers: list[str]) -> Iterator[tuple[str, str]]:
    return zip(numbers[::2], numbers[1::2], strict=False)


def _picture(body: Row, losses: Losses) -> str:
    shown = shape.text(body.get("picture"))
    names = picture_names([shown])
    losses.tell(say("Chữ quanh hình nền bị bỏ."), re.sub(r"<[^<>]*>", "", shown).strip() or len(names) > 1)
    losses.tell(say("Lời tả hình nền bị bỏ."), _alt(shown))
    width, height = zones.size_of(body)
    losses.tell(say("Moodle thu hình về 600 × 400 điểm ảnh: vị trí trên hình có thể lệch."), width > _GROWN[0] or height > _GROWN[1])
    return names[0] if names else ""


def _tell(content: Row, losses: Losses) -> None:
    losses.tell(say("Bảng điểm theo số ý đúng bị bỏ."), shape.at(content, "key", "score_table"))
