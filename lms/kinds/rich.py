"""The rich text of lessons: which tags a text may hold, and how pasted HTML becomes that."""

from __future__ import annotations

import html
import re

import nh3

from core.html import clean_html, plain_text
from core.maths import broken_formulas, formula, with_formulas
from core.rich_text import safe_html
from core.words import Message, say
from lms.kinds import shape

TEXT_TAGS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "u", "s", "sub", "sup", "code", "a", "br"}
LINE_TAGS = {"strong", "em", "u", "s", "sub", "sup", "code", "a", "br"}
LONGEST_TEXT = 50_000
"""Characters that a text is kept with; what is longer is not cut but refused, so that no words are lost unseen."""
LONGEST_READ = 4 * LONGEST_TEXT
LONGEST_LINE = 5_000
_SAME = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "div": "p", "del": "s"}
_RENAMED = re.compile(rf"<(/?)({'|'.join(_SAME)})\b(?:\s[^<>]*)?>", re.I)
_EMPTY = re.compile(r"<(p|h2|h3|li|blockquote|strong|em|u|s|sub|sup|code)>(?:\s|&nbsp;|<br>)*</\1>")
_OUTER = re.compile(r"^<p>(.*)</p>$", re.S)
_BLOCK = re.compile(r"<(p|h2|h3|ul|ol|blockquote)\b")
_DELIMITERS = re.compile(r"\\[()\[\]]")
_SOURCE = re.compile(r"</?[a-z][^<>]*>", re.I)


def tidy_text(value: object) -> str:
    """Paragraphs, headings, lists and what stands in a line, of anything pasted; words outside of any become paragraphs."""
    tidied = _tidy(shape.text(value, LONGEST_READ), TEXT_TAGS)
    return tidied if not tidied or _BLOCK.match(tidied) else f"<p>{tidied}</p>" if not _BLOCK.search(tidied) else tidied


def tidy_line(value: object) -> str:
    """What may stand in one line: a title, a caption, a cell."""
    return _tidy(shape.text(value, LONGEST_LINE), LINE_TAGS)


def _tidy(raw: str, tags: set[str]) -> str:
    renamed = _RENAMED.sub(lambda found: f"<{found[1]}{_SAME[found[2].lower()]}>", raw)
    kept = nh3.clean(
        clean_html(renamed),
        tags=tags,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return _without_empty(kept).strip()


def _without_empty(tidied: str) -> str:
    """Word leaves empty paragraphs and marks around nothing; three rounds reach what stands in another."""
    for _ in range(3):
        tidied = _EMPTY.sub("", tidied)
    return tidied


def typed_text(typed: str) -> str:
    """HTML of what was typed without a script: an empty line parts paragraphs; text that holds tags is HTML already."""
    typed = typed.replace("\r\n", "\n").strip()
    if _SOURCE.search(typed):
        return typed
    parts = (part.strip("\n") for part in re.split(r"\n\s*\n", typed))
    return "".join(f"<p>{html.escape(part, quote=False)}</p>".replace("\n", "<br>") for part in parts if part)


def typed_line(typed: str) -> str:
    """HTML of a line as it was typed: `a < b` are words, `<em>a</em>` is a mark."""
    return typed if _SOURCE.search(typed) else html.escape(typed, quote=False)


def shown_line(tidied: str) -> str:
    """What stands in the box of a line so that `typed_line` gives it again."""
    plain = html.unescape(tidied)
    return plain if html.escape(plain, quote=False) == tidied else tidied


def safe(tidied: str) -> str:
    """Tidied HTML as readers get it, with MathML."""
    return safe_html(tidied)


def with_chips(tidied: str) -> str:
    """Tidied HTML for the editor's page: each formula is one piece that shows itself and remembers its LaTeX."""
    return with_formulas(tidied, _chip)


def _chip(latex: str, display: bool) -> str:
    kept = html.escape(latex)
    return f'<span class="formula" contenteditable="false" data-latex="{kept}" data-display="{int(display)}">{clean_html(formula(latex, display))}</span>'


def words(tidied: str) -> str:
    """Its words on one line."""
    return plain_text(_DELIMITERS.sub(" ", tidied))


def is_empty(tidied: str) -> bool:
    """Whether a reader would see nothing."""
    return not words(tidied)


def check_formulas(place: str, tidied: str) -> list[tuple[str, Message]]:
    """The first formula that cannot be shown as one."""
    broken = broken_formulas(tidied)
    return [(place, say("Công thức này chưa đọc được: %(latex)s", latex=broken[0][:80]))] if broken else []
