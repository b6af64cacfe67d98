"""Places on a picture: edges of zones, tables at their edges, what the check names, and nothing of the key in what is shown."""

import json
from decimal import Decimal
from typing import Any

import pytest

from question_bank.kinds import zones
from question_bank.kinds.contract import InvalidAnswer
from question_bank.kinds.drag_picture import settled
from question_bank.kinds.registry import KINDS

from . import contents

HOTSPOT, LABELS = KINDS["hotspot"], KINDS["drag_picture"]
Json = dict[str, Any]


@pytest.mark.parametrize(
    ("shape", "at", "inside", "outside"),
    [
        ("rect", [10, 10, 40, 30], [(10, 10), (50, 40), (30, 25)], [(9, 10), (51, 40), (50, 41)]),
        ("circle", [50, 50, 5], [(50, 50), (55, 50), (53, 54)], [(56, 50), (54, 54)]),
        ("polygon", [0, 0, 10, 0, 10, 10], [(0, 0), (5, 5), (10, 5), (7, 3)], [(4, 5), (11, 5), (0, 1)]),
        ("polygon", [0, 0, 20, 0, 20, 20, 10, 10, 0, 20], [(10, 10), (3, 10), (17, 10), (10, 0)], [(10, 15), (10, 11)]),
        ("polygon", [10, 10, 10, 0, 0, 0], [(5, 0), (9, 5)], [(4, 5)]),  # corners the other way round
    ],
)
def test_a_point_on_the_edge_is_inside(shape: str, at: list[int], inside: list[tuple[int, int]], outside: list[tuple[int, int]]) -> None:
    zone = {"id": "z", "shape": shape, "at": at}
    assert [point for point in inside if not zones.holds(zone, point)] == []
    assert [point for point in outside if zones.holds(zone, point)] == []


def test_areas() -> None:
    assert zones.area({"shape": "polygon", "at": [0, 0, 10, 0, 10, 10]}) == 50
    assert zones.area({"shape": "rect", "at": [1, 1, 3, 4]}) == 12
    assert zones.area({"shape": "circle", "at": [0, 0, "5"]}) == zones.area({"shape": "star", "at": [1]}) == 0


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"picture": ""}, "body.picture"),
        ({"picture": "chữ"}, "body.picture"),
        ({"width": 0}, "body.width"),
        ({"width": "200"}, "body.width"),
        ({"height": 20_001}, "body.width"),
        ({"points": 0}, "body.points"),
        ({"points": 4}, "body.points"),
        ({"points": True}, "body.points"),
        ({"places": []}, "body.places"),
        ({"places": [{"id": "a", "text": "A", "at": [30, 25]}, {"id": "b", "text": "B", "at": [190, 101]}]}, "body.places.1.at"),
        ({"points": 1, "places": [{"id": "a", "text": "A", "at": [30, 25]}, {"id": "b", "text": "B", "at": [31, 26]}]}, "body.places"),
    ],
)
def test_the_check_of_a_hotspot_names_the_place(change: Json, place: str) -> None:
    content = contents.hotspot()
    content["body"].update(change)
    assert place in {problem.place for problem in HOTSPOT.check(content)}


@pytest.mark.parametrize(
    "zone",
    [
        {"shape": "rect", "at": [170, 10, 40, 30]}, {"shape": "rect", "at": [-1, 10, 40, 30]}, {"shape": "rect", "at": [10, 10, 0, 30]},
        {"shape": "circle", "at": [5, 50, 6]}, {"shape": "circle", "at": [5, 50]}, {"shape": "polygon", "at": [0, 0, 5, 5, 10, 10]},
        {"shape": "polygon", "at": [0, 0, 10, 0, 10]}, {"shape": "star", "at": [1, 2, 3]}, {"shape": "rect", "at": ["10", 10, 4, 4]},
    ],
)  # fmt: skip
def test_a_zone_that_is_no_place_on_the_picture_is_a_problem(zone: Json) -> None:
    content = contents.hotspot(1)
    content["key"]["zones"] = [{"id": "z1", **zone}]
    assert [problem.place for problem in HOTSPOT.check(content)] == ["key.zones.0.at"]


