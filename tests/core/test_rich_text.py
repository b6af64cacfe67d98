"""What a person wrote, as readers get it."""

from __future__ import annotations

import pytest

from core.html import clean_html, plain_text
from core.maths import with_formulas, with_mathml
from core.rich_text import safe_html


def test_formulas_in_words_become_mathml_and_in_attributes_stay_words() -> None:
    shown = safe_html('<p>\\(x\\)</p><img src="media:a.png" alt="\\(y\\)">')
    assert shown.count("<math") == 1
    assert 'alt="\\(y\\)"' in shown


def test_a_formula_brings_no_markup_of_its_own() -> None:
    assert "<script" not in safe_html("<p>\\(\\text{&lt;script&gt;alert(1)&lt;/script&gt;}\\)</p>")


def test_formulas_can_be_shown_another_way() -> None:
    assert with_formulas("a \\(x&lt;1\\) b \\[y\\]", lambda latex, display: f"[{latex}|{display}]") == "a [x<1|False] b [y|True]"


@pytest.mark.parametrize(("latex", "mark"), [("\\lim_{x\\to 0}", "munder"), ("\\max _a", "munder"), ("\\lim x", "math")])
def test_what_a_limit_tends_to_stands_below_it_in_a_line_by_itself(latex: str, mark: str) -> None:
    assert f"<{mark}" in with_mathml(f"\\[{latex}\\]")
    assert "<munder" not in with_mathml(f"\\({latex}\\)")


def test_headings_end_words() -> None:
    assert plain_text("<h2>Một</h2><p>Hai</p>") == "Một Hai"


def test_fifty_thousand_entities_are_cleaned_once() -> None:
    assert clean_html("<" * 50_000) == "&lt;" * 50_000
