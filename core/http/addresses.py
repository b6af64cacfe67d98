"""Where a page may send its reader next."""

from __future__ import annotations

import re

_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def local_target(target: str, otherwise: str = "/") -> str:
    """`target` when it is an address on this site, else `otherwise`: no link may send a reader to a stranger."""
    return target if _LOCAL.fullmatch(target) else otherwise
