"""What people write to each other: plain words, formulas between dollar signs, addresses that become links."""

from __future__ import annotations

import html
import re

from core.rich_text import safe_html

LONGEST = 10_000
_FORMULA = re.compile(r"\$([^$\n]{1,500})\$")
_ADDRESS = re.compile(r"https?://[^\s<>\"']{3,300}[^\s<>\"'.,;:!?)]")


def html_of(text: str) -> str:
    """Typed text as readers get it. Tags are shown as they were typed: nobody's post is markup."""
    blocks = (block.strip() for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()))
    return safe_html("".join(f"<p>{_line(block)}</p>" for block in blocks if block))


def _line(block: str) -> str:
    escaped = html.escape(block, quote=False).replace("\n", "<br>")
    linked = _ADDRESS.sub(lambda found: f'<a href="{html.escape(found[0])}" rel="nofollow ugc noopener">{found[0]}</a>', escaped)
    return _FORMULA.sub(r"\\(\1\\)", linked)
