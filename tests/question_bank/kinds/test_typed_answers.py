"""Short answers, numbers, essays and descriptions at their edges."""

import time
import unicodedata
from decimal import Decimal

import pytest

from question_bank.kinds import wildcard, written_number
from question_bank.kinds.contract import InvalidAnswer
from question_bank.kinds.registry import KINDS

from .contents import description, essay, number, short

SHORT, NUMERICAL, ESSAY = KINDS["short_answer"], KINDS["numerical"], KINDS["essay"]


@pytest.mark.parametrize(
    ("key", "given", "right"),
    [
        ("2,5", "2,5", True),
        ("2,5", "2.5", True),
        ("2,5", "2,50", True),
        ("2,5", " 2 , 5 ", True),
        ("2.5", "2,5", True),
        ("2,5", "25", False),
        ("2", "2,", False),
        ("0,5", ",5", False),
        ("-1", "\u22121", True),
        ("0", "-0", True),
        ("12", "0012", True),
        ("-999", "-999", True),
        ("5", "-", False),
    ],
)
def test_national_answers_are_compared_as_numbers(key: str, given: str, right: bool) -> None:
    content = short([(key, "1")], "national")
    assert SHORT.check(content) == []
    assert (SHORT.mark(content, SHORT.normalise(content, given)).fraction == 1) is right


@pytest.mark.parametrize("raw", ["12345", "1-2", "a", "1,2,3", "2,555", "--1", "1e3", "²", 25, ["2"]])
def test_national_answers_fit_four_boxes(raw: object) -> None:
    with pytest.raises(InvalidAnswer):
        SHORT.normalise(short([("2", "1")], "national"), raw)


@pytest.mark.parametrize("key", ["12345", "abc", "1,234", "-", "2,", ",5", "", "1/2", "*"])
def test_a_key_that_four_boxes_cannot_hold_is_refused(key: str) -> None:
    assert [p.place for p in SHORT.check(short([(key, "1")], "national"))] == ["key.accepted.0.text"]


ANIMALS = [("Ếch", "1"), ("mèo *", "0.5"), ("*", "0")]


@pytest.mark.parametrize(
    ("given", "fraction"),
    [
        ("Ếch", "1"),
        ("ếch", "1"),
        ("  ẾCH ", "1"),
        (unicodedata.normalize("NFD", "Ếch"), "1"),
        ("mèo  mun", "0.5"),
        ("mèo", "0"),
        ("chó", "0"),
    ],
)
def test_text_answers(given: str, fraction: str) -> None:
    content = short(ANIMALS)
    assert SHORT.check(content) == []
    assert SHORT.mark(content, SHORT.normalise(content, given)).fraction == Decimal(fraction)


def test_case_can_matter() -> None:
    content = short([("Na", "1")], case_sensitive=True)
    assert SHORT.mark(content, "Na").fraction == 1
    assert SHORT.mark(content, "NA").fraction == 0


def test_an_answer_hidden_by_an_earlier_row_is_a_problem() -> None:
    assert [p.place for p in SHORT.check(short([("*", "0"), ("Ếch", "1")]))] == ["key.accepted"]
    assert [p.place for p in SHORT.check(short([("Ếch", "0.5")]))] == ["key.accepted"]
    assert [p.place for p in SHORT.check(short([]))] == ["key.accepted"]


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("a*b", "ab", True),
        ("a*b", "axxb", True),
        ("a*b", "a", False),
        ("ab*ba", "aba", False),
        ("*a*b*", "xxaxxbxx", True),
        ("*a*b*", "ba", False),
        ("*", "", True),
        (r"2\*3", "2*3", True),
        (r"2\*3", "2x3", False),
        ("a.c", "abc", False),
    ],
)
def test_wildcards(pattern: str, text: str, fits: bool) -> None:
    assert wildcard.matches(pattern, text, case_sensitive=True) is fits


def test_wildcards_are_linear() -> None:
    started = time.perf_counter()
    assert not wildcard.matches("*a" * 100 + "b", "a" * 200, case_sensitive=False)
    assert time.perf_counter() - started < 0.2


@pytest.mark.parametrize("raw", ["a\x00", "\ud800", "x" * 201, 5, {}])
def test_text_answers_refuse(raw: object) -> None:
    with pytest.raises(InvalidAnswer):
        SHORT.normalise(short(ANIMALS), raw)