def share(content: Json, raw: object, kind: Any = HOTSPOT) -> Decimal | None:
    return kind.mark(content, kind.normalise(content, raw)).fraction  # type: ignore[no-any-return]


def test_each_zone_counts_once_and_order_does_not_matter() -> None:
    content = contents.hotspot(3)
    z1, z2, z3 = contents.INSIDE.values()
    assert share(content, [z3, z1, z2]) == 1
    assert share(content, [z1, [31, 26], [32, 27]]) == Decimal("0.333333")
    assert share(content, [z1, z2, [199, 0]]) == Decimal("0.666667")
    assert share(content, [[199, 0]]) == 0


def test_fewer_points_than_zones_any_will_do() -> None:
    content = contents.hotspot(3, 1)
    assert [share(content, [point]) for point in contents.INSIDE.values()] == [1, 1, 1]
    assert len(HOTSPOT.mark(content, [[30, 25]]).parts) == 1


def test_overlapping_zones_are_shared_out_as_well_as_can_be() -> None:
    content = contents.hotspot(2)
    content["key"]["zones"] = [{"id": "z1", "shape": "rect", "at": [0, 0, 50, 50]}, {"id": "z2", "shape": "rect", "at": [20, 20, 10, 10]}]
    assert share(content, [[25, 25], [5, 5]]) == share(content, [[5, 5], [25, 25]]) == share(content, [[25, 25], [26, 26]]) == 1


@pytest.mark.parametrize(("right", "worth"), [(0, "0"), (1, "0.1"), (2, "0.25"), (3, "1")])
def test_score_tables_at_their_edges(right: int, worth: str) -> None:
    table = {"1": "0.1", "2": "0.25", "3": "1"}
    hotspot = contents.hotspot(3, table=table)
    points = list(contents.INSIDE.values())[:right] + [[199, n] for n in range(3 - right)]
    assert HOTSPOT.check(hotspot) == [] and share(hotspot, points) == Decimal(worth)
    labels = contents.drag_picture({"s1": "i1", "s2": "i2", "s3": "i3"}, table)
    given = {name: item if n < right else "i1" if item != "i1" else "i2" for n, (name, item) in enumerate(labels["key"]["places"].items())}
    assert LABELS.check(labels) == [] and share(labels, given, LABELS) == Decimal(worth)


@pytest.mark.parametrize(
    "raw", [[[201, 5]], [[5, -1]], [[1, 2, 3]], [["1", 2]], [[True, 1]], [[float("nan"), 1]], [[1, 1]] * 11, "z1", {"x": 1}]
)
def test_what_no_honest_page_sends_is_refused(raw: object) -> None:
    with pytest.raises(InvalidAnswer):
        HOTSPOT.normalise(contents.hotspot(), raw)


def test_points_are_rounded_sorted_and_not_more_than_asked() -> None:
    content = contents.hotspot(2)
    assert HOTSPOT.normalise(content, [[30.4, 24.6], [5, 5]]) == [[5, 5], [30, 25]]
    assert HOTSPOT.normalise(content, [[5, 5], [5, 5], [5, 5]]) == [[5, 5]] and HOTSPOT.normalise(content, []) is None
    with pytest.raises(InvalidAnswer):
        HOTSPOT.normalise(content, [[1, 1], [2, 2], [3, 3]])


def test_no_zone_is_shown_and_no_item_tells_its_spot() -> None:
    assert "z1" not in json.dumps(HOTSPOT.show(contents.hotspot(places=True)))
    assert [row["text"] for row in settled(["Rễ", "lá", "Rễ", "Thân"])] == ["lá", "Rễ", "Thân"]


def test_keys_are_printed_by_the_order_of_the_form() -> None:
    labels = contents.drag_picture({"s1": "i2", "s2": "i1"})
    assert LABELS.key(labels) == "1-B, 2-A" and LABELS.key(labels, ["i2", "i3", "i1"]) == "1-A, 2-C"
    assert HOTSPOT.key(contents.hotspot(2)) == "(30; 25); (150; 50)"
