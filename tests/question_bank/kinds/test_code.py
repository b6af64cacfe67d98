"""Programmes: what an examination finds, how outputs are compared, what candidates read of it. Programs are really run."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from core import sandbox
from core.sandbox import NoSandbox
from question_bank.kinds import programs
from question_bank.kinds.code import Code, limits_of, why_not
from question_bank.kinds.contract import Finding, InvalidAnswer
from question_bank.kinds.programs import is_same

from .contents import SECRET, program

KIND = Code()
SQUARE = "print(int(input()) ** 2)"


@pytest.fixture
def walls() -> None:
    if (reason := programs.why_not("python")) is not None:
        pytest.skip(f"no sandbox on this machine, nothing is run: {reason}")


@pytest.fixture
def no_walls(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PATH", "/nowhere")
    sandbox.why_not.cache_clear()
    yield
    sandbox.why_not.cache_clear()


def examined(content: dict[str, Any], source: str) -> Finding:
    return KIND.examine(content, KIND.normalise(content, {"text": source}), lambda sha256: b"")


def verdicts(source: str, tests: list[tuple[str, str]] | None = None, **changed: Any) -> list[str]:
    found = examined(program(tests, **changed), source)
    return [str(row.found) for row in found.evidence]


def test_a_right_programme_earns_everything(walls: None) -> None:
    found = examined(program(), SQUARE)
    assert found.fraction == 1 and found.is_final
    assert str(found.reason) == "Qua 2 trên 2 bài thử."


def test_what_did_not_begin_in_time_is_told_and_left_to_a_person(walls: None) -> None:
    content = program([("3", "9"), ("4", "16"), ("5", "25")])
    found = KIND.examine(content, KIND.normalise(content, {"text": SQUARE}), lambda sha256: b"", within=0)
    assert [str(row.found) for row in found.evidence] == ["đúng", *["chưa chạy: quá thời gian kiểm tra"] * 2]
    assert not found.is_final and found.fraction is not None and 0 < found.fraction < 1
    assert "chạy được 1 trên 3 bài thử, qua 1" in str(found.reason)
    again = KIND.examine(content, KIND.normalise(content, {"text": SQUARE}), lambda sha256: b"")
    assert again.is_final and again.fraction == 1, "the same answer can be examined again"


def test_limits_that_an_honest_programme_could_not_use_up_in_time_are_refused() -> None:
    for count, seconds, is_faulty in ((24, 5, False), (25, 5, True), (50, 2, False)):
        content = program([(str(n), str(n * n)) for n in range(count)], seconds=seconds)
        assert [problem.place for problem in KIND.check(content)] == ["body.seconds"] * is_faulty


def test_each_test_earns_its_share(walls: None) -> None:
    content = program([("3", "9"), ("-4", "16"), ("0", "0")])
    for row, share in zip(content["key"]["tests"], ("1", "2", "1"), strict=True):
        row["share"] = share
    found = examined(content, "n = int(input())\nprint(n * n if n >= 0 else 'sai')")
    assert found.fraction == Decimal("0.5")
    assert [(row.earned, row.share) for row in found.evidence] == [(Decimal("0.25"),) * 2, (0, Decimal("0.5")), (Decimal("0.25"),) * 2]


def test_the_evidence_tells_the_outcome_and_nothing_of_the_test(walls: None) -> None:
    found = examined(program([("3", "9"), ("41", "1681")]), "print(input(), 9)")
    assert not any(word in f"{row.wanted}{row.found}{row.where}" for row in found.evidence for word in ("41", "1681", SECRET))


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        ("while True: pass", "quá thời gian"),
        ("x = bytearray(10**9)", "quá bộ nhớ"),
        ("print('x' * 10**6)", "in ra quá nhiều"),
        ("print(1 // 0)", "lỗi khi chạy"),
        ("raise SystemExit(1)", "lỗi khi chạy"),
        ("print(7)", "sai kết quả"),
        ("", "sai kết quả"),
    ],
)
def test_what_goes_wrong_is_named(walls: None, source: str, verdict: str) -> None:
    assert verdicts(source or "pass", [("3", "9")]) == [verdict]


def test_a_programme_that_cannot_be_read_is_run_on_nothing(walls: None) -> None:
    found = examined(program(), "def")
    assert found.fraction == 0 and str(found.reason) == "Chương trình có lỗi cú pháp."


def test_tests_know_nothing_of_each_other(walls: None) -> None:
    source = "import os\nprint(9 if not os.path.exists('/tmp/x') else 0)\nopen('/tmp/x', 'w').close()"
    assert verdicts(source, [("1", "9"), ("2", "9")]) == ["đúng", "đúng"]


def test_a_programme_is_compiled_once_and_run(walls: None) -> None:
    if (reason := programs.why_not("cpp")) is not None:
        pytest.skip(f"no C++ on this machine: {reason}")
    source = "#include <iostream>\nint main() { long n; std::cin >> n; std::cout << n * n; }"
    assert verdicts(source, language="cpp", memory_mb=64) == ["đúng", "đúng"]
    assert verdicts("int main() { return x; }", language="cpp") == ["lỗi cú pháp"] * 2


def test_without_a_sandbox_an_answer_waits_for_a_person(no_walls: None) -> None:
    found = examined(program(), SQUARE)
    assert (found.fraction, found.is_final, found.evidence) == (None, False, ())
    assert "bubblewrap" in str(found.reason)
    assert why_not(program()) is not None
    with pytest.raises(NoSandbox):
        list(KIND.try_out(program(), {"text": SQUARE}))


def test_examples_are_tried_without_the_tests_and_with_them_for_the_author(walls: None) -> None:
    assert [each.said for each in KIND.try_out(program(), {"text": SQUARE})] == ["4"]
    assert [each.said for each in KIND.try_out(program(), {"text": SQUARE}, hidden=True)] == ["4", "9", "16"]


@pytest.mark.parametrize(
    ("printed", "wanted", "same"),
    [
        ("9\n", "9", True),
        ("9 \r\n\n\n", "9\n", True),
        ("1\n2", "1 2", False),
        (" 9", "9", False),
        ("9\n\n8", "9\n8", False),
        ("", "9", False),
        ("Chào", "chào", False),
    ],
)
def test_outputs_are_the_same_but_for_blanks_at_the_ends(printed: str, wanted: str, same: bool) -> None:
    assert is_same(printed, wanted) is same


def test_limits_never_leave_their_bounds() -> None:
    wild = program(seconds=10**9, memory_mb=-5, output_kb=10**9)
    assert (limits_of(wild).seconds, limits_of(wild).memory_bytes, limits_of(wild).file_bytes) == (5, 32_000_000, 256_000)
    assert {problem.place for problem in KIND.check(wild)} == {"body.seconds", "body.memory_mb", "body.output_kb"}


def test_a_source_keeps_its_lines_and_an_empty_one_is_no_answer() -> None:
    content = program()
    assert KIND.normalise(content, {"text": "if a:\r\n\tb\r\n\r\n"}) == {"text": "if a:\n\tb"}
    assert KIND.normalise(content, {"text": " \n"}) is None
    for raw in ("print(1)", {"text": "x" * 20_001}, {"text": 1}, {"text": "a", "more": 1}):
        with pytest.raises(InvalidAnswer):
            KIND.normalise(content, raw)


def test_candidates_see_the_examples_and_no_test() -> None:
    shown = KIND.show(program())
    assert [row["output"] for row in shown["body"]["examples"]] == ["4"]  # type: ignore[index]
    assert "16" not in str(shown) and SECRET not in str(shown)
