"""What each type of block keeps, asks for and shows."""

from __future__ import annotations

from typing import Any

import pytest

from lms.kinds import rich
from lms.kinds.contract import Known
from lms.kinds.registry import TYPES
from tests.lms.kinds.test_blocks_any_json import KNOWN
from tests.support.questions import choice_content

HOSTILE = [
    "<script>alert(1)</script>chữ",
    "<img src=x onerror=alert(1)>chữ",
    '<a href="javascript:alert(1)">chữ</a>',
    '<p style="position:fixed" onclick="x()" class="topbar" id="main">chữ</p>',
    "<svg onload=alert(1)><p>chữ</p></svg>chữ",
    "<iframe src=//evil></iframe>chữ",
    "<math><mtext><img src onerror=alert(1)></mtext></math>chữ",
    "\\(\\href{javascript:alert(1)}{x}\\) chữ",
    "<form action=//evil><input name=q>chữ</form>",
]
WORD = (
    "<html xmlns:o='urn:x'><head><style>p.MsoNormal{margin:0}</style></head><body><!--StartFragment--><h1 class=MsoNormal>Hàm số</h1>"
    "<p class=MsoNormal style='mso-x:y'><b>Đạo&nbsp;hàm</b><o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><div>cuối</div></body></html>"
)


def problems(code: str, data: dict[str, Any], known: Known = KNOWN) -> list[str]:
    kind = TYPES[code]
    return [place for place, _ in kind.check(kind.tidy(data, known), known)]


def safe(code: str, data: dict[str, Any]) -> dict[str, Any]:
    kind = TYPES[code]
    return kind.safe(kind.tidy(data, KNOWN), KNOWN)


@pytest.mark.parametrize("html", HOSTILE)
@pytest.mark.parametrize(("code", "field"), [("text", "html"), ("callout", "html"), ("callout", "title"), ("maths", "caption")])
def test_hostile_html_is_words_only(code: str, field: str, html: str) -> None:
    kind = TYPES[code]
    tidy = kind.tidy({field: html, "latex": "x"}, KNOWN)
    for shown in (tidy[field], kind.safe(tidy, KNOWN)[field], rich.with_chips(tidy[field])):
        assert "chữ" in shown
        for sign in (
            "<script",
            "onerror",
            "onclick",
            "onload",
            'href="javascript',
            "style=",
            "<iframe",
            "<img",
            "<form",
            "<input",
            "<svg",
            'id="main"',
        ):
            assert sign not in shown


def test_hostile_latex_carries_no_link() -> None:
    assert "javascript" not in safe("maths", {"latex": "\\href{javascript:alert(1)}{x}"})["html"].partition("<code>")[0]


def test_word_is_made_tidy() -> None:
    assert TYPES["text"].tidy({"html": WORD}, KNOWN)["html"] == "<h2>Hàm số</h2><p><strong>Đạo&nbsp;hàm</strong></p><p>cuối</p>"


def test_formulas_become_mathml_for_readers_and_stay_latex_for_writers() -> None:
    tidy = TYPES["text"].tidy({"html": "<p>Cho \\(a&lt;b\\)</p>"}, KNOWN)
    assert tidy == {"html": "<p>Cho \\(a&lt;b\\)</p>"}
    assert "<math" in TYPES["text"].safe(tidy, KNOWN)["html"]
    assert 'data-latex="a&lt;b"' in rich.with_chips(tidy["html"])


@pytest.mark.parametrize("typed", ["\\[x^2\\]", "$$x^2$$", "$x^2$", "\\(x^2\\)", "x^2"])
def test_delimiters_around_a_formula_are_taken_off(typed: str) -> None:
    assert TYPES["maths"].tidy({"latex": typed}, KNOWN)["latex"] == "x^2"


