"""What readers get of what was written."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.kinds.registry import KINDS
from question_bank.rules.content import differences, digest, pictures_in, preview_of, rename_pictures, safe_content, safe_html
from tests.support.questions import choice_content

ROWS = {"id": "a", "text": "x", "feedback": "y", "fraction": "1", "value": "1"}
FULL: dict[str, dict[str, Any]] = {
    code: {
        "stem": "s",
        "explanation": "e",
        "body": {name: [dict(ROWS), dict(ROWS, id="b")] for name in ("options", "statements", "prompts", "choices")},
        "key": {"accepted": [dict(ROWS)], "rubric": [dict(ROWS)], "model_answer": "m"},
    }
    for code in KINDS
}
ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    '<a href="javascript:alert(1)">x</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    r"\(\text{<script>alert(1)</script>}\)",
    r"\(\href{javascript:alert(1)}{x}\)",
    '<p style="background:url(javascript:alert(1))">x</p>',
    "<object data=x></object><embed src=x><form action=x><input></form>",
)


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_script_survives_in_any_html_field_of_any_kind(code: str, attack: str) -> None:
    hostile = KINDS[code].map_html(deepcopy(FULL[code]), lambda _: attack)
    for place, html in KINDS[code].texts(safe_content(KINDS[code], hostile)):
        lowered = html.lower()
        for sign in ("<script", "onerror=", "onload=", "javascript:", "<svg", "<iframe", "<style", "style=", "<object", "<embed", "<form"):
            # &lt;script&gt; is words about a script; what begins with a real bracket would be one.
            assert sign not in lowered.replace("&lt;", "("), (place, html)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/\"'= &;:\\()[]{}$scriptonaebjvh-!"), max_size=80))
def test_cleaning_holds_for_any_text(text: str) -> None:
    cleaned = safe_html(text)
    assert "<script" not in cleaned.lower()
    assert safe_html(cleaned) == cleaned or "\\(" in cleaned or "\\[" in cleaned


def test_formulas_become_mathml_and_pictures_get_their_address() -> None:
    html = safe_html(r'<p>\(x^2\) <img src="media:abc.png" alt="hình"></p>')
    assert "<msup>" in html and 'src="/media/abc.png"' in html


def test_a_formula_in_the_words_for_a_picture_stays_words() -> None:
    html = safe_html(r'<img src="media:a.png" alt="\(x onerror=alert(1)\)"> \(y\)')
    assert r'alt="\(x onerror=alert(1)\)"' in html and html.count("<math") == 1


def test_the_same_words_in_another_order_have_the_same_digest() -> None:
    content = choice_content()
    assert digest("single_choice", content) == digest("single_choice", dict(reversed(content.items())))
    assert digest("single_choice", content) != digest("single_choice", choice_content(right="a"))


def test_a_preview_is_one_line_without_blocks_tables_and_pictures() -> None:
    html = '<p>Cho <b>bảng</b></p><table><tr><td>1</td></tr></table><p><img src="/media/a.png">hỏi <math><mi>x</mi></math>?</p>'
    assert preview_of({"stem": html}) == "Cho <b>bảng</b> … hỏi <math><mi>x</mi></math>?"
    assert len(preview_of({"stem": "<p>" + "từ " * 400})) < 300


def test_a_long_stem_that_speaks_of_html_stays_text_in_its_preview() -> None:
    stem = safe_html(
        "<p>Thẻ &lt;meta http-equiv=refresh content=0&gt; và &lt;img src=x onerror=alert(1)&gt; &amp;amp; " + "làm gì? " * 60 + "</p>"
    )
    preview = preview_of({"stem": stem})
    assert preview.startswith("Thẻ &lt;meta http-equiv=refresh content=0&gt; và &lt;img src=x onerror=alert(1)&gt; &amp;amp; làm")
    assert "<" not in preview


def test_pictures_are_found_and_renamed() -> None:
    content = choice_content('<p><img src="media:do-thi.png"></p>')
    kind = KINDS["single_choice"]
    assert pictures_in(kind, content) == {"do-thi.png"}
    assert pictures_in(kind, rename_pictures(kind, content, {"do-thi.png": "abc.png"})) == {"abc.png"}


def test_differences_name_the_place_and_both_sides() -> None:
    assert list(differences(choice_content(right="a"), choice_content())) == [("key.right", "a", "b")]
    assert list(differences({"a": [1]}, {"a": [1, 2]})) == [("a.1", None, 2)]


def test_text_too_long_to_be_kept_is_shown_as_text() -> None:
    assert safe_html("<p>" * 100_000) == "&lt;p&gt;" * 33_333 + "&lt;"
