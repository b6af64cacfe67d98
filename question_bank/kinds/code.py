"""A programme: written by the candidate, run over tests in a sandbox after the hand-in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from decimal import Decimal

from core.sandbox import Limits, NoSandbox
from core.words import Message, say
from question_bank.kinds import answers, checks, marks, programs, shape
from question_bank.kinds.contract import (
    EXAMINATION_SECONDS,
    Answer,
    Content,
    Evidence,
    Examined,
    Files,
    Finding,
    Mark,
    Order,
    Problem,
)
from question_bank.kinds.programs import LANGUAGES, Outcome, Test, Verdict

MAX_LENGTH = 20_000
MAX_EXAMPLES = 5
MAX_TESTS = 50
MAX_TEST = 20_000
MAX_SECONDS = 5
MAX_ALL_SECONDS = 120
MEMORY_MB = (32, 512)
OUTPUT_KB = (1, 256)
_MB, _KB = 1_000_000, 1_000


class Code(Examined):
    """body: {"language": "python" | "cpp" | "pascal", "starter"?: source, "examples": [{"id", "input", "output"}],
    "seconds": n, "memory_mb": n, "output_kb": n}; key: {"tests": [{"id", "input", "output", "share"}], "solution"?: source}.

    A candidate sees the examples, and of the tests no more than which were passed. The mark is what the shares of the passed tests are
    of all shares. Without a sandbox nothing is run: `examine` says so and a person marks. A person also decides where the tests did not all
    run in time: a programme within its limits always does, for they add up to no more than `MAX_ALL_SECONDS`. Answer: {"text": source}.
    """

    code = "code"
    label = say("Lập trình")

    def blank(self) -> dict[str, object]:
        body = {"language": "python", "starter": "", "seconds": 1, "memory_mb": 256, "output_kb": 64}
        examples = [{"id": "e1", "input": "", "output": ""}]
        tests = [{"id": f"t{n}", "input": "", "output": "", "share": "1"} for n in (1, 2, 3)]
        return {"stem": "", "body": {**body, "examples": examples}, "key": {"tests": tests, "solution": ""}, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        problems = checks.check_document(content)
        if _language(content) not in LANGUAGES:
            problems.append(Problem("body.language", say("Chưa chọn ngôn ngữ lập trình.")))
        for place, (low, high) in {"seconds": (1, MAX_SECONDS), "memory_mb": MEMORY_MB, "output_kb": OUTPUT_KB}.items():
            if not low <= _whole(shape.at(content, "body", place), -1) <= high:
                problems.append(Problem(f"body.{place}", say("Giới hạn phải là số nguyên từ %(low)d đến %(high)d.", low=low, high=high)))
        if len(_tests(shape.mapping(content))) * _whole(shape.at(content, "body", "seconds"), 0) > MAX_ALL_SECONDS:
            told = say("Giới hạn nhân với số bài thử không được quá %(n)d giây.", n=MAX_ALL_SECONDS)
            problems.append(Problem("body.seconds", told))
        for place in ("body.starter", "key.solution"):
            source = shape.at(content, *place.split("."))
            if not isinstance(source or "", str) or len(shape.text(source)) > MAX_LENGTH:
                problems.append(Problem(place, say("Chương trình dài quá %(n)d ký tự.", n=MAX_LENGTH)))
        problems += _check_tests(shape.at(content, "body", "examples"), "body.examples", MAX_EXAMPLES)
        return problems + _check_hidden(shape.at(content, "key", "tests"))

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        examples = [{name: shape.text(row.get(name)) for name in ("id", "input", "output")} for row in _examples(content)]
        language = LANGUAGES.get(shape.text(shape.at(content, "body", "language")), LANGUAGES["python"])
        limits = {name: _whole(shape.at(content, "body", name), 0) for name in ("seconds", "memory_mb", "output_kb")}
        body = {
            "language": language.code, "language_name": language.label, "starter": shape.text(shape.at(content, "body", "starter")),
            "examples": examples, **limits, "max_length": MAX_LENGTH,
        }  # fmt: skip
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": body}

    def normalise(self, content: Content, raw: object) -> Answer:
        return answers.read_written(raw, MAX_LENGTH)

    def mark(self, content: Content, answer: Answer) -> Mark:
        return marks.left_open(bool(_source(answer).strip()), say("Chờ chạy các bài thử."))

    def key(self, content: Content, order: Order = None) -> str:
        return ""

    def examine(self, content: Content, answer: Answer, files: Files, *, within: int = EXAMINATION_SECONDS) -> Finding:
        rows = _tests(content)
        outcomes = programs.outcomes(_language(content), _source(answer), [_test(row) for row in rows], limits_of(content))
        try:
            with closing(outcomes):
                found = tuple(programs.in_time(outcomes, len(rows), within))
        except NoSandbox as reason:
            return Finding(None, False, (), reason.message)
        shares = [_share(row) for row in rows]
        whole = marks.total(shares)
        passed = [outcome.verdict is Verdict.RIGHT for outcome in found]
        earned = marks.tidy(marks.ratio(marks.total(share for share, ok in zip(shares, passed, strict=True) if ok), whole))
        evidence = tuple(_evidence(n, outcome, share, whole) for n, (outcome, share) in enumerate(zip(found, shares, strict=True), 1))
        is_whole = all(outcome.verdict is not Verdict.LATE for outcome in found)
        return Finding(earned, is_whole, evidence, _reason(found, sum(passed), within))

    def looked_for(self, content: Content) -> tuple[Message, ...]:
        return tuple(say("Bài thử %(n)d", n=number) for number, _ in enumerate(_tests(content), start=1))

    def try_out(self, content: Content, answer: Answer, *, hidden: bool = False) -> Iterator[Outcome]:
        """What comes of the examples, in order, and then of the hidden tests; each is run when it is asked for. NoSandbox as `examine`."""
        tests = [_test(row) for row in (*_examples(content), *(_tests(content) if hidden else ()))]
        return programs.outcomes(_language(content), _source(answer), tests, limits_of(content))


def why_not(content: Content) -> Message | None:
    """What keeps this machine from running answers to this question; None when nothing does."""
    return programs.why_not(_language(content))


def limits_of(content: Content) -> Limits:
    """The question's limits, within those that any question may have."""
    seconds, memory, output = (_whole(shape.at(content, "body", name), 1) for name in ("seconds", "memory_mb", "output_kb"))
    memory, output = min(max(memory, MEMORY_MB[0]), MEMORY_MB[1]), min(max(output, OUTPUT_KB[0]), OUTPUT_KB[1])
    return Limits(min(max(seconds, 1), MAX_SECONDS), memory * _MB, output * _KB)


