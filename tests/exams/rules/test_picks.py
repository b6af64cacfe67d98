"""The lines of a question, read from marks of real kinds."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exams.rules.picks import VARIES, picks_of, right_picks_of
from question_bank.kinds.contract import Examined
from question_bank.kinds.registry import KINDS, kind_of
from tests.question_bank.kinds import contents

SINGLE = contents.single()
MULTIPLE = contents.multiple({"a": "0.5", "c": "0.5", "d": "-0.5"})
GROUP = contents.group("ĐSĐS")
MATCH = contents.match({"p1": "c2", "p2": "c1"})
SPOTS = contents.hotspot(3, 2)
LABELS = contents.drag_picture({"s1": "i2", "s2": "i1"})
SHARED = contents.stimulus([("single_choice", SINGLE), ("matching", MATCH), ("essay", contents.essay())])
SHORT = contents.short([("Hà Nội", "1")])
ORDER = contents.order(3)
GAPS = contents.cloze()
WORDS = contents.words([("mèo", "1"), ("chó", "1")])


@pytest.mark.parametrize(
    ("kind", "content", "answer", "picks", "right"),
    [
        ("single_choice", SINGLE, "a", {"=a"}, {"=b"}),
        ("single_choice", SINGLE, None, set(), {"=b"}),
        ("multiple_choice", MULTIPLE, ["a", "d"], {"a", "d"}, {"a", "c"}),
        ("true_false_group", GROUP, {"a": True, "b": True, "c": True, "d": False}, {"a", "c", "d"}, {"a", "b", "c", "d"}),
        ("true_false_group", GROUP, {"a": True}, {"a"}, {"a", "b", "c", "d"}),
        ("matching", MATCH, {"p1": "c2", "p2": "c2"}, {"p1"}, {"p1", "p2"}),
        ("short_answer", SHORT, "hà nội", {"=hà nội"}, {"=Hà Nội", "=hà nội"}),
        ("short_answer", SHORT, "Huế", {"=Huế"}, {"=Hà Nội"}),
        ("hotspot", SPOTS, [[30, 25], [199, 1]], {"z1"}, {"z1", "z2"}),
        ("hotspot", SPOTS, None, set(), {"z1", "z2"}),
        ("drag_picture", LABELS, {"s1": "i2", "s2": "i3"}, {"s1"}, {"s1", "s2"}),
        ("ordering", ORDER, ["i3", "i1", "i2"], {"i3"}, {"i1", "i2", "i3"}),
        ("cloze", GAPS, {"1": "Thăng Long", "2": "2.55", "3": "b"}, {"2", "3"}, {"1", "2", "3"}),
        ("drag_words", WORDS, {"1": "w2"}, {"1"}, {"1", "2"}),
        ("stimulus", SHARED, {"p1": "b", "p2": {"p1": "c2"}, "p3": {"text": "x"}}, {"p1"}, {"p1", "p2", "p3"}),
        ("essay", contents.essay(), {"text": "x"}, set(), set()),
        ("essay", contents.essay(), None, set(), set()),
        ("parameterised", contents.parameterised(), "5", set(), set()),
        ("code", contents.program(), None, set(), set()),
    ],
)
def test_lines_of_an_answer(kind: str, content: dict[str, object], answer: object, picks: set[str], right: set[str]) -> None:
    mark = kind_of(kind).mark(content, answer)
    parts = [{"id": part.id, "given": part.given, "right": part.right, "ok": part.ok} for part in mark.parts]
    assert picks_of(kind, parts) == picks
    assert right_picks_of(kind, parts) == right


def test_an_examined_answer_lies_on_the_line_of_every_rule_that_was_met() -> None:
    parts = [{"id": str(place), "given": None, "right": None, "ok": ok} for place, ok in enumerate((True, False, True), start=1)]
    assert picks_of("office_practical", parts) == {"1", "3"}
    assert right_picks_of("office_practical", parts) == {"1", "2", "3"}
    assert picks_of("office_practical", parts[1:2]) == frozenset()


@pytest.mark.parametrize("code", KINDS)
@given(data=st.data())
@settings(deadline=None, max_examples=8)
def test_of_any_kind_the_right_answer_lies_on_every_right_line_and_no_answer_on_none(code: str, data: st.DataObject) -> None:
    kind, content = KINDS[code], data.draw(contents.VALID[code])
    blank = _parts(code, content, None)
    assert picks_of(code, blank) == frozenset()
    if kind.marking != "machine" or isinstance(kind, Examined):
        assert right_picks_of(code, blank) == frozenset()
        return
    right = _parts(code, content, contents.right_answer(code, content))
    assert picks_of(code, right) <= right_picks_of(code, right)
    assert bool(right_picks_of(code, right)) == (code != VARIES)
    assert right_picks_of(code, blank) <= right_picks_of(code, right)


def _parts(code: str, content: dict[str, Any], answer: object) -> list[dict[str, object]]:
    kind = KINDS[code]
    found = kind.mark(content, kind.normalise(content, answer)).parts if kind.marking != "nobody" else ()
    return [{"id": part.id, "given": part.given, "right": part.right, "ok": part.ok} for part in found]
