"""Work in Word, Excel or PowerPoint that rules look at and a person marks."""

from collections.abc import Mapping
from decimal import Decimal

from core.words import Message, say
from question_bank.kinds import checks, handed_file, marks, ordering, shape
from question_bank.kinds.contract import (
    EXAMINATION_SECONDS,
    Answer,
    Content,
    Evidence,
    Examined,
    FileLimits,
    Files,
    Finding,
    Mark,
    Order,
    Problem,
)
from question_bank.rules.office.apart import SECONDS, look_apart
from question_bank.rules.office.contract import Asked, Seen, UnreadableWork
from question_bank.rules.office.table import office_rules

MOST_TASKS = 40
MOST_RULES = 60
LONGEST_FIELD = 500
UNREAD = say("Không đọc được tệp")


class OfficePractical(Examined):
    """body: {"app": "docx" | "xlsx" | "pptx", "start": {"name", "sha256", "size"} | None, "tasks": [{"id", "text"}], "most_bytes"};
    key: {"rules": [{"id", "rule", "where", "expected", "tolerance", "share"}]}.

    `rule` is a code of `rules/office` for the program; the shares add up to 1. What the rules find is a proposal with its
    evidence, never a mark. Answer: {"name", "sha256", "size"} of a file that the server has acknowledged. Only exams take files.
    """

    code = "office_practical"
    label = say("Thực hành Office")
    html_places = ("body.tasks.*.text",)

    def blank(self) -> dict[str, object]:
        body = {"app": "docx", "start": None, "tasks": [{"id": "t1", "text": ""}], "most_bytes": 10_000_000}
        return {"stem": "", "body": body, "key": {"rules": []}, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        problems = checks.check_document(content)
        app, start = shape.at(content, "body", "app"), shape.at(content, "body", "start")
        if app not in handed_file.OFFICE:
            problems.append(Problem("body.app", say("Chưa chọn Word, Excel hay PowerPoint.")))
        if start is not None and not (handed_file.is_kept_file(start) and handed_file.ending_of(_name(start)) == app):
            problems.append(Problem("body.start", say("Tệp khởi đầu phải là tệp của phần mềm đã chọn.")))
        problems += checks.check_rows(shape.at(content, "body", "tasks"), "body.tasks", at_least=1, at_most=MOST_TASKS)
        limits = handed_file.limits_of("docx", shape.at(content, "body", "most_bytes"))
        problems += handed_file.check_limits(limits, "body.app", "body.most_bytes")
        return problems + _check_rules(shape.text(app), shape.at(content, "key", "rules"))

    def file_limits(self, content: Content) -> FileLimits:
        return handed_file.limits_of(shape.at(content, "body", "app"), shape.at(content, "body", "most_bytes"))

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        limits, start = self.file_limits(content), shape.at(content, "body", "start")
        body = {
            "endings": " ".join(limits.endings), "most_bytes": limits.most_bytes,
            "start": _bare_start(start) if handed_file.is_kept_file(start) else None,
            "tasks": ordering.bare(shape.rows(shape.at(content, "body", "tasks"))),
        }  # fmt: skip
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": body}

    def normalise(self, content: Content, raw: object) -> Answer:
        return handed_file.read_file(raw, self.file_limits(content))

    def mark(self, content: Content, answer: Answer) -> Mark:
        return marks.left_open(isinstance(answer, dict), say("Chờ kiểm tra tệp."), handed_file.MISSING)

    def key(self, content: Content, order: Order = None) -> str:
        return ""

    def examine(self, content: Content, answer: Answer, files: Files, *, within: int = EXAMINATION_SECONDS) -> Finding:
        return self.examine_file(content, files(shape.text(shape.at(answer, "sha256"))), within=within)

    def looked_for(self, content: Content) -> tuple[Message, ...]:
        app = shape.text(shape.at(content, "body", "app"))
        return tuple(_wanted_there(app, row) for row in shape.rows(shape.at(content, "key", "rules")))

    def examine_file(self, content: Content, data: bytes, seconds: int = SECONDS, *, within: int = EXAMINATION_SECONDS) -> Finding:
        """What the rules say of a file: evidence for each, and the sum of what was found as a proposal.

        `seconds` of the processor and `within` seconds of the wall are all that it may take.
        """
        rows, app = shape.rows(shape.at(content, "key", "rules")), shape.text(shape.at(content, "body", "app"))
        asked = [(shape.text(row.get("rule")), _asked(row)) for row in rows]
        try:
            seen = look_apart(app, asked, data, seconds, within=within)
        except UnreadableWork as refused:
            nothing = tuple(_evidence(app, row, Seen(False, UNREAD)) for row in rows)
            return Finding(marks.ZERO, False, nothing, refused.message)
        evidence = tuple(_evidence(app, row, each) for row, each in zip(rows, seen, strict=True))
        proposed = marks.tidy(marks.total(each.earned for each in evidence))
        met = sum(each.ok for each in seen)
        return Finding(proposed, False, evidence, say("Đạt %(met)d trên %(all)d yêu cầu.", met=met, all=len(rows)))


def _check_rules(app: str, rules: object) -> list[Problem]:
    rows = shape.rows(rules)
    if not 1 <= len(rows) <= MOST_RULES:
        return [Problem("key.rules", say("Cần từ 1 đến %(n)d quy tắc kiểm tra.", n=MOST_RULES))]
    names = shape.ids(rows)
    problems = [problem for index, row in enumerate(rows) for problem in _check_rule(app, row, f"key.rules.{index}")]
    if len(set(names)) != len(names) or not all(map(shape.is_id, names)):
        problems.append(Problem("key.rules", say("Mã của mục bị thiếu, sai hoặc trùng.")))
    shares = [shape.decimal(row.get("share")) for row in rows]
    if marks.total(share for share in shares if share is not None) != 1:
        problems.append(Problem("key.rules", say("Tổng phần điểm của các quy tắc phải bằng 1.")))
    return problems


def _check_rule(app: str, row: Mapping[str, object], place: str) -> list[Problem]:
    problems = checks.check_share(row.get("share"), f"{place}.share")
    rule = office_rules(app).get(shape.text(row.get("rule")))
    asked = _asked(row)
    if rule is None:
        return [*problems, Problem(f"{place}.rule", say("Chưa chọn quy tắc của phần mềm này."))]
    if rule.needs_where and not asked.where.strip():
        problems.append(Problem(f"{place}.where", say("Quy tắc này cần biết xét ở đâu.")))
    if rule.needs_expected and not asked.expected.strip():
        problems.append(Problem(f"{place}.expected", say("Quy tắc này cần biết phải có gì.")))
    if max(map(len, (asked.where, asked.expected, asked.tolerance))) > LONGEST_FIELD:
        problems.append(Problem(place, say("Một ô dài quá %(n)d ký tự.", n=LONGEST_FIELD)))
    return problems


def _asked(row: Mapping[str, object]) -> Asked:
    return Asked(*(shape.text(row.get(name)) for name in ("where", "expected", "tolerance")))


def _evidence(app: str, row: Mapping[str, object], seen: Seen) -> Evidence:
    share = shape.decimal(row.get("share")) or Decimal(0)
    return Evidence(_wanted(app, row), seen.found, seen.where or _asked(row).where, share, share if seen.ok else Decimal(0))


def _wanted(app: str, row: Mapping[str, object]) -> Message:
    rule, expected = office_rules(app).get(shape.text(row.get("rule"))), _asked(row).expected
    if rule is None:
        return say("Quy tắc không còn dùng")
    return say("%(rule)s: %(expected)s", rule=rule.label, expected=expected) if expected else rule.label


def _wanted_there(app: str, row: Mapping[str, object]) -> Message:
    """With its place: the same may be asked of two cells."""
    wanted, where = _wanted(app, row), _asked(row).where
    return say("%(wanted)s · %(where)s", wanted=wanted, where=where) if where else wanted


def _name(start: object) -> str:
    return shape.text(shape.at(start, "name"))


def _bare_start(start: object) -> dict[str, object]:
    return {name: shape.at(start, name) for name in ("name", "sha256", "size")}
