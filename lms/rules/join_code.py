"""Codes by which pupils join a course: short, easy to read aloud and to type."""

from __future__ import annotations

from collections.abc import Callable, Sequence

SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without I, L, O, 0 and 1, which look alike."""
LENGTH = 8


def new_code(choose: Callable[[Sequence[str]], str]) -> str:
    """A code of signs taken by `choose` (`secrets.choice`): 31^8, about 8 * 10^11, so that none is met by trying."""
    return "".join(choose(SIGNS) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """What was typed as a code is kept: capital, without spaces and dashes; empty when it cannot be one."""
    code = "".join(typed.upper().replace("-", "").split())
    return code if len(code) == LENGTH and all(sign in SIGNS for sign in code) else ""


def grouped(code: str) -> str:
    """`ABCD-2345`, as it is shown."""
    return f"{code[:4]}-{code[4:]}"
