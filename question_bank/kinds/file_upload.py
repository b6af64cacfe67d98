"""A file that a person marks."""

from core.words import say
from question_bank.kinds import checks, handed_file, marks, shape
from question_bank.kinds.contract import Answer, Content, FileLimits, Kind, Mark, Order, Problem
from question_bank.kinds.rubric import check_rubric


class FileUpload(Kind):
    """body: {"endings": "pdf docx", "most_bytes": int}; key: {"rubric": [{"id", "text", "fraction"}], "model_answer": html}.

    Answer: {"name", "sha256", "size"} of a file that the server has acknowledged. Only exams take files.
    """

    code = "file_upload"
    label = say("Nộp tệp")
    marking = "person"
    html_places = ("key.rubric.*.text", "key.model_answer")

    def blank(self) -> dict[str, object]:
        key = {"rubric": [], "model_answer": ""}
        return {"stem": "", "body": {"endings": "pdf docx", "most_bytes": 10_000_000}, "key": key, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        problems = checks.check_document(content)
        limits = handed_file.limits_of(shape.at(content, "body", "endings"), shape.at(content, "body", "most_bytes"))
        problems += handed_file.check_limits(limits, "body.endings", "body.most_bytes")
        if not isinstance(shape.at(content, "key", "model_answer") or "", str):
            problems.append(Problem("key.model_answer", say("Bài làm mẫu phải là văn bản.")))
        return problems + check_rubric(shape.at(content, "key", "rubric"))

    def file_limits(self, content: Content) -> FileLimits:
        return handed_file.limits_of(shape.at(content, "body", "endings"), shape.at(content, "body", "most_bytes"))

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        limits = self.file_limits(content)
        body = {"endings": " ".join(limits.endings), "most_bytes": limits.most_bytes}
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": body}

    def normalise(self, content: Content, raw: object) -> Answer:
        return handed_file.read_file(raw, self.file_limits(content))

    def mark(self, content: Content, answer: Answer) -> Mark:
        return marks.left_open(isinstance(answer, dict), say("Chờ người chấm."), handed_file.MISSING)

    def key(self, content: Content, order: Order = None) -> str:
        return ""
