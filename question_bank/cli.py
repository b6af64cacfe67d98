"""`flask question-bank …`: open banks, take files in, give files out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from accounts import api as accounts
from core.actor import SYSTEM
from core.db import keep_so_far, session, transaction
from core.errors import CoreError, Invalid
from core.words import Message
from question_bank.formats.contract import UnreadableFile
from question_bank.formats.registry import TARGETS
from question_bank.kinds.registry import KINDS
from question_bank.operations.create_bank import NewBank, create_bank
from question_bank.operations.export_questions import export_questions
from question_bank.operations.import_file import import_file
from question_bank.operations.read_file import FORMATS, ReadFile, alike_items, read_file
from question_bank.queries.banks import bank
from question_bank.rules.filter import Filter

commands = AppGroup("question-bank", help="Banks of questions.")
LARGEST = 30_000_000


@commands.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--bank", "bank_code", required=True, metavar="CODE", help="The bank that takes the questions.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="auto", show_default=True)
@click.option("--dry-run", is_flag=True, help="Say what would be taken and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def import_(context: click.Context, file: Path, bank_code: str, format_: str, dry_run: bool, as_json: bool) -> None:
    """Take the questions of FILE into a bank and say of each what became of it.

    Ends with 0 when every question was taken, 1 when some were refused, 2 when the file could not be read.
    """
    try:
        data = _data(file)
        found = read_file(data, file.name, format_)
    except (OSError, UnreadableFile) as error:
        _unreadable(context, str(error), as_json)
    if not dry_run:
        _apply(context, bank_code, data, file.name, format_, as_json)
    click.echo(json.dumps(_report(found, dry_run), ensure_ascii=False, indent=1) if as_json else _lines(found))
    context.exit(1 if found.count("refused") else 0)


@commands.command("export")
@click.option("--bank", "bank_code", required=True, metavar="CODE", help="The bank whose questions go out.")
@click.option("--format", "format_", type=click.Choice(tuple(TARGETS)), required=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), default=None, metavar="FILE", help="Standard output without it.")
@click.option("--topic", default="", metavar="CODE", help="Only this topic and what is below it.")
@click.option("--kind", default="", type=click.Choice(("", *KINDS)), show_choices=True, help="Only this kind.")
@click.option(
    "--state", default="", type=click.Choice(("", "ready", "draft", "review", "retired", "all")), help="Without it what is in use."
)
@click.pass_context
def export(context: click.Context, bank_code: str, format_: str, output: Path | None, topic: str, kind: str, state: str) -> None:
    """Write the questions of a bank, and on standard error what the format could not hold.

    Ends with 0 when every question was written, 1 when some had to be left out, 2 when there is no file.
    """
    found = bank(bank_code)
    try:
        if found is None:
            raise Invalid(Message(f"There is no bank {bank_code}."))
        session.rollback()  # the reads are over; the write starts clean
        with transaction():
            made = export_questions(SYSTEM, found, format_, Filter(topic=topic, kind=kind, state=state))
        if output is None:
            click.echo(made.data, nl=False)
        else:
            output.write_bytes(made.data)
    except (CoreError, OSError) as error:
        click.echo(str(error), err=True)
        context.exit(2)
    for ref, loss in made.losses:
        click.echo(f"{ref}: {loss}", err=True)
    click.echo(f"{made.count} questions, {len({ref for ref, _ in made.losses})} with a loss, {len(made.left_out)} left out", err=True)
    context.exit(1 if made.left_out else 0)


@commands.command("create-bank")
@click.argument("code")
@click.argument("name")
@click.option("--organisation", "organisation_code", default=None, metavar="CODE", help="The owner; the first root without it.")
@click.option("--subject", "subject_code", default=None, metavar="CODE", help="A subject of the curriculum.")
def create(code: str, name: str, organisation_code: str | None, subject_code: str | None) -> None:
    """Open an empty bank."""
    try:
        with transaction():
            made = create_bank(SYSTEM, NewBank(code, name, _owner(organisation_code), subject_code))
    except Invalid as error:
        raise click.ClickException("; ".join(str(reason) for reason in error.fields.values()) or str(error)) from error
    click.echo(f"{made.code}: {made.name}")


def _data(file: Path) -> bytes:
    with file.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableFile(Message(f"The file is larger than {LARGEST // 1_000_000} MB."))
    return data


def _unreadable(context: click.Context, reason: str, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"error": reason}, ensure_ascii=False))
    click.echo(f"The file could not be read: {reason}", err=True)
    context.exit(2)


def _apply(context: click.Context, bank_code: str, data: bytes, filename: str, format_: str, as_json: bool) -> None:
    if bank(bank_code) is None:
        click.echo(f'There is no bank {bank_code}. Open one first: flask question-bank create-bank {bank_code} "Name"', err=True)
        context.exit(2)
    session.rollback()  # the reads are over; the write starts clean
    try:
        with transaction():
            import_file(SYSTEM, bank_code, data, filename, format_, progress=lambda done, of: keep_so_far())
    except CoreError as error:
        _unreadable(context, str(error), as_json)


def _owner(code: str | None) -> int:
    if code is not None:
        found = accounts.organisation_coded(code)
        if found is None:
            raise click.ClickException(f"There is no organisation {code}.")
        return found.id
    roots = [each for each in accounts.organisations_in(["/"]) if each.parent_id is None]
    if not roots:
        raise click.ClickException("There is no organisation yet: make one, or load the demonstration.")
    return roots[0].id


def _report(found: ReadFile, dry_run: bool) -> dict[str, Any]:
    return {
        "format": found.format,
        "dry_run": dry_run,
        **{state: found.count(state) for state in ("kept", "changed", "refused")},
        "categories": list(found.categories),
        "notes": [str(note) for note in found.notes],
        "alike": [{"number": each.other, "like": each.first, "share": round(each.share, 2)} for each in alike_items(found.items)],
        "items": [
            {
                "number": item.number, "ref": item.ref, "name": item.name, "kind": item.kind, "state": item.state,
                "reasons": [str(reason) for reason in item.reasons],
            }
            for item in found.items
        ],
    }  # fmt: skip


def _lines(found: ReadFile) -> str:
    lines = [
        f"{item.number:>5}  {item.state:<8} {item.kind:<17} {item.ref}" + "".join(f"\n       - {r}" for r in item.reasons)
        for item in found.items
    ]
    lines += [f"note: {note}" for note in found.notes]
    lines += [f"note: {each.other} reads like {each.first} ({each.share:.0%})" for each in alike_items(found.items)]
    counts = ", ".join(f"{found.count(state)} {state}" for state in ("kept", "changed", "refused"))
    return "\n".join([*lines, f"{found.format}: {counts}; {len(found.categories)} categories"])
