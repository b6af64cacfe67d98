"""A text that a person marks."""

from core.words import say
from question_bank.kinds import answers, checks, marks, shape
from question_bank.kinds.contract import Answer, Content, Kind, Mark, Order, Problem
from question_bank.kinds.rubric import check_rubric

MAX_LENGTH = 20_000
MAX_LINES = 200


class Essay(Kind):
    """body: {"lines": int}; key: {"rubric": [{"id", "text", "fraction"}], "model_answer": html}.

    `lines` is the room left on paper. The rubric is what the marker looks for; its fractions add up to
    1, or it is empty. Answer: {"text": "..."} of at most 20,000 characters. An empty answer is worth 0
    and waits for nobody.
    """

    code = "essay"
    label = say("Tự luận")
    marking = "person"
    html_places = ("key.rubric.*.text", "key.model_answer")

    def blank(self) -> dict[str, object]:
        key = {"rubric": [], "model_answer": ""}
        return {"stem": "", "body": {"lines": 10}, "key": key, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        problems = checks.check_document(content)
        lines = shape.at(content, "body", "lines")
        if not isinstance(lines, int) or isinstance(lines, bool) or not 0 <= lines <= MAX_LINES:
            problems.append(Problem("body.lines", say("Số dòng phải từ 0 đến %(n)d.", n=MAX_LINES)))
        if not isinstance(shape.at(content, "key", "model_answer") or "", str):
            problems.append(Problem("key.model_answer", say("Bài làm mẫu phải là văn bản.")))
        return problems + check_rubric(shape.at(content, "key", "rubric"))

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        lines = shape.at(content, "body", "lines")
        body = {"lines": lines if isinstance(lines, int) else 0, "max_length": MAX_LENGTH}
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": body}

    def normalise(self, content: Content, raw: object) -> Answer:
        return answers.read_written(raw, MAX_LENGTH)

    def mark(self, content: Content, answer: Answer) -> Mark:
        return marks.left_open(bool(shape.text(shape.at(answer, "text"))), say("Chờ người chấm."))

    def key(self, content: Content, order: Order = None) -> str:
        return ""
