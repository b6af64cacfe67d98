"""Adding up what a mock came to."""

from decimal import Decimal as D

from review.rules.report import summed


def test_points_and_counts_are_added_by_key_in_the_order_they_come() -> None:
    sums = summed([("b", D("0.25"), D("0.25")), ("a", D(0), D("0.25")), ("b", D("0.1"), D(1))])
    assert [(s.key, s.count, s.right, s.points, s.max_points) for s in sums] == [
        ("b", 2, 1, D("0.35"), D("1.25")),
        ("a", 1, 0, D(0), D("0.25")),
    ]
    assert [s.percent for s in sums] == [28, 0]


def test_every_way_of_adding_gives_the_same_whole() -> None:
    rows = [(n % 3, D(n) / 4, D(3)) for n in range(12)]
    assert sum(s.points for s in summed(rows)) == sum(points for _, points, _ in rows)


def test_nothing_adds_up_to_nothing() -> None:
    assert summed([]) == []
    assert summed([("x", D(0), D(0))])[0].percent == 0
