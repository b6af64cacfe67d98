"""Safe HTML: one allow-list for everything that a person writes. HTML and MathML Core; no script, style, svg, frame or form."""

from __future__ import annotations

import re
from html import unescape

import bleach
import nh3
from bleach.css_sanitizer import CSSSanitizer

HTML_TAGS = frozenset(
    "a abbr b blockquote br caption code col colgroup del div dl dt dd em figcaption figure h2 h3 h4 h5 hr i img ins kbd li mark ol p "
    "pre s small span strong sub sup table tbody td tfoot th thead tr u ul var".split()
)
MATHML_TAGS = frozenset(
    "math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup "
    "msup mtable mtd mtext mtr munder munderover none semantics".split()
)
TAGS = HTML_TAGS | MATHML_TAGS
MATHML_ATTRIBUTES = [
    "accent", "accentunder", "columnalign", "columnlines", "columnspacing", "depth", "display", "displaystyle", "fence", "form", "height",
    "largeop", "linethickness", "lspace", "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowalign", "rowlines",
    "rowspacing", "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width",
]  # fmt: skip
ATTRIBUTES: dict[str, list[str]] = {
    "a": ["href", "title"],
    "abbr": ["title"],
    "img": ["src", "alt", "width", "height"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
    "ol": ["start", "type"],
    "*": ["lang", "dir"],
    **{tag: MATHML_ATTRIBUTES for tag in MATHML_TAGS},
}
SCHEMES = {"http", "https", "mailto", "data", "media"}
# bleach and nh3 keep the text inside a dropped element; these go with all they hold.
_DROPPED = re.compile(
    r"<(script|style|svg|iframe|object|embed|template|noscript|annotation-xml|annotation|title|textarea|select)\b[^<>]*>.*?(</\1\s*>|\Z)",
    re.I | re.S,
)
_SIGN = re.compile(r"[<&\x00]")
"""Without any of these a text is its own words."""
_BREAK = re.compile(r"<(br|/p|/li|/td|/th|/div|/h[2-5])\b[^<>]*>")
_MARK = re.compile(r"</?(?:p|b|i|u|s|em|strong|sub|sup|code|br)>")
_MARKED = re.compile(rf"[^<&\x00]*(?:{_MARK.pattern}[^<&\x00]*)*")
_TAG = re.compile(r"<(/?)([a-z][^\s/<>]*)[^<>]*>?", re.I)
_NOT_NESTED = frozenset(
    "area base br col colgroup dd dt embed hr img input li link meta p rp rt source tbody td tfoot th thead tr wbr".split()
)
"""Tags that hold nothing, and those that end by themselves where the next of their kind begins."""
DEEPEST = 1_000
_PLAIN = re.compile(r'[^<]*(?:</?[a-z][a-z0-9]*(?: (?:[a-z]+="[a-z0-9.%-]*"|alt="[^"<>]*"|src="media:[A-Za-z0-9._-]+"))*>[^<]*)*')
MOST_TAGS_TWICE = 1_500
MOST_ENTITIES_TWICE = 5_000
_PARAGRAPHS = re.compile(r"(?:<p>[^<>&\x00-\x1f\x7f-\xa0\ud800-\udfff]*</p>)+")
_PICTURE_DATA = re.compile(r"^data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+$")
_OUR_PICTURE = re.compile(r"media:|/(?![/\\\x00-\x20])")
"""Two strokes name another host, and browsers read a backslash as a stroke and read over a tab."""
_CSS = CSSSanitizer(allowed_css_properties=[])


def clean_html(raw: str) -> str:
    """`raw` with only what the allow-list holds. Idempotent; by nh3, and by bleach with the same list where there is little of it.

    nh3 comes first and last: it is fast whatever is sent, while bleach's time grows with the square of tags and attributes, and it
    takes a second for fifty thousand entities. Paragraphs, formulas and our own pictures, of which nearly all is made, need no second
    opinion: a word as an attribute, the words for a picture and a name on our shelf are no address and run nothing. Paragraphs of words
    alone, the most common of all, are what the first would leave.
    """
    if _PARAGRAPHS.fullmatch(raw):
        return raw
    strict = _STRICT.clean(_shallow(_DROPPED.sub("", raw)))
    if _PLAIN.fullmatch(strict):
        return strict
    if strict.count("<") > MOST_TAGS_TWICE or strict.count("&") > MOST_ENTITIES_TWICE:
        return strict
    bleached = bleach.clean(strict, tags=TAGS, attributes=_allowed, protocols=SCHEMES, strip=True, strip_comments=True, css_sanitizer=_CSS)
    return _STRICT.clean(bleached)


def plain_text(html: str) -> str:
    """The words of `html` on one line, for lists, search and titles. It is text, not HTML: templates escape it."""
    return " ".join((_words(_BREAK.sub(" ", html)) if _SIGN.search(html) else html).split())


def _words(html: str) -> str:
    """What nh3 leaves of it without any tag; of simple marks alone, which most fields have, a pattern leaves the same."""
    return _MARK.sub("", html) if _MARKED.fullmatch(html) else unescape(_WORDS.clean(_shallow(html)))


def _shallow(raw: str) -> str:
    """`raw`; only its words where it is nested deeper than any page is: the parser's time grows with the square of the depth."""
    return _TAG.sub(" ", raw) if raw.count("<") > DEEPEST and _is_deep(raw) else raw


def _is_deep(raw: str) -> bool:
    """Whether more than DEEPEST tags may be open at once. An end counts only for the tag opened last: any other may end nothing."""
    opened: list[str] = []
    for ends, written in _TAG.findall(raw):
        name = written.lower()
        if not ends and name not in _NOT_NESTED:
            opened.append(name)
        elif ends and opened and opened[-1] == name:
            opened.pop()
        if len(opened) > DEEPEST:
            return True
    return False


def _allowed(tag: str, name: str, value: str) -> bool:
    if name not in ATTRIBUTES.get(tag, ()) and name not in ATTRIBUTES["*"]:
        return False
    if name in ("href", "src") and value.strip().lower().startswith("data:"):
        return tag == "img" and bool(_PICTURE_DATA.match(value.strip()))
    if name == "src":
        return bool(_OUR_PICTURE.match(value))
    return True


# Both allow-lists are told once: telling takes longer than cleaning a paragraph.
_WORDS = nh3.Cleaner(tags=set())
_STRICT = nh3.Cleaner(
    tags=set(TAGS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    attribute_filter=lambda tag, name, value: value if _allowed(tag, name, value) else None,
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer",
)