def _reason(found: tuple[Outcome, ...], passed: int, within: int) -> Message:
    if found and all(outcome.verdict is Verdict.SYNTAX for outcome in found):
        return say("Chương trình có lỗi cú pháp.")
    ran = sum(outcome.verdict is not Verdict.LATE for outcome in found)
    if ran < len(found):
        return say(
            "Quá thời gian kiểm tra %(n)d giây: chạy được %(ran)d trên %(all)d bài thử, qua %(passed)d. Người chấm quyết định.",
            n=within, ran=ran, all=len(found), passed=passed,
        )  # fmt: skip
    return say("Qua %(passed)d trên %(all)d bài thử.", passed=passed, all=len(found))


def _evidence(number: int, outcome: Outcome, share: Decimal, whole: Decimal) -> Evidence:
    """Nothing of the test's own words: candidates read this."""
    part = marks.tidy(marks.ratio(share, whole))
    earned = part if outcome.verdict is Verdict.RIGHT else marks.ZERO
    return Evidence(say("Bài thử %(n)d", n=number), programs.VERDICTS[outcome.verdict], "", part, earned)


def _check_hidden(value: object) -> list[Problem]:
    problems = _check_tests(value, "key.tests", MAX_TESTS)
    for index, row in enumerate(shape.rows(value)[:MAX_TESTS]):
        share = shape.decimal(row.get("share"))
        if share is None or not 0 < share <= 100:
            problems.append(Problem(f"key.tests.{index}.share", say("Phần điểm của bài thử là số dương, tối đa 100.")))
    return problems


def _check_tests(value: object, place: str, most: int) -> list[Problem]:
    rows = shape.rows(value)
    if not 1 <= len(rows) <= most:
        few = say("Cần từ 1 đến %(n)d ví dụ.", n=most) if place == "body.examples" else say("Cần từ 1 đến %(n)d bài thử.", n=most)
        return [Problem(place, few)]
    problems = []
    names = shape.ids(rows)
    if len(set(names)) < len(names) or not all(map(shape.is_id, names)):
        problems.append(Problem(place, say("Mã của mục bị thiếu, sai hoặc trùng.")))
    for index, row in enumerate(rows):
        problems += _check_test(row, f"{place}.{index}")
    return problems


def _check_test(row: Mapping[str, object], place: str) -> list[Problem]:
    if any(not isinstance(row.get(name), str) or len(shape.text(row.get(name))) > MAX_TEST for name in ("input", "output")):
        return [Problem(f"{place}.input", say("Dữ liệu vào và kết quả của bài thử dài tối đa %(n)d ký tự.", n=MAX_TEST))]
    if not shape.text(row.get("output")).strip():
        return [Problem(f"{place}.output", say("Hãy ghi kết quả mà chương trình phải in ra."))]
    return []


def _examples(content: Content) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(content, "body", "examples"))[:MAX_EXAMPLES]


def _tests(content: Content) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(content, "key", "tests"))[:MAX_TESTS]


def _test(row: Mapping[str, object]) -> Test:
    given = shape.text(row.get("input"))
    return Test(given if given.endswith("\n") or not given else f"{given}\n", shape.text(row.get("output")))


def _language(content: object) -> str:
    return shape.text(shape.at(content, "body", "language"))


def _source(answer: Answer) -> str:
    return shape.text(shape.at(answer, "text"))


def _share(row: Mapping[str, object]) -> Decimal:
    return shape.decimal(row.get("share")) or marks.ZERO


def _whole(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise
