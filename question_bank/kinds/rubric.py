"""What a marker looks for: rows of {"id", "text", "fraction"} whose fractions make a whole, or no rows at all."""

from core.words import say
from question_bank.kinds import checks, marks, shape
from question_bank.kinds.contract import Problem

MAX_CRITERIA = 30


def check_rubric(rubric: object) -> list[Problem]:
    """Rows that say something, shares from 0 to 1, a sum of 1."""
    if rubric is None or rubric == []:
        return []
    if not isinstance(rubric, list):
        return [Problem("key.rubric", say("Thang điểm không đúng cấu trúc."))]
    problems = checks.check_rows(rubric, "key.rubric", at_least=1, at_most=MAX_CRITERIA)
    shares = [shape.decimal(row.get("fraction")) for row in shape.rows(rubric)]
    for index, row in enumerate(shape.rows(rubric)):
        problems += checks.check_share(row.get("fraction"), f"key.rubric.{index}.fraction")
    if marks.total(share for share in shares if share is not None) != 1:
        problems.append(Problem("key.rubric", say("Tổng các phần của thang điểm phải bằng 1.")))
    return problems
