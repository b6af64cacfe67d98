"""A sane subset of Markdown to HTML: paragraphs, line breaks, bold, italic, code and lists.

Everything else (headings, tables, links, pictures, quotes) stays as the text it was, and is reported.
"""

import html
import re
from collections.abc import Iterator

_OPENER = re.compile(r"\\\(|\\\[|\$\$|`|\\[\\`*_{}\])#+.!-]")
_CLOSER = {"\\(": "\\)", "\\[": "\\]", "$$": "$$", "`": "`"}
_STRONG = re.compile(r"\*\*(?=\S)([^*\n]{1,1000})(?<=\S)\*\*|(?<!\w)__(?=\S)([^_\n]{1,1000})(?<=\S)__(?!\w)")
_EMPHASIS = re.compile(r"\*(?=\S)([^*\n]{1,1000})(?<=\S)\*|(?<!\w)_(?=\S)([^_\n]{1,1000})(?<=\S)_(?!\w)")
_ITEM = re.compile(r"( *)(?:([-*+])|[0-9]{1,4}[.)])[ \t]+(.*)")
_BEYOND = re.compile(r"^ {0,3}(?:#{1,6} |>|\||~~~|={3,}\s*$|-{3,}\s*$|\*{3,}\s*$)|!?\[[^\[\]\n]{0,500}\]\(", re.MULTILINE)
_KEPT = "\ufdd8{}\ufdd9"
_KEPT_AGAIN = re.compile("\ufdd8([0-9]+)\ufdd9")
_DEEPEST = 6


def to_html(text: str) -> tuple[str, bool]:
    """(html, whether all of it was understood)."""
    kept: list[str] = []
    fenced = "```" in text
    text = _set_aside(text.replace("\ufdd8", "").replace("\ufdd9", ""), kept)
    understood = not fenced and _BEYOND.search(text) is None
    blocks = "".join(_blocks(text.split("\n")))
    if blocks.count("<p>") == 1 and blocks.startswith("<p>") and blocks.endswith("</p>"):
        blocks = blocks[3:-4]  # one paragraph stands where any text stands: an option, a cell
    return _KEPT_AGAIN.sub(lambda found: kept[int(found.group(1))], blocks), understood


def _set_aside(text: str, kept: list[str]) -> str:
    """Take out what the inline rules must not touch: formulas, code, escaped signs. One pass, linear."""
    made: list[str] = []
    without_end: set[str] = set()
    at = 0
    while opener := _OPENER.search(text, at):
        sign, start = opener.group(), opener.end()
        made.append(text[at : opener.start()])
        closer = _CLOSER.get(sign)
        end = text.find(closer, start) if closer and sign not in without_end else -1
        if closer and end <= start:
            if end < 0:
                without_end.add(sign)  # none further on either: do not look again
            made.append(sign)
            at = start
            continue
        kept.append(_kept_html(sign, text[start:end] if closer else "", closer))
        made.append(_KEPT.format(len(kept) - 1))
        at = end + len(closer) if closer else start
    return "".join(made) + text[at:]


def _kept_html(sign: str, inside: str, closer: str | None) -> str:
    if closer is None:
        return html.escape(sign[1], quote=False)
    inside = html.escape(inside, quote=False)
    return f"<code>{inside}</code>" if sign == "`" else f"{sign}{inside}{closer}"


def _blocks(lines: list[str]) -> Iterator[str]:
    paragraph: list[str] = []
    items: list[tuple[int, str, str]] = []
    for line in [*lines, ""]:
        item = _ITEM.fullmatch(line.expandtabs(4))
        if items and not item and line.strip():
            depth, tag, said = items[-1]
            items[-1] = (depth, tag, f"{said} {line.strip()}")
            continue
        if paragraph and (item or not line.strip()):
            yield f"<p>{_lines(paragraph)}</p>"
            paragraph = []
        if item:
            items.append((len(item.group(1)), "ul" if item.group(2) else "ol", item.group(3).strip()))
        elif items:
            yield _list(items)
            items = []
        elif line.strip():
            paragraph.append(line)


def _lines(lines: list[str]) -> str:
    """Two spaces at the end of a line break it; otherwise lines flow on."""
    joined = [line.strip() + ("<br>" if line.endswith("  ") else " ") for line in map(_inline, lines[:-1])]
    return "".join(joined) + _inline(lines[-1]).strip()


def _list(items: list[tuple[int, str, str]]) -> str:
    made: list[str] = []
    opened: list[tuple[int, str]] = []
    for depth, tag, said in items:
        while opened and depth < opened[-1][0] and len(opened) > 1:
            made.append(f"</li></{opened.pop()[1]}>")
        if not opened or (depth > opened[-1][0] and len(opened) < _DEEPEST):
            opened.append((depth, tag))
            made.append(f"<{tag}>")
        else:
            made.append("</li>")
        made.append(f"<li>{_inline(said)}")
    made += [f"</li></{tag}>" for _, tag in reversed(opened)]
    return "".join(made)


def _inline(text: str) -> str:
    text = html.escape(text, quote=False)
    text = _STRONG.sub(lambda found: f"<strong>{found.group(1) or found.group(2)}</strong>", text)
    return _EMPHASIS.sub(lambda found: f"<em>{found.group(1) or found.group(2)}</em>", text)
