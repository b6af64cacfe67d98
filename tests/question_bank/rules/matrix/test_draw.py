"""Drawing: every constraint is kept, the same seed gives the same paper, and what stands in the way is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.rules.matrix.cells import Candidate, Cell
from question_bank.rules.matrix.draw import Drawn, draw
from question_bank.rules.matrix.limits import Limit, Limits

NO_LIMITS = Limits()
LEVELS = {"B": "NB", "V": "VD"}


def cell(count: int, level: str = "B", topic: int | None = None, kind: str = "single_choice") -> Cell:
    return Cell(0, "I", level, count, Decimal("0.25"), kind, frozenset({LEVELS[level]}), topic)


def question(number: int, level: str = "B", topic: int = 1, **more: object) -> Candidate:
    plain = Candidate(number, number * 10, "single_choice", frozenset({topic}), LEVELS[level], None, Decimal("0.6"), 60)
    return replace(plain, **more)


def drawn(
    cells: list[Cell], bank: list[Candidate], limits: Limits = NO_LIMITS, enemies: Sequence[tuple[int, int]] = (), seed: str = "a"
) -> Drawn:
    return draw(cells, bank, enemies, limits, seed, seconds=20)


def ids(found: Drawn) -> list[set[int]]:
    return [{pick.question_id for pick in each} for each in found.sets]


def test_a_question_wanted_by_two_cells_goes_where_it_is_the_only_one() -> None:
    bank = [question(1, topic=1), question(2, topic=2)]
    found = drawn([cell(1), cell(1, topic=1)], bank)
    assert [(pick.cell, pick.question_id) for pick in found.sets[0]] == [(0, 2), (1, 1)]


def test_what_many_have_seen_is_drawn_last() -> None:
    assert ids(drawn([cell(1)], [question(1, exposures=40), question(2)])) == [{2}]


def test_parallel_sets_share_nothing_unless_they_may() -> None:
    bank = [question(n) for n in range(1, 5)]
    first, second = ids(drawn([cell(2)], bank, Limits(sets=2)))
    assert first | second == {1, 2, 3, 4}
    assert len(ids(drawn([cell(3)], bank, Limits(sets=2, shares=True)))) == 2


def test_enemies_in_the_way_are_named() -> None:
    found = drawn([cell(2)], [question(1), question(2)], enemies=[(1, 2)])
    assert not found.sets and [(o.limit, o.names) for o in found.obstacles] == [(Limit.ENEMIES, (1, 2))]


def test_too_little_time_is_told_with_what_is_missing() -> None:
    found = drawn([cell(2)], [question(n, seconds=100) for n in range(1, 4)], Limits(seconds=150))
    assert [(o.limit, o.over) for o in found.obstacles] == [(Limit.SECONDS, 50)]


def test_too_many_of_an_outcome_and_of_a_tag_are_told_by_name() -> None:
    bank = [question(n, outcome_id=7, tags=("đồ thị",)) for n in range(1, 4)]
    found = drawn([cell(2)], bank, Limits(per_outcome=1, per_tag=1))
    assert {(o.limit, o.names) for o in found.obstacles} == {(Limit.OUTCOME, (7,)), (Limit.TAG, ("đồ thị",))}


def test_a_band_that_no_questions_reach_is_told() -> None:
    found = drawn([cell(1)], [question(1)], Limits(facility=(Decimal("0.8"), Decimal("0.9"))))
    assert [o.limit for o in found.obstacles] == [Limit.FACILITY]


def test_sets_that_cannot_be_as_hard_as_each_other_are_told() -> None:
    bank = [question(1, facility=Decimal("0.2")), question(2, facility=Decimal("0.9"))]
    assert [o.limit for o in drawn([cell(1)], bank, Limits(sets=2, spread=Decimal("0.1"))).obstacles] == [Limit.SPREAD]


banks = st.lists(
    st.builds(
        lambda level, topic, seconds, facility, tags, outcome: (level, topic, seconds, facility, tags, outcome),
        st.sampled_from("BV"), st.integers(1, 2), st.sampled_from([30, 60, 120]), st.sampled_from(["0.3", "0.6", "0.9"]),
        st.sampled_from([(), ("t",)]), st.sampled_from([None, 5]),
    ),
    min_size=2, max_size=7,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    banks, st.sets(st.tuples(st.integers(1, 6), st.integers(1, 6)).filter(lambda p: p[0] < p[1]), max_size=3), st.integers(1, 2), st.data()
)
def test_a_drawn_paper_keeps_every_constraint_and_none_is_refused_that_could_be_drawn(rows, enemies, sets, data) -> None:  # type: ignore[no-untyped-def]
    bank = [
        question(n, level, topic, seconds=seconds, facility=Decimal(facility), tags=tags, outcome_id=outcome)
        for n, (level, topic, seconds, facility, tags, outcome) in enumerate(rows, start=1)
    ]
    cells = [cell(1), cell(1, "V", 1)]
    limits = Limits(
        sets, data.draw(st.booleans()), data.draw(st.sampled_from([None, 150])), data.draw(st.sampled_from([None, 1])),
        data.draw(st.sampled_from([None, 1])), data.draw(st.sampled_from([None, (Decimal("0.4"), Decimal("0.7"))])),
        data.draw(st.sampled_from([None, Decimal("0.1")])),
    )  # fmt: skip
    found = drawn(cells, bank, limits, sorted(enemies), seed="h")
    assert found == drawn(cells, list(reversed(bank)), limits, sorted(enemies), seed="h")
    known = {each.id: each for each in bank}
    papers = [pair for pair in product(known.values(), repeat=2) if keeps([pair], cells, limits, enemies)]
    possible = any(keeps(chosen, cells, limits, enemies) for chosen in product(papers, repeat=sets))
    assert bool(found.sets) == possible
    if found.sets:
        assert keeps([tuple(known[pick.question_id] for pick in each) for each in found.sets], cells, limits, enemies)


def keeps(papers, cells: list[Cell], limits: Limits, enemies: set[tuple[int, int]]) -> bool:  # type: ignore[no-untyped-def]
    """Whether papers of one question for each of two cells satisfy everything, said as plainly as can be."""
    if not limits.shares and len({each.id for paper in papers for each in paper}) < sum(len(paper) for paper in papers):
        return False
    easy = [sum(each.facility for each in paper) / len(paper) for paper in papers]
    if limits.spread is not None and max(easy) - min(easy) > limits.spread:
        return False
    return all(keeps_alone(paper, cells, limits, enemies) for paper in papers)


def keeps_alone(paper, cells: list[Cell], limits: Limits, enemies: set[tuple[int, int]]) -> bool:  # type: ignore[no-untyped-def]
    numbers, easy = [each.id for each in paper], sum(each.facility for each in paper) / len(paper)
    return (
        len(set(numbers)) == len(numbers)
        and all(place.takes(each) for place, each in zip(cells, paper, strict=True))
        and not any(pair in enemies for pair in combinations(sorted(numbers), 2))
        and (limits.seconds is None or sum(each.seconds for each in paper) <= limits.seconds)
        and (limits.per_outcome is None or sum(each.outcome_id == 5 for each in paper) <= limits.per_outcome)
        and (limits.per_tag is None or sum("t" in each.tags for each in paper) <= limits.per_tag)
        and (limits.facility is None or limits.facility[0] <= easy <= limits.facility[1])
    )
