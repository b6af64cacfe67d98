"""A rule of an Office task: what it takes from its author, and what looking at a file gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.words import Message, say


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of a question's rules as its author wrote it; an empty text is "any" or "the whole file"."""

    where: str = ""
    expected: str = ""
    tolerance: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one rule found: whether it is as asked, what stands there (None: nothing), and where."""

    ok: bool
    found: Message | None = None
    where: str = ""


Look = Callable[[Any, Asked], Seen]
"""Looks at an opened file. May raise `NotThere`; any other error is the file's fault and counts as not found."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule there is. `where` and `expected` say what to write there; None: the rule takes nothing there."""

    label: Message
    look: Look
    where: Message | None = None
    expected: Message | None = None
    needs_where: bool = False
    needs_expected: bool = False
    tolerance: Message | None = None


class NotThere(LookupError):
    """The place that a rule speaks of does not exist in the file."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class UnreadableWork(ValueError):
    """The file cannot be opened, and why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


LONGEST_FOUND = 200


def plain(text: object) -> Message:
    """What stands in a file, as evidence shows it: on one line, without signs that no page shows."""
    written = " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)).split())
    return say("%(text)s", text=written if len(written) <= LONGEST_FOUND else written[:LONGEST_FOUND] + "…")
