"""What is asked of a draw, what keeps it, and why it fails, in words."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from question_bank.rules.matrix.cells import Candidate
from question_bank.rules.matrix.keeping import Standing, keeps
from question_bank.rules.matrix.limits import Limit, Limits, Obstacle
from question_bank.rules.matrix.obstacles import obstacle_words
from question_bank.rules.matrix.plan import Asked, asked_from, codes_for, codes_given, mixed

EASY = Candidate(1, 10, "single_choice", frozenset({1}), "NB", 7, Decimal("0.8"), 60, tags=("đồ thị",))
HARD = replace(EASY, id=2, facility=Decimal("0.2"), outcome_id=8, tags=())


@pytest.mark.parametrize(
    ("given", "forms", "codes"),
    [
        ((), 2, ("0101", "0102")),
        (("107", "205"), 4, ("107", "205", "206", "207")),
        (("0101", "0102", "0103"), 2, ("0101", "0102")),
        (("0102", "0101"), 3, None),
        (("12",), 1, None),
        (("A01",), 1, None),
        (("999999",), 2, None),
    ],
)
def test_codes_count_on_from_the_last_and_are_never_the_same(given: tuple[str, ...], forms: int, codes: tuple[str, ...] | None) -> None:
    assert codes_for(given, forms) == codes


@pytest.mark.parametrize(
    ("codes", "given"),
    [
        (("0101", "0102", "0103"), ("0101",)),
        (("101", "205", "309"), ("101", "205", "309")),
        (("101", "205", "206"), ("101", "205")),
        (("0107",), ("0107",)),
    ],
)
def test_a_paper_asked_for_again_names_the_codes_that_the_others_count_on_from(codes: tuple[str, ...], given: tuple[str, ...]) -> None:
    assert codes_given(codes) == given and codes_for(given, len(codes)) == codes


def test_what_was_asked_comes_back_from_json() -> None:
    asked = Asked(3, True, codes=("0101", "0102", "0103"), facility_from=Decimal("0.5"), spread=Decimal("0.02"), per_tag=2)
    assert asked_from(json.loads(json.dumps(asked.to_json()))) == asked


def test_limits_follow_what_was_asked() -> None:
    assert Asked(4).limits(45) == Limits(1, False, 2700)
    asked = Asked(3, True, within_time=False, facility_to=Decimal("0.7"))
    assert asked.limits(45) == Limits(3, False, None, facility=(Decimal(0), Decimal("0.7")))
    assert (asked.sets_apart, replace(asked, shares=True).sets_apart, Asked(4).sets_apart) == (3, 1, 1)


def test_one_seed_mixes_one_way() -> None:
    assert mixed("abcdefgh", "7") == mixed("abcdefgh", "7") != mixed("abcdefgh", "8")


@pytest.mark.parametrize(
    ("limits", "holds"),
    [
        (Limits(seconds=120), True),
        (Limits(seconds=119), False),
        (Limits(per_outcome=1), True),
        (Limits(per_tag=1), True),
        (Limits(facility=(Decimal("0.5"), Decimal("0.5"))), True),
        (Limits(facility=(Decimal("0.51"), Decimal(1))), False),
    ],
)
def test_a_swap_keeps_every_limit_of_the_draw(limits: Limits, holds: bool) -> None:
    points = Decimal(1)
    assert keeps([[Standing(EASY, points), Standing(HARD, points)]], set(), limits) is holds


def test_a_swap_brings_no_enemy_no_double_and_no_question_of_another_form() -> None:
    easy, hard = Standing(EASY, Decimal(1)), Standing(HARD, Decimal(1))
    assert not keeps([[easy, hard]], {(1, 2)}, Limits())
    assert not keeps([[easy, easy]], set(), Limits())
    assert not keeps([[easy], [easy]], set(), Limits(2)) and keeps([[easy], [easy]], set(), Limits(2, shares=True))
    assert not keeps([[easy], [hard]], set(), Limits(2, spread=Decimal("0.5")))
    assert not keeps([[easy, Standing(replace(HARD, tags=EASY.tags), Decimal(1))]], set(), Limits(per_tag=1))


@pytest.mark.parametrize(
    ("obstacle", "words"),
    [
        (Obstacle(Limit.ENEMIES, (1, 2), Decimal(1)), "Câu A và câu B không được đứng chung đề, nhưng ma trận buộc phải lấy cả hai."),
        (Obstacle(Limit.SECONDS, (), Decimal(61)), "Thời gian làm bài: đề nhanh nhất vẫn cần 47 phút, giới hạn là 45 phút."),
        (Obstacle(Limit.OUTCOME, (7,), Decimal(2)), "Yêu cầu cần đạt “Xét dấu”: giới hạn 1 câu mỗi đề, ma trận buộc phải lấy ít nhất 3."),
        (Obstacle(Limit.TAG, ("đồ thị",), Decimal(1)), "Nhãn “đồ thị”: giới hạn 1 câu mỗi đề, ma trận buộc phải lấy ít nhất 2."),
        (Obstacle(Limit.FACILITY, (), Decimal("0.5")), "Điểm dự đoán không thể nằm từ 6 đến 7: gần nhất vẫn lệch 0,5 điểm."),
        (Obstacle(Limit.SPREAD, (), Decimal("0.1")), "Các đề không thể cách nhau trong 0,2 điểm dự đoán: ít nhất vẫn vượt 0,1 điểm."),
    ],
)
def test_what_stands_in_the_way_is_named(obstacle: Obstacle, words: str) -> None:
    limits = Limits(2, False, 2700, 1, 1, (Decimal("0.6"), Decimal("0.7")), Decimal("0.02"))
    assert str(obstacle_words(obstacle, limits, {1: "A", 2: "B"}, {7: "Xét dấu"}, Decimal(10))) == words
