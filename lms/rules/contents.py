"""The contents list of a lesson: its headings, each with a name that a link can point at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lms.rules.blocks import Block

_HEADING = re.compile(r"<h([23])>(.*?)</h\1>", re.S)
_LINK = re.compile(r"</?a\b[^<>]*>|<br>")


@dataclass(frozen=True)
class Heading:
    """`html` is safe and holds no link; `level` is 2 or 3."""

    name: str
    level: int
    html: str


def with_contents(blocks: list[Block]) -> tuple[list[Block], list[Heading]]:
    """Safe blocks whose headings have names, and those headings in order."""
    headings: list[Heading] = []

    def named(found: re.Match[str]) -> str:
        name = f"phan-{len(headings) + 1}"
        headings.append(Heading(name, int(found[1]), _LINK.sub(" ", found[2])))
        return f'<h{found[1]} id="{name}">{found[2]}</h{found[1]}>'

    shown = []
    for block in blocks:
        if block["type"] == "text":
            block = {**block, "data": {"html": _HEADING.sub(named, block["data"]["html"])}}
        shown.append(block)
    return shown, headings
