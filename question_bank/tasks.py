"""Jobs: reading and applying files too large for a request."""

from __future__ import annotations

from typing import Any

from accounts import api as accounts
from core.actor import SYSTEM, Actor
from core.jobs.api import Progress, job
from question_bank.operations.apply_import import apply_import
from question_bank.operations.ask_for_draw import DRAW
from question_bank.operations.draw_paper import draw_paper
from question_bank.operations.read_import import read_import


@job("question_bank.read_import")
def read(arguments: dict[str, Any], progress: Progress) -> None:
    """Understand a kept file."""
    read_import(_asker(arguments), arguments["run"], progress)


@job("question_bank.apply_import")
def apply(arguments: dict[str, Any], progress: Progress) -> None:
    """Take a checked file into its bank."""
    apply_import(_asker(arguments), arguments["run"], progress)


@job(DRAW, lane="slow")
def draw(arguments: dict[str, Any], progress: Progress) -> None:
    """Solve a matrix and keep the paper; hard constraints take minutes."""
    draw_paper(_asker(arguments), arguments["paper"], progress)


def _asker(arguments: dict[str, Any]) -> Actor:
    """Who asked, for the record only: they were allowed when they asked."""
    person_id = arguments["person"]
    return Actor(accounts.person(person_id).full_name, person_id) if person_id else SYSTEM