def test_keys_of_typed_answers() -> None:
    assert SHORT.key(short([("2.5", "1")], "national")) == "2,5"
    assert SHORT.key(short([("Nơi*", "0.5"), ("Hà *Nội", "1")])) == "Hà Nội"
    assert NUMERICAL.key(number([("3.14", "0.005", "1")], "m")) == "3,14 ± 0,005 m"
    assert NUMERICAL.key(number([("5", "0", "0.5"), ("6.02E23", "0", "1")])) == "6,02E+23"


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("2,5", "2.5"),
        ("2.50", "2.5"),
        ("+2.5", "2.5"),
        (",5", "0.5"),
        ("100", "100"),
        ("1e2", "100"),
        ("-0", "0"),
        ("6,02x10^23", "6.02E+23"),
        ("2.10^3", "2000"),
        ("9,8 m/s", "9.8"),
        ("9,8m/s", "9.8"),
        ("", None),
        ("   ", None),
    ],
)
def test_numbers_are_read_as_people_write_them(given: str, canonical: str | None) -> None:
    assert NUMERICAL.normalise(number([("1", "0", "1")], "m/s"), given) == canonical


@pytest.mark.parametrize(
    "raw",
    ["1.000,5", "abc", "1e999", "1e100", "9" * 31, "9" * 5000, "NaN", "Infinity", "1 kg", "--1", "0x10", 5, 2.5, []],
)
def test_what_is_no_bounded_number_is_refused(raw: object) -> None:
    with pytest.raises(InvalidAnswer):
        NUMERICAL.normalise(number([("1", "0", "1")], "m/s"), raw)


@pytest.mark.parametrize(
    ("given", "fraction"),
    [
        ("3.14", "1"),
        ("3.145", "1"),
        ("3.135", "1"),
        ("3.1451", "0.5"),
        ("3.2", "0.5"),
        ("3.24", "0.5"),
        ("3.2400001", "0"),
        ("-3.14", "0"),
    ],
)
def test_tolerance_ends_are_included(given: str, fraction: str) -> None:
    content = number([("3,14", "0.005", "1"), ("3,14", "0.1", "0.5"), ("*", "0", "0")])
    assert NUMERICAL.check(content) == []
    assert NUMERICAL.mark(content, given).fraction == Decimal(fraction)


def test_numbers_far_apart_are_compared_exactly() -> None:
    big, small = Decimal("1E+99"), Decimal("1E-99")
    assert not written_number.is_near(big + 0, Decimal("1E+98"), Decimal(1))
    assert not written_number.is_near(small, Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (("x", "0", "1"), "key.accepted.0.value"),
        (("1e500", "0", "1"), "key.accepted.0.value"),
        (("1", "-1", "1"), "key.accepted.0.tolerance"),
        (("1", "x", "1"), "key.accepted.0.tolerance"),
        (("1", "0", "2"), "key.accepted.0.fraction"),
        (("*", "0", "1"), "key.accepted.0.fraction"),
        (("1", "0", "0.9"), "key.accepted"),
    ],
)
def test_numerical_problems(row: tuple[str, str, str], place: str) -> None:
    assert [problem.place for problem in NUMERICAL.check(number([row]))] == [place]


def test_an_essay_waits_for_a_person() -> None:
    mark = ESSAY.mark(essay(), {"text": "Bài làm"})
    assert mark.fraction is None
    assert str(mark.reason) == "Chờ người chấm."


def test_an_essay_of_20000_characters_is_taken_and_one_more_is_not() -> None:
    taken = ESSAY.normalise(essay(), {"text": "ế" * 20_000})
    assert taken == {"text": "ế" * 20_000}
    with pytest.raises(InvalidAnswer):
        ESSAY.normalise(essay(), {"text": "ế" * 20_001})


def test_line_breaks_of_a_browser_count_once() -> None:
    assert ESSAY.normalise(essay(), {"text": "a\r\nb\rc \r\n"}) == {"text": "a\nb\nc"}
    assert ESSAY.normalise(essay(), {"text": "x\r\n" * 10_000}) is not None
    assert ESSAY.normalise(essay(), {"text": " \r\n "}) is None


@pytest.mark.parametrize("raw", ["text", {"text": 5}, {"text": "a", "html": "b"}, {"text": "a\x00"}, ["a"]])
def test_an_essay_refuses(raw: object) -> None:
    with pytest.raises(InvalidAnswer):
        ESSAY.normalise(essay(), raw)


@pytest.mark.parametrize(("fractions", "fine"), [(["0.5", "0.5"], True), (["0.5", "0.4"], False), (["1"], True), ([None], False)])
def test_a_rubric_makes_a_whole(fractions: list[object], fine: bool) -> None:
    rubric = [{"id": f"r{n}", "text": f"Ý {n}", "fraction": share} for n, share in enumerate(fractions)]
    assert (ESSAY.check(essay(rubric=rubric)) == []) is fine


@pytest.mark.parametrize("lines", [-1, 201, True, "5", None])
def test_lines_are_a_sane_number(lines: object) -> None:
    assert [p.place for p in ESSAY.check({**essay(), "body": {"lines": lines}})] == ["body.lines"]


def test_a_description_takes_no_answer() -> None:
    kind = KINDS["description"]
    assert kind.mark(description(), None).fraction == 0
    with pytest.raises(InvalidAnswer):
        kind.normalise(description(), "a")
