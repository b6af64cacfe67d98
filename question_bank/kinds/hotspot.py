"""Places to be found on a picture: the candidate puts points, the key holds zones."""

from collections.abc import Mapping, Sequence

from core.words import say
from question_bank.kinds import checks, marks, ordering, shape, zones
from question_bank.kinds.contract import Answer, Content, InvalidAnswer, Kind, Mark, Order, Part, Problem
from question_bank.kinds.zones import Point

MOST_POINTS = 10


class Hotspot(Kind):
    """body: {"picture": html, "width", "height", "points": how many to put, "places"?: [{"id", "text", "at": [x, y]}]};
    key: {"zones": [zone], "score_table"?: {...}}; `zones.py` says what a zone is.

    A point earns the zone it lies in, each zone once; worth the share of `points` that earned one, or what the score table says.
    There may be more zones than points: any of them will do. `places` are named spots, right and wrong ones, for people who
    choose from a list instead of pointing. Answer: [[x, y], …], whole numbers, sorted.
    """

    code = "hotspot"
    label = say("Chỉ chỗ trên hình")
    marking = "machine"
    html_places = ("body.picture", "body.places.*.text")

    def blank(self) -> dict[str, object]:
        body = {"picture": "", "width": 0, "height": 0, "points": 1}
        return {"stem": "", "body": body, "key": {"zones": []}, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        body, found = shape.at(content, "body"), shape.at(content, "key", "zones")
        problems = checks.check_document(content)
        problems += zones.check_picture(body)
        problems += zones.check_zones(found, "key.zones", zones.size_of(body))
        asked, rows = shape.at(body, "points"), shape.rows(found)
        if not isinstance(asked, int) or isinstance(asked, bool) or not 1 <= asked <= min(MOST_POINTS, max(1, len(rows))):
            problems.append(Problem("body.points", say("Số chỗ phải chỉ từ 1 đến số vùng đúng, nhiều nhất %(n)d.", n=MOST_POINTS)))
        problems += checks.check_score_table(shape.at(content, "key", "score_table"), "key.score_table", _asked(body))
        return problems + self._check_places(body, rows)

    def _check_places(self, body: object, rows: Sequence[Mapping[str, object]]) -> list[Problem]:
        places = shape.rows(shape.at(body, "places"))
        if shape.at(body, "places") is None:
            return []
        problems = checks.check_rows(shape.at(body, "places"), "body.places", at_least=2)
        size = zones.size_of(body)
        for index, place in enumerate(places):
            if not _is_on(_point(place), size):
                problems.append(Problem(f"body.places.{index}.at", say("Chỗ này nằm ra ngoài hình.")))
        points = [point for place in places if (point := _point(place)) is not None]
        found = sum(given is not None for given in _pairing(rows, points))
        if not problems and not (found >= _asked(body) and any(not _is_in_one(rows, point) for point in points)):
            problems.append(Problem("body.places", say("Danh sách phải có đủ chỗ đúng và có thêm chỗ sai.")))
        return problems

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        body = content.get("body")
        width, height = zones.size_of(body)
        shown: dict[str, object] = {
            "picture": shape.text(shape.at(body, "picture")),
            "width": width,
            "height": height,
            "points": _asked(body),
        }
        places = ordering.arrange(shape.rows(shape.at(body, "places")), order)
        if places:
            shown["places"] = [
                {**row, "at": list(_point(place) or (0, 0))} for row, place in zip(ordering.bare(places), places, strict=True)
            ]
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": shown}

    def orderable(self, content: Content) -> tuple[str, ...]:
        return ordering.free_ids(shape.rows(shape.at(content, "body", "places")))

    def normalise(self, content: Content, raw: object) -> Answer:
        if raw is None:
            return None
        size = zones.size_of(content.get("body"))
        if not isinstance(raw, (list, tuple)) or len(raw) > MOST_POINTS:
            raise InvalidAnswer(say("Câu trả lời không đúng cấu trúc."))
        points = [_read_point(each) for each in raw]
        if not all(_is_on(point, size) for point in points):
            raise InvalidAnswer(say("Có điểm nằm ra ngoài hình."))
        kept = sorted({point for point in points if point is not None})
        if len(kept) > _asked(content.get("body")):
            raise InvalidAnswer(say("Chỉ được đặt %(n)d điểm.", n=_asked(content.get("body"))))
        return [list(point) for point in kept] or None

    def mark(self, content: Content, answer: Answer) -> Mark:
        rows = shape.rows(shape.at(content, "key", "zones"))
        points = [point for each in answer if (point := _pair(each))] if isinstance(answer, list) else []
        given = _pairing(rows, points)
        asked = min(_asked(content.get("body")), max(1, len(rows)))
        right = min(asked, sum(each is not None for each in given))
        share = marks.by_table(shape.at(content, "key", "score_table"), right, asked)
        return marks.machine_mark(share, _parts(rows, given, asked), bool(points))

    def key(self, content: Content, order: Order = None) -> str:
        said = [_said(row) for row in shape.rows(shape.at(content, "key", "zones"))]
        return "; ".join(each for each in said if each)


def _asked(body: object) -> int:
    asked = shape.at(body, "points")
    return asked if isinstance(asked, int) and 1 <= asked <= MOST_POINTS else 1


def _pair(value: object) -> Point | None:
    """A point kept in a document; None for anything else."""
    if isinstance(value, (list, tuple)) and len(value) == 2 and all(isinstance(n, int) and not isinstance(n, bool) for n in value):
        return value[0], value[1]
    return None


def _point(place: Mapping[str, object]) -> Point | None:
    return _pair(place.get("at"))


def _read_point(raw: object) -> Point | None:
    """A point as a client sends it: two numbers, taken to the nearest whole one."""
    if isinstance(raw, (list, tuple)) and len(raw) == 2 and all(_is_number(n) for n in raw):
        return round(raw[0]), round(raw[1])
    raise InvalidAnswer(say("Câu trả lời không đúng cấu trúc."))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= zones.LONGEST_SIDE


def _is_on(point: Point | None, size: tuple[int, int]) -> bool:
    return point is not None and 0 <= point[0] <= size[0] and 0 <= point[1] <= size[1]


def _is_in_one(rows: Sequence[Mapping[str, object]], point: Point) -> bool:
    return any(zones.holds(row, point) for row in rows)


def _pairing(rows: Sequence[Mapping[str, object]], points: Sequence[Point]) -> list[Point | None]:
    """For each zone the point that earns it: as many zones as can be, also where zones overlap (augmenting paths)."""
    owner: list[int | None] = [None] * len(rows)

    def place(index: int, tried: set[int]) -> bool:
        for at, row in enumerate(rows):
            if at in tried or not zones.holds(row, points[index]):
                continue
            tried.add(at)
            held = owner[at]
            if held is None or place(held, tried):
                owner[at] = index
                return True
        return False

    for index in range(len(points[:MOST_POINTS])):
        place(index, set())
    return [None if index is None else points[index] for index in owner]


def _parts(rows: Sequence[Mapping[str, object]], given: Sequence[Point | None], asked: int) -> tuple[Part, ...]:
    """What was found, and as many of the other zones as points were missed."""
    missed = asked - sum(point is not None for point in given)
    parts = []
    for row, point in zip(rows, given, strict=True):
        missed -= point is None
        if point is not None or missed >= 0:
            parts.append(Part(shape.text(row.get("id")), list(point) if point else None, _said(row), point is not None))
    return tuple(parts)


def _said(row: Mapping[str, object]) -> str:
    """A zone in words: its middle, as a key sheet has it."""
    at = zones.numbers(row)
    if not zones.area(row):
        return ""
    if row["shape"] == "rect":
        return f"({at[0] + at[2] // 2}; {at[1] + at[3] // 2})"
    if row["shape"] == "circle":
        return f"({at[0]}; {at[1]})"
    return f"({sum(at[::2]) * 2 // len(at)}; {sum(at[1::2]) * 2 // len(at)})"
