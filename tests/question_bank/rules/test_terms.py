"""What questions are found by."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.kinds.registry import KINDS
from question_bank.rules.maths_tokens import maths_tokens
from question_bank.rules.terms import tag_term, terms_of, wanted_terms


def found(query: str, stem: str, ref: str = "C0001", tags: tuple[str, ...] = ()) -> bool:
    """Whether a question with that stem is found by the query, as both databases match terms."""
    content = {"stem": stem, "body": {}, "key": {}, "explanation": ""}
    terms = terms_of(KINDS["essay"], content, ref, tags)
    wanted = wanted_terms(query)
    return bool(wanted) and all(any(t.startswith(w.term) if w.is_prefix else t == w.term for t in terms) for w in wanted)


HALF = r"<p>Tính đạo hàm của \(y=\dfrac{x}{2}+\sqrt{x^{2}+1}\)</p>"


@pytest.mark.parametrize(
    ("query", "stem", "is_found"),
    [
        ("dao ham", HALF, True),
        ("ĐẠO HÀM", HALF, True),
        ("dao ha", HALF, True),
        ("h dao", HALF, False),
        ("tích phân", HALF, False),
        ("x/2", HALF, True),
        ("x / 2", HALF, True),
        (r"\frac{x}{2}", HALF, True),
        (r"\dfrac { x } { 2 }", HALF, True),
        ("x/3", HALF, False),
        ("2/x", HALF, False),
        ("dao ham x/2", HALF, True),
        ("x^2+1", HALF, True),
        ("x² + 1", HALF, True),
        ("√(x^2+1)", HALF, True),
        ("sqrt(x^2)", HALF, True),
        ("x^2", "<p>x<sup>2</sup> = 4</p>", True),
        ("H2SO4", r"<p>Dung dịch \(H_{2}SO_4\)</p>", True),
        ("h2so4", "<p>H<sub>2</sub>SO<sub>4</sub></p>", True),
        (r"x \le 3", r"<p>\(x\leq 3\)</p>", True),
        ("x <= 3", r"<p>\(x\leqslant 3\)</p>", True),
        ("x<3", "<p>Cho x &lt; 3</p>", True),
        ("sin 2x", r"<p>\(\sin 2x\)</p>", True),
        ("0,5", r"<p>\(0{,}5\)</p>", True),
        ("C0001", HALF, True),
        ("c00", HALF, True),
        ("và/hoặc", "<p>Chọn A và hoặc B</p>", True),
        ("100%", HALF, False),
        ("' OR 1=1 --", HALF, False),
        ('"*', HALF, False),
        ("", HALF, False),
    ],
)
def test_words_and_maths_are_found_as_people_type_them(query: str, stem: str, is_found: bool) -> None:
    assert found(query, stem) is is_found


def test_tags_are_one_term_and_words_too() -> None:
    assert tag_term("Ôn tập") == tag_term("on  TAP") == "＃on·tap"
    assert tag_term("!") == ""
    assert found("on tap", "<p>Câu</p>", tags=("Ôn tập",))


@pytest.mark.parametrize(
    ("formula", "tokens"),
    [
        (r"\frac{\frac{a}{b}}{c}", "a / b / c"),
        (r"\frac12", "1 / 2"),
        (r"\sqrt[3]{x}\cdot 2", "sqrt 3 x 2"),
        (r"\begin{cases}x=1\\y=2\end{cases}", "x = 1 y = 2"),
        (r"\text{nếu } x\to\infty", "x -> inf"),
        ("}{}{", ""),
        ("\\", ""),
    ],
)
def test_formulas_are_rows_of_tokens(formula: str, tokens: str) -> None:
    assert " ".join(maths_tokens(formula)) == tokens


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=r"\{}[]()^_/+-=<>x2,. fracsqrt'\"&|*:!đ√", max_size=40))
def test_whatever_is_typed_gives_terms_that_are_one_piece_in_both_databases(typed: str) -> None:
    content = {"stem": f"<p>{typed} \\({typed}\\)</p>", "body": {}, "key": {}, "explanation": ""}
    terms = [*terms_of(KINDS["essay"], content, "R", [typed]), *(wanted.term for wanted in wanted_terms(typed))]
    assert all(char.isalnum() or ord(char) > 127 for term in terms for char in term)
