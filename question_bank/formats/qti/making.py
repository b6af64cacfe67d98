"""From what a QTI item asks for to one of our kinds: what both generations of QTI have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from core.html import plain_text
from core.words import Message, say
from question_bank.formats import assemble
from question_bank.formats.assemble import ONE, ZERO, Accepted, Assembled, Choice
from question_bank.kinds import shape, written_number
from question_bank.kinds.registry import KINDS

TWO = Decimal(2)
PART_STEM = "Trả lời câu hỏi."
SHARED_STEM = "Đọc và trả lời các câu hỏi sau."
"""What stands where a source has interactions without words."""
_ALMOST = Decimal("0.001")
ALL_OR_NOTHING = say("Nguồn chấm được tất cả hoặc không; ở đây điểm chia đều cho các phương án đúng, phương án sai bị trừ.")


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """The item cannot be made into one of our kinds; the message says why."""

    message: Message


def one_of(stem: str, options: Sequence[tuple[str, Decimal, str]], explanation: str, pinned: bool) -> Assembled:
    """A single choice from (html, points, feedback); the most points are the whole."""
    most = max((points for _, points, _ in options), default=ZERO)
    choices = [Choice(text, points / most if most > 0 else ZERO, said) for text, points, said in options]
    if (truths := _truth(choices)) is not None:
        return assemble.true_false(stem, truths, (choices[0].feedback, choices[1].feedback), explanation)
    return assemble.choices(stem, choices, single=True, explanation=explanation, pinned=pinned)


def _truth(choices: Sequence[Choice]) -> bool | None:
    words = [plain_text(choice.text).strip().lower() for choice in choices]
    if words not in (["true", "false"], ["đúng", "sai"]) or {choice.share for choice in choices} != {ONE, ZERO}:
        return None
    return choices[0].share == ONE


def several_of(stem: str, options: Sequence[tuple[str, Decimal, str]], explanation: str, pinned: bool) -> Assembled:
    """A multiple choice from (html, points, feedback), each option earning for itself."""
    whole = sum((points for _, points, _ in options if points > 0), ZERO)
    if abs(whole - ONE) <= _ALMOST:  # thirds of a point as decimals
        whole = ONE
    choices = [Choice(text, points / whole if whole else ZERO, said) for text, points, said in options]
    return assemble.choices(stem, choices, single=False, explanation=explanation, pinned=pinned)


def all_of(right: Iterable[str], options: Sequence[str]) -> dict[str, Decimal]:
    """Points where only the whole right set earned any: what is wrong takes away as much as a right one gives."""
    chosen = set(right)
    return {name: ONE if name in chosen else -ONE for name in options}


def menu(options: Sequence[tuple[str, Decimal]]) -> Assembled:
    """The small question of a gap with a menu: its options are words."""
    most = max((points for _, points in options), default=ZERO)
    choices = [Choice(text, points / most if most > 0 else ZERO) for text, points in options]
    return assemble.choices("", choices, single=True)


def keyed(made: Assembled, **more: object) -> Assembled:
    """The same question with more in its key."""
    return replace(made, content={**made.content, "key": {**shape.mapping(made.content.get("key")), **more}})


def pinned(made: Assembled, fixed: Iterable[bool]) -> Assembled:
    """The same question with the options at these places kept where they are."""
    body = shape.mapping(made.content.get("body"))
    options = [{**row, "pinned": True} if is_fixed else row for row, is_fixed in zip(shape.rows(body.get("options")), fixed, strict=True)]
    return replace(made, content={**made.content, "body": {**body, "options": options}})


def with_table(made: Assembled, table: Mapping[str, str]) -> Assembled:
    """The same question with its score table, where it has one."""
    return keyed(made, score_table=dict(table)) if table else made


def even_table(count: int) -> dict[str, str]:
    """The score table in which each right one of `count` earns as much as the next."""
    return {str(right): assemble.plain_share(Decimal(right) / count) for right in range(1, count + 1)}


def uploaded(stem: str, explanation: str) -> Assembled:
    """A file to hand in, with the usual limits."""
    return Assembled("file_upload", {**KINDS["file_upload"].blank(), "stem": stem, "explanation": explanation})


def shared(stem: str, parts: Sequence[Assembled], shares: Sequence[Decimal], explanation: str) -> Assembled:
    """Several questions about one stimulus."""
    rows = [
        {"id": f"p{number}", "kind": part.kind, "content": part.content, **({"share": f"{share.normalize():f}"} if share != ONE else {})}
        for number, (part, share) in enumerate(zip(parts, shares, strict=True), start=1)
    ]
    reasons = tuple(reason for part in parts for reason in part.reasons)
    return Assembled("stimulus", document(stem, {"parts": rows}, {}, explanation), reasons)


def pointed_at(
    stem: str, picture: str, size: tuple[int, int], zones: Sequence[Mapping[str, object]], points: int, explanation: str
) -> Assembled:
    """Zones to be found on a picture; `size` in its pixels, as are the zones."""
    body = {"picture": picture, "width": size[0], "height": size[1], "points": points}
    return Assembled("hotspot", document(stem, body, {"zones": [dict(zone) for zone in zones]}, explanation))


def zone(name: str, kind: str, at: Sequence[Decimal]) -> dict[str, object]:
    """A zone of `hotspot` from QTI's numbers: corners of a rectangle, centre and radius of a circle, corners of a polygon."""
    whole = [int(number.to_integral_value()) for number in at]
    if kind.startswith("rect") and len(whole) == len("xyxy"):
        left, top, right, bottom = whole
        return {"id": name, "shape": "rect", "at": [left, top, right - left, bottom - top]}
    shapes = {"circle": "circle", "ellipse": "circle", "poly": "polygon", "bounded": "polygon", "polygon": "polygon"}
    return {"id": name, "shape": shapes.get(kind, kind), "at": whole}


def number_with_bounds(value: str, bounds: Mapping[str, str]) -> Accepted:
    """An accepted number: `value` with the tolerance that the bounds leave, or the middle of the bounds; "" for no value."""
    low, high = written_number.parse(bounds.get("low", "")), written_number.parse(bounds.get("high", ""))
    middle = written_number.parse(value)
    if low is None or high is None or high < low:
        return Accepted(value, ONE)
    if middle is None or not low <= middle <= high:
        middle = (low + high) / TWO
    spread = max(high - middle, middle - low)
    return Accepted(written_number.canonical(middle), ONE, tolerance=written_number.canonical(spread))


def document(stem: str, body: Mapping[str, object], key: Mapping[str, object], explanation: str) -> dict[str, object]:
    """A content of its four parts."""
    return {"stem": stem, "body": dict(body), "key": dict(key), "explanation": explanation}
