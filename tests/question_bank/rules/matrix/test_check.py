"""A matrix against what banks hold: short cells and cells that compete, in words."""

from __future__ import annotations

from dataclasses import dataclass

from core.words import Message, say
from question_bank.rules.matrix.check import Check, check, of_another_kind, short_words
from tests.question_bank.rules.matrix.tables import table, unit

KINDS: dict[str, Message] = {"single_choice": say("Nhiều lựa chọn"), "true_false_group": say("Đúng/Sai")}


@dataclass(frozen=True)
class Sort:
    free: int
    topic: int = 1
    level: str | None = "NB"
    kind: str = "single_choice"
    outcome_id: int | None = None
    held: int = 0

    @property
    def above(self) -> frozenset[int]:
        return frozenset({self.topic})


def words(found: Check) -> list[str]:
    return [str(each) for each in short_words(found, KINDS)]


def test_a_bank_with_enough_holds_and_says_nothing() -> None:
    found = check(table(unit(0, 1, "Hàm số", I_B=2)), [Sort(2)])
    assert found.holds and words(found) == [] and found.places[0, "I", "B"].standing == "ok"


def test_a_short_cell_is_named_with_what_is_held_back() -> None:
    found = check(table(unit(0, 1, "Hàm số", I_B=3)), [Sort(1, held=1), Sort(9, level="TH"), Sort(9, topic=2)])
    assert words(found) == [
        "Hàm số · Biết · Nhiều lựa chọn: cần 3, có 1 (thêm 1 câu đang nghỉ, nghi lộ hoặc đã dùng quá giới hạn)."
    ]  # fmt: skip
    assert found.places[0, "I", "B"].standing == "short"


def test_cells_that_need_the_same_questions_are_told_together() -> None:
    found = check(table(unit(0, 1, "Hàm số", I_B=2), unit(1, None, I_B=2)), [Sort(3)])
    assert words(found) == ["Hàm số · Biết · Nhiều lựa chọn và 1 ô dùng chung câu hỏi với ô này: cần 4, có 3."]
    assert [each.standing for each in found.places.values()] == ["tied", "tied"]


def test_a_column_of_two_levels_takes_both() -> None:
    assert check(table(unit(0, 1, I_V=2)), [Sort(1, level="VD"), Sort(1, level="VDC")]).holds


def test_a_row_with_outcomes_leaves_other_outcomes_of_its_topic() -> None:
    named = table(unit(0, 1, "", (7,), I_B=2))
    assert check(named, [Sort(1, outcome_id=7), Sort(1, outcome_id=None)]).holds
    assert not check(named, [Sort(1, outcome_id=7), Sort(9, outcome_id=8)]).holds


def test_papers_that_share_no_question_need_as_many_more() -> None:
    asked = table(unit(0, 1, I_B=2))
    assert check(asked, [Sort(5)], sets=2).holds and not check(asked, [Sort(5)], sets=3).holds


def test_an_empty_matrix_does_not_hold() -> None:
    assert not check(table(unit(0, 1)), [Sort(9)]).holds


def test_shared_stimuli_that_would_fit_short_cells_are_counted() -> None:
    shared = [Sort(3, kind="stimulus"), Sort(5, kind="stimulus", topic=2), Sort(7, kind="stimulus", level="VD")]
    assert of_another_kind(check(table(unit(0, 1, I_B=2)), [Sort(1)]), shared, "stimulus") == 3
    assert of_another_kind(check(table(unit(0, 1, I_B=2)), [Sort(2)]), shared, "stimulus") == 0