@pytest.mark.parametrize(
    ("code", "data", "missing"),
    [
        ("text", {"html": "<p> </p>"}, ["html"]),
        ("text", {"html": "<p>\\(x\\)</p>"}, []),
        ("maths", {"latex": ""}, ["latex"]),
        ("maths", {"latex": "\\frac{1}{"}, ["latex"]),
        ("image", {"file_id": 1, "alt": "Đồ thị"}, []),
        ("image", {"file_id": 1, "decorative": True}, []),
        ("image", {"file_id": 1}, ["alt"]),
        ("image", {"file_id": 2, "alt": "x"}, ["file_id"]),
        ("image", {"file_id": 9, "alt": "x"}, ["file_id"]),
        ("video", {"episode_id": 3, "start_second": "1:05"}, []),
        ("video", {"episode_id": 4}, ["episode_id"]),
        ("file", {"file_id": 2}, []),
        ("file", {"file_id": 7}, ["file_id"]),
        ("callout", {"tone": "theorem", "html": "<p>a</p>"}, []),
        ("callout", {"tone": "theorem"}, ["html"]),
        ("table", {"rows": [["x", "y"], ["1"]]}, []),
        ("table", {"rows": [["x", "y"]]}, ["rows"]),
        ("question", {"kind": "single_choice", "content": choice_content()}, []),
        ("question", {"kind": "single_choice", "content": {"stem": "x"}}, ["body.options", "key.right"]),
    ],
)
def test_what_is_missing_is_named(code: str, data: dict[str, Any], missing: list[str]) -> None:
    assert problems(code, data) == missing


@pytest.mark.parametrize(
    ("typed", "seconds"), [("1:05", 65), ("1:00:01", 3601), ("90", 90), (90, 90), ("-3", 0), ("x", 0), (None, 0), ("9" * 9, 86_400)]
)
def test_a_start_is_typed_as_a_clock_or_as_seconds(typed: object, seconds: int) -> None:
    assert TYPES["video"].tidy({"start_second": typed}, KNOWN)["start_second"] == seconds


def test_a_picture_keeps_its_place_by_the_files_own_size() -> None:
    shown = safe("image", {"file_id": 1, "alt": "Đồ thị", "width": 9999})
    assert (shown["width"], shown["height"], shown["alt"]) == (40, 30, "Đồ thị")
    assert safe("image", {"file_id": 1, "alt": "Đồ thị", "decorative": True})["alt"] == ""
    assert safe("image", {"file_id": 99, "alt": "x"}) == {"file_id": None}


def test_what_readers_get_of_a_question_tells_no_key() -> None:
    content = {**choice_content(right="b"), "explanation": "<p>Vì \\(1+1=2\\)</p>"}
    shown = safe("question", {"kind": "single_choice", "content": content})
    assert shown["shown"] == {
        "kind": "single_choice", "stem": "<p>Một cộng một bằng mấy?</p>", "body": {"options": [{"id": "a", "text": "1"}, {"id": "b", "text": "2"}]},
    }  # fmt: skip
    assert "<math" in shown["explanation"]


def test_files_get_the_ids_of_the_course_they_are_copied_to() -> None:
    image = TYPES["image"].tidy({"file_id": 1, "alt": "x"}, KNOWN)
    assert TYPES["image"].with_files(image, {1: 7})["file_id"] == 7
    assert TYPES["image"].with_files(image, {})["file_id"] is None


@pytest.mark.parametrize(
    ("typed", "html"),
    [("a < b", "<p>a &lt; b</p>"), ("một\n\nhai\nba", "<p>một</p><p>hai<br>ba</p>"), ("<p>a</p>", "<p>a</p>"), ("", "")],
)
def test_plain_typing_without_a_script_makes_paragraphs(typed: str, html: str) -> None:
    assert rich.typed_text(typed) == html


@pytest.mark.parametrize("typed", ["a < b", "x &amp; y", "<em>a</em> b", "\\(a<b\\)"])
def test_a_line_comes_back_to_its_box(typed: str) -> None:
    tidy = rich.tidy_line(rich.typed_line(typed))
    assert rich.tidy_line(rich.typed_line(rich.shown_line(tidy))) == tidy
