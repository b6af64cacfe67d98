"""Kinds on a picture as interactions of QTI."""

from __future__ import annotations

from core.words import say
from question_bank.formats.qti.out_choices import ONE, Content, places_as_pairs, rounded, table_of
from question_bank.formats.qti.sheet import Sheet, el
from question_bank.formats.xml import Element
from question_bank.kinds import shape, zones

_SHAPES = {"rect": "rect", "circle": "circle", "polygon": "poly"}


def hotspot(sheet: Sheet, content: Content, suffix: str) -> list[Element]:
    """hotspot: points to be put within areas that only the scoring knows."""
    ident, found = f"RESPONSE{suffix}", shape.rows(shape.at(content, "key", "zones"))
    asked = shape.at(content, "body", "points")
    sheet.told.tell(say("Danh sách chỗ để chọn (thay cho chỉ trên hình) không ghi được."), shape.at(content, "body", "places"))
    sheet.response(ident, "multiple", "point", [])
    areas = [el("areaMapEntry", shape=_SHAPES.get(str(zone.get("shape"))), coords=_coords(zone), mappedValue="1") for zone in found]
    sheet.declarations[-1].append(el("areaMapping", *areas, defaultValue="0"))
    count = asked if isinstance(asked, int) else 1
    sheet.score_count(suffix, "map_response_point", ident, count, rounded(sheet.told, table_of(content)))
    picture = _picture(sheet, content)
    return [el("selectPointInteraction", *([picture] if picture is not None else []), responseIdentifier=ident, maxChoices=count)]


def drag_picture(sheet: Sheet, content: Content, suffix: str) -> list[Element]:
    """drag_picture: QTI 3 drags words onto a picture, QTI 2.1 only pictures."""
    if not sheet.is_third:
        return places_as_pairs(sheet, content, suffix)
    ident, key = f"RESPONSE{suffix}", shape.mapping(shape.at(content, "key", "places"))
    spots, items = shape.rows(shape.at(content, "body", "spots")), shape.rows(shape.at(content, "body", "items"))
    sheet.told.tell(say("Nhãn giữ chỗ không còn giữ chỗ."), any(row.get("pinned") for row in items))
    names = {str(row.get("id")): f"D{number}{suffix}" for number, row in enumerate(items, start=1)}
    holes = {str(row.get("id")): f"H{number}{suffix}" for number, row in enumerate(spots, start=1)}
    pairs = [f"{names[str(thing)]} {holes[spot]}" for spot, thing in key.items() if spot in holes and str(thing) in names]
    sheet.response(ident, "multiple", "directedPair", pairs, dict.fromkeys(pairs, ONE))
    sheet.score_count(suffix, "map_response", ident, len(spots), rounded(sheet.told, table_of(content)))
    labels = [sheet.html("gapText", row.get("text"), identifier=names[str(row.get("id"))], matchMax=0) for row in items]
    marks = [
        el("associableHotspot", identifier=holes[str(row.get("id"))], shape="rect", coords=_coords({**row, "shape": "rect"}), matchMax=1,
           hotspotLabel=sheet.told.words(row["text"], "?") if row.get("text") else None)
        for row in spots
    ]  # fmt: skip
    picture = _picture(sheet, content)
    return [el("graphicGapMatchInteraction", *([picture] if picture is not None else []), *labels, *marks, responseIdentifier=ident)]


def _coords(zone: Content) -> str:
    at = zones.numbers(zone)
    if zone.get("shape") == "rect" and len(at) == len("xywh"):
        at = [at[0], at[1], at[0] + at[2], at[1] + at[3]]
    return ",".join(map(str, at))


def _picture(sheet: Sheet, content: Content) -> Element | None:
    """The picture as QTI 2 has it, an <object>, or as QTI 3 has it, an <img>."""
    holder = sheet.html("div", shape.at(content, "body", "picture"))
    image = next(holder.iter("img"), None)
    if image is None:
        return None
    width, height = zones.size_of(content.get("body"))
    source, said = image.get("src", ""), image.get("alt", "")
    others = sum(1 for _ in holder.iter("*")) > 2 or "".join(str(text) for text in holder.itertext()).strip()
    sheet.told.tell(say("Bên hình chỉ giữ được hình."), others)
    if sheet.is_third:
        return el("img", src=source, alt=said, width=width, height=height)
    return el("object", data=source, type="image/png", width=width, height=height, text=said)
