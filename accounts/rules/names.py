"""Names and usernames: how they are compared, searched, ordered and made."""

from __future__ import annotations

import re

from core.folding import fold, tidy

USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,59}")


def name_order(full_name: str) -> str:
    """The key Vietnamese lists are ordered by: the given name, which stands last, then the rest."""
    words = fold(full_name).split()
    return " ".join(words[-1:] + words[:-1])[:160]


def search_words(full_name: str, username: str, code: str | None) -> str:
    """What a person is found by."""
    return fold(" ".join(word for word in (full_name, username, code) if word))[:300]


def same_username(typed: str) -> str:
    """The one form in which a username is kept and looked up."""
    return tidy(typed).casefold()


def is_username(username: str) -> bool:
    """Latin letters, digits and . _ - @, from 2 to 60 characters, so it can be typed on any keyboard."""
    return bool(USERNAME.fullmatch(username))


def username_from(full_name: str) -> str:
    """A username to propose: `an.nv` for Nguyễn Văn An. Not yet unique."""
    words = re.sub(r"[^a-z0-9 ]", "", fold(full_name)).split()
    if not words:
        return "user"
    initials = "".join(word[0] for word in words[:-1])
    return f"{words[-1]}.{initials}"[:50] if initials else words[-1][:50].ljust(2, "0")


def free_username(wanted: str, taken: set[str]) -> str:
    """`wanted`, or `wanted2`, `wanted3`… when it is taken."""
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}{number}", number + 1
    return name
