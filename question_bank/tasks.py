"""Jobs: reading, applying and writing files too large for a request, and whatever else takes longer; what is done by the clock."""

from __future__ import annotations

from typing import Any

from accounts import api as accounts
from core import clock
from core.actor import SYSTEM, Actor
from core.jobs.api import Progress, enqueue, job, routine
from question_bank.models import INDEX_VERSION
from question_bank.operations.apply_import import apply_import
from question_bank.operations.ask_for_draw import DRAW
from question_bank.operations.ask_for_export import WRITE
from question_bank.operations.change_questions import APPLY, change_questions
from question_bank.operations.draw_paper import draw_paper
from question_bank.operations.find_twins import FIND, find_twins
from question_bank.operations.forget_exports import forget_exports
from question_bank.operations.index_questions import index_old, stale_ids
from question_bank.operations.read_import import read_import
from question_bank.operations.write_export import write_export


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


@job(WRITE, lane="slow")
def write(arguments: dict[str, Any], progress: Progress) -> None:
    """Write the file of a large export."""
    write_export(arguments["run"], arguments["turn"], progress)


@job(APPLY)
def change_many(arguments: dict[str, Any], progress: Progress) -> None:
    """Change the questions of a bulk run."""
    change_questions(_asker(arguments), arguments["run"], progress)


@job(FIND)
def find_alike(arguments: dict[str, Any], progress: Progress) -> None:
    """Look through a bank for questions that read alike."""
    find_twins(arguments["bank"], progress)


@job("question_bank.index_old")
def index_anew(arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Index what was indexed by earlier rules, or by none."""
    return {"indexed": index_old(progress)}


@routine("question_bank.look_for_old", seconds=300)
def look_for_old() -> None:
    """After an upgrade: have the rest of the bank indexed."""
    if stale_ids():
        enqueue("question_bank.index_old", {}, key=f"index_old:{INDEX_VERSION}:{clock.now():%Y%m%d%H}")


@routine("question_bank.forget_exports", seconds=900)
def forget_old_exports() -> None:
    """Files of exports go after a week."""
    forget_exports()


def _asker(arguments: dict[str, Any]) -> Actor:
    """Who asked, for the record only: they were allowed when they asked."""
    person_id = arguments["person"]
    return Actor(accounts.person(person_id).full_name, person_id) if person_id else SYSTEM
