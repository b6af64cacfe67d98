"""Our text patterns (`*` is any text) as the regular expressions of QTI's patternMatch, and back."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\.?*+{}()|\[\]^$-])")
_PAIR = re.compile(r"\[(\w)\w\]")
_ANY = ".*"


def to_regex(pattern: str) -> str:
    """The expression that fits the texts which the pattern fits, in capital or small letters."""
    pieces = re.split(r"(?<!\\)\*", pattern)
    return _ANY.join("".join(map(_either, piece.replace("\\*", "*"))) for piece in pieces)


def _either(sign: str) -> str:
    other = sign.swapcase()
    return f"[{sign}{other}]" if other != sign and len(other) == 1 else _SPECIAL.sub(r"\\\1", sign)


def to_wildcard(regex: str) -> str | None:
    """The pattern of a plain expression; None for one that says more than our patterns can."""
    made, at = [], 0
    while at < len(regex):
        if regex.startswith(_ANY, at):
            made.append("*")
            at += len(_ANY)
        elif regex[at] == "\\" and at + 1 < len(regex) and _SPECIAL.match(regex[at + 1]):
            made.append("\\*" if regex[at + 1] == "*" else regex[at + 1])
            at += 2
        elif pair := _PAIR.match(regex, at):
            made.append(pair[1])
            at = pair.end()
        elif _SPECIAL.match(regex[at]) and regex[at] != "-":
            return None
        else:
            made.append(regex[at])
            at += 1
    return "".join(made)


def is_pattern(text: str) -> bool:
    """Whether a star of the text stands for any text."""
    return re.search(r"(?<!\\)\*", text) is not None
