"""LaTeX as equations of Word."""

from __future__ import annotations

import pytest

from question_bank.formats.word_out.formulas import formula

LITERAL = "<m:rPr><m:lit/></m:rPr>"


@pytest.mark.parametrize(
    ("latex", "literals"), [(r"\lim_{x\to 1^+} f(x)", 1), ("Ca^{2+}", 1), ("x^{a+b}", 0), ("x^2 + 1", 0), ("x_+^2", 1)]
)
def test_a_sign_that_ends_a_script_waits_for_no_operand(latex: str, literals: int) -> None:
    """LibreOffice reads `1^{+}` as a sum whose second part is missing, and prints what follows in the script."""
    made = formula(latex, False)
    assert made.is_whole and made.xml.count(LITERAL) == literals
