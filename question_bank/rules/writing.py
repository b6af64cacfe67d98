"""Between what a person types in a box and html: plain text needs no tags, html stays as it is written."""

from __future__ import annotations

import html
import re

from core.html import HTML_TAGS

_MARKUP = re.compile(
    rf"</?(?:{'|'.join(sorted(HTML_TAGS | {'math'}))})(?:\s+[a-zA-Z-]+=[^<>]*)?\s*/?>|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);|<!--"
)


def paragraphs(typed: str) -> str:
    """Typed text as html: an empty line parts paragraphs; text that holds markup is taken as html already."""
    typed = _tidy(typed)
    if not typed or _MARKUP.search(typed):
        return typed
    blocks = (block.strip("\n") for block in re.split(r"\n\s*\n", typed))
    return "".join(f"<p>{_escaped(block)}</p>" for block in blocks if block)


def line(typed: str) -> str:
    """The same for an option or a statement, which is no paragraph."""
    typed = _tidy(typed)
    return typed if _MARKUP.search(typed) else _escaped(typed)


def typed_paragraphs(written: str) -> str:
    """What to put in the box so that `paragraphs` gives `written` again."""
    plain = re.sub(r"</p>\s*<p>", "\n\n", written).removeprefix("<p>").removesuffix("</p>")
    return _typed(written, plain, paragraphs)


def typed_line(written: str) -> str:
    """What to put in the box so that `line` gives `written` again."""
    return _typed(written, written, line)


def _typed(written: str, plain: str, back: object) -> str:
    plain = html.unescape(re.sub(r"<br\s*/?>", "\n", plain))
    return plain if callable(back) and back(plain) == written else written


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def _tidy(typed: str) -> str:
    return typed.replace("\r\n", "\n").replace("\r", "\n").strip()
