"""Parts of other kinds under one stimulus: weights, waiting, order of options, places of problems and of html."""

import json
from decimal import Decimal
from typing import Any

import pytest

from question_bank.kinds.contract import InvalidAnswer
from question_bank.kinds.registry import KINDS
from question_bank.rules.content import pictures_in, safe_content
from question_bank.rules.review import review_of

from . import contents

STIMULUS = KINDS["stimulus"]
CHOICE, GROUP = ("single_choice", contents.single()), ("true_false_group", contents.group("ĐSĐS"))
ESSAY = ("essay", contents.essay())
Json = dict[str, Any]


def share(content: Json, raw: object) -> Decimal | None:
    return STIMULUS.mark(content, STIMULUS.normalise(content, raw)).fraction


def test_a_mark_is_the_mean_by_weight() -> None:
    even, heavy = contents.stimulus([CHOICE, GROUP]), contents.stimulus([CHOICE, GROUP], ["3", "1"])
    assert share(even, {"p1": "b"}) == Decimal("0.5") and share(heavy, {"p1": "b"}) == Decimal("0.75")
    assert share(heavy, {"p2": {"a": True, "b": False}}) == Decimal("0.0625")  # the national table gives 0.25 for two of four
    assert share(heavy, {}) == 0 and STIMULUS.normalise(heavy, {"p1": None, "p2": {}}) is None


def test_it_waits_for_a_person_only_while_a_part_does() -> None:
    content = contents.stimulus([CHOICE, ESSAY])
    assert share(content, {"p1": "b", "p2": {"text": "Bài"}}) is None
    assert share(content, {"p1": "b", "p2": {"text": " "}}) == Decimal("0.5")


def test_an_answer_to_a_part_that_is_not_there_or_not_of_its_kind_is_refused() -> None:
    content = contents.stimulus([CHOICE])
    for raw in ({"p9": "b"}, {"p1": "z"}, ["b"]):
        with pytest.raises(InvalidAnswer):
            STIMULUS.normalise(content, raw)


def test_options_of_a_part_follow_the_order_of_the_form_and_so_does_the_key() -> None:
    content = contents.stimulus([CHOICE, GROUP, ("single_choice", contents.single("a"))])
    assert STIMULUS.orderable(content) == tuple(f"{part}.{name}" for part in ("p1", "p3") for name in "abcd")
    order = ["p3.b", "p1.d", "p1.b", "p3.a", "p1.a", "p1.c", "p3.c", "p3.d"]
    shown: Any = STIMULUS.show(content, order)["body"]
    assert [[row["id"] for row in part["body"]["options"]] for part in shown["parts"] if "options" in part["body"]] == [
        list("dbac"),
        list("bacd"),
    ]
    assert STIMULUS.key(content, order) == "1) B; 2) ĐSĐS; 3) B"


def test_the_keys_of_parts_are_not_shown() -> None:
    before = contents.stimulus([CHOICE, GROUP, ("hotspot", contents.hotspot())])
    after = json.loads(json.dumps(before))
    for part in after["body"]["parts"]:
        part["content"].update(key={}, explanation="khác")
    assert STIMULUS.show(before) == STIMULUS.show(after) and contents.SECRET not in json.dumps(STIMULUS.show(before))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"kind": "stimulus"}, "body.parts.0.kind"),
        ({"kind": "description"}, "body.parts.0.kind"),
        ({"share": "0"}, "body.parts.0.share"),
        ({"share": "nhiều"}, "body.parts.0.share"),
        ({"id": "p2"}, "body.parts.1.id"),
        ({"content": contents.single("z")}, "body.parts.0.content.key.right"),
        ({"content": None}, "body.parts.0.content"),
    ],
)
def test_a_problem_of_a_part_is_named_by_its_place(change: Json, place: str) -> None:
    content = contents.stimulus([CHOICE, GROUP])
    content["body"]["parts"][0].update(change)
    assert place in {problem.place for problem in STIMULUS.check(content)}


def test_html_pictures_and_formulas_of_parts_are_found() -> None:
    content = contents.stimulus(
        [("hotspot", contents.hotspot()), ("single_choice", {**contents.single(), "stem": "<script>x</script>\\(x^2\\)"})]
    )
    assert pictures_in(STIMULUS, content) == {"a.png"}
    safe = json.dumps(safe_content(STIMULUS, content))
    assert "/media/a.png" in safe and "<msup>" in safe and "script" not in safe


def test_a_review_holds_the_review_of_each_part() -> None:
    content = contents.stimulus([CHOICE, ("hotspot", contents.hotspot(2))])
    answer = {"p1": "a", "p2": [[30, 25], [199, 1]]}
    parts = [{"id": p.id, "given": p.given, "right": p.right, "ok": p.ok} for p in STIMULUS.mark(content, answer).parts]
    review = review_of(STIMULUS.show(content), answer, parts, with_key=True)
    choice, points = review.parts
    assert [(line.label, line.given, line.right) for line in choice.lines if line.given or line.right] == [
        ("A", True, False),
        ("B", False, True),
    ]
    assert [(line.given, line.ok) for line in points.lines] == [("(30; 25)", True), ("(199; 1)", False), (None, False)]
    assert points.picture is not None
    assert points.picture.marks == ((30, 25, "1", True), (199, 1, "2", False), (150, 50, "✓", True))
    blind = review_of(STIMULUS.show(content), answer, parts, with_key=False)
    assert blind.is_answered and [line.ok for part in blind.parts for line in part.lines] == [None] * 6
