"""Texts of question files (html, moodle, plain, markdown) to html, formulas in one pair of delimiters."""

import html
import re
from dataclasses import dataclass
from typing import Literal

from core.words import Message, say
from question_bank.formats import markdown

TextFormat = Literal["html", "moodle", "plain", "markdown"]

_TAG_NAMES = (
    "a abbr audio b blockquote br caption center cite code col colgroup dd del div dl dt em figcaption figure font "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li math mark ol p pre q s samp small source span strike strong sub sup table "
    "tbody td tfoot th thead tr tt u ul var video"
)
_TAGS = frozenset(_TAG_NAMES.split())
_LESS_THAN = re.compile(r"<(?!/?([A-Za-z][A-Za-z0-9]*)\b[^<>]*>|!--)")
_TAG_LIKE = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b([^<>]*)>")
_AMPERSAND = re.compile(r"&(?!#?[A-Za-z0-9]{1,31};)")
_SPACES = re.compile(r"[ \t]+")
_BLOCK = r"</?(?:p|div|ul|ol|li|table|tbody|thead|tr|td|th|br|hr|h[1-6]|pre|blockquote)\b[^<>]*>"
_BREAK_AT_BLOCK = re.compile(rf"({_BLOCK})<br>|<br>(?={_BLOCK})")
_DOLLARS = re.compile(r"\$\$([^$]{1,5000})\$\$")


_BEYOND_MARKDOWN = say("Một phần Markdown (tiêu đề, bảng, liên kết...) được giữ như chữ thường.")


@dataclass(frozen=True, slots=True)
class RichText:
    """Html, and why it may not look as it did where it came from."""

    html: str
    reasons: tuple[Message, ...] = ()


def convert(text: str, form: TextFormat) -> RichText:
    """`text` as html. In moodle and plain texts a run of spaces is one, and a line end is a line break."""
    text = text.strip()
    if form == "html":
        return RichText(_formulas(text))
    if form == "markdown":
        made, understood = markdown.to_html(text)
        return RichText(_formulas(made), () if understood else (_BEYOND_MARKDOWN,))
    made = html.escape(text, quote=False) if form == "plain" else escape_stray(text)
    made = "<br>".join(_SPACES.sub(" ", line).strip() for line in made.split("\n"))
    return RichText(_formulas(_BREAK_AT_BLOCK.sub(r"\1", made)))


def escape_stray(text: str) -> str:
    """Html as careless hands write it: tags we know stay, every other < and & is a sign ("a < b", "R&D")."""
    text = _AMPERSAND.sub("&amp;", text)
    text = _LESS_THAN.sub("&lt;", text)
    return _TAG_LIKE.sub(_tag_or_text, text)


def _tag_or_text(found: re.Match[str]) -> str:
    return found.group(0) if found.group(2).lower() in _TAGS else html.escape(found.group(0), quote=False)


def _formulas(made: str) -> str:
    r"""$$..$$ becomes \[..\]; \(..\) and \[..\] are what the renderer knows already."""
    return _DOLLARS.sub(r"\\[\1\\]", made) if "$$" in made else made
