r"""GIFT's escapes: ``\~ \= \# \{ \} \: \n \\``. A backslash before anything else is a backslash.

While a file is taken apart each escape is one character that no text may hold (Unicode noncharacters),
so that the signs that are left are the ones that mean something.
"""

import re

_SIGNS = "~=#{}:n\\"
_STAND_INS = {sign: chr(0xFDD0 + place) for place, sign in enumerate(_SIGNS)}
_MEANINGS = {ord(stand_in): "\n" if sign == "n" else sign for sign, stand_in in _STAND_INS.items()}
_WRITTEN = {ord(stand_in): f"\\{sign}" for sign, stand_in in _STAND_INS.items()}
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_RESERVED = re.compile(r"[~=#{}:\\\n]")
_ESCAPE = re.compile(r"\\([~=#{}:n\\])")


def mark_escapes(text: str) -> str:
    """The text with every escape as one stand-in character."""
    return _ESCAPE.sub(lambda found: _STAND_INS[found.group(1)], _NONCHARACTERS.sub("\ufffd", text))


def restore(text: str) -> str:
    """What the escapes mean."""
    return text.translate(_MEANINGS)


def as_written(text: str) -> str:
    """The escapes as they stood in the file (comments have none)."""
    return text.translate(_WRITTEN)


def escape(text: str) -> str:
    """The text as a file writes it: every sign and every backslash escaped, so that it stands on one line."""
    return _RESERVED.sub(lambda found: "\\n" if found.group() == "\n" else f"\\{found.group()}", text)
