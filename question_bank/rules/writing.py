"""Between what a person types in a box and html: plain text needs no tags, html stays as it is written."""

from __future__ import annotations

import html
import re

from core.html import HTML_TAGS

_MARKUP = re.compile(
    rf"</?(?:{'|'.join(sorted(HTML_TAGS | {'math'}))})(?:\s+[a-zA-Z-]+=[^<>]*|\s*/?)>|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);|<!--"
)
_WITHIN_A_LINE = re.compile(
    r"</?(?:a|abbr|b|br|code|del|em|i|img|ins|kbd|mark|s|small|span|strong|sub|sup|u|var)(?:\s|/?>)|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);"
)


def paragraphs(typed: str) -> str:
    """Typed text as html: an empty line parts paragraphs; text that holds markup is taken as html already."""
    typed = _tidy(typed)
    if not typed or _MARKUP.search(typed):
        return typed
    blocks = (block.strip("\n") for block in re.split(r"\n\s*\n", typed))
    return "".join(f"<p>{_escaped(block)}</p>" for block in blocks if block)


def boxed(typed: str) -> str:
    """The same for a box with buttons for bold and the like: marks within lines leave lines and paragraphs to the one who types."""
    typed = _tidy(typed)
    marks = list(_MARKUP.finditer(typed))
    if not marks or not all(_WITHIN_A_LINE.match(mark[0]) for mark in marks):
        return paragraphs(typed)
    blocks = (block.strip("\n") for block in re.split(r"\n\s*\n", typed))
    return "".join(f"<p>{_escaped_between(block)}</p>" for block in blocks if block)


def line(typed: str) -> str:
    """The same for an option or a statement, which is no paragraph."""
    typed = _tidy(typed)
    return typed if _MARKUP.search(typed) else _escaped(typed)


def typed_paragraphs(written: str) -> str:
    """What to put in the box so that `paragraphs` gives `written` again."""
    return _typed(written, _unparted(written), paragraphs)


def typed_boxed(written: str) -> str:
    """What to put in the box so that `boxed` gives `written` again."""
    marked = _unparted(written)
    return next((each for each in (html.unescape(marked), marked) if boxed(each) == written), written)


def typed_line(written: str) -> str:
    """What to put in the box so that `line` gives `written` again."""
    return _typed(written, written, line)


def _unparted(written: str) -> str:
    """Paragraphs as empty lines, breaks as lines."""
    plain = re.sub(r"</p>\s*<p>", "\n\n", written).removeprefix("<p>").removesuffix("</p>")
    return _lines(plain)


def _lines(written: str) -> str:
    return re.sub(r"<br\s*/?>", "\n", written)


def _typed(written: str, plain: str, back: object) -> str:
    plain = html.unescape(_lines(plain))
    return plain if callable(back) and back(plain) == written else written


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def _escaped_between(text: str) -> str:
    """Escaped but for its markup."""
    kept = [mark[0] for mark in _MARKUP.finditer(text)]
    between = map(_escaped, _MARKUP.split(text))
    return "".join(f"{piece}{mark}" for piece, mark in zip(between, [*kept, ""], strict=True))


def _tidy(typed: str) -> str:
    return typed.replace("\r\n", "\n").replace("\r", "\n").strip()
