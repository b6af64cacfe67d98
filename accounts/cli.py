"""`flask accounts …`: the first administrator, lists of people, roles."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from accounts.formats.people_xlsx import read_people
from accounts.operations.create_person import create_person
from accounts.operations.grant_role import NewRole, grant_role
from accounts.operations.import_people import import_people, make_secrets
from accounts.operations.plan_import import ImportOrder, Plan, plan_import
from accounts.queries.organisations import organisation_coded
from accounts.rules.passwords import weakness
from accounts.rules.people_import import Outcome
from accounts.rules.person import NewPerson
from accounts.rules.roles import ROLES, RoleCode
from core.actor import SYSTEM
from core.db import session, transaction
from core.errors import CoreError, Invalid

commands = AppGroup("accounts", help="People: the first administrator, lists from Excel, roles.")


@commands.command("create-admin")
@click.argument("username")
@click.option("--full-name", default="Quản trị viên", help="Shown in the top bar and the audit trail.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
def create_admin(username: str, full_name: str, password_stdin: bool) -> None:
    """Create an administrator of the whole system."""
    password = (
        sys.stdin.readline().rstrip("\r\n") if password_stdin else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    )
    weak = weakness(password, staff=True, personal=(username,))
    if weak is not None:
        raise click.ClickException(str(weak))
    try:
        with transaction():
            person = create_person(SYSTEM, NewPerson(full_name, username), password=password)
            grant_role(SYSTEM, NewRole(person.id, RoleCode.ADMINISTRATOR))
    except CoreError as error:
        raise click.ClickException(_words(error)) from error
    click.echo(f"{person.username}: {ROLES[RoleCode.ADMINISTRATOR].label}")


@commands.command("import-people")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", required=True, help="Code of the organisation the people belong to.")
@click.option("--role", default=RoleCode.STUDENT.value, show_default=True, help="Role of people for whom the file names none.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
def import_list(file: Path, organisation: str, role: str, dry_run: bool) -> None:
    """Import people from an Excel list; prints username and one-time password of every new account."""
    found = organisation_coded(organisation)
    if found is None:
        raise click.ClickException(f"No organisation has the code {organisation}.")
    order = ImportOrder(found.id, role)
    try:
        sheet = read_people(file.read_bytes())
        if dry_run:
            _tell(plan_import(SYSTEM, order, sheet))
            return
        secrets = make_secrets(len(sheet.rows))
        session.rollback()  # the reads are over; the write starts clean
        with transaction():
            plan = plan_import(SYSTEM, order, sheet)
            done = import_people(SYSTEM, order, sheet, secrets)
    except CoreError as error:
        raise click.ClickException(_words(error)) from error
    _tell(plan)
    for who in done.issued:
        click.echo("\t".join((who.username, who.password, who.full_name)))


@commands.command("list-roles")
def list_roles() -> None:
    """List the roles and what each permits."""
    for code, role in ROLES.items():
        click.echo(f"{code}\t{role.label}\t{' '.join(sorted(role.permissions))}")


def _tell(plan: Plan) -> None:
    click.echo(", ".join(f"{outcome} {count}" for outcome, count in plan.counts.items()), err=True)
    for decision in plan.of(Outcome.REFUSED):
        click.echo(f"line {decision.row.line}: {' '.join(str(why) for why in decision.reasons)}", err=True)


def _words(error: CoreError) -> str:
    fields = error.fields.values() if isinstance(error, Invalid) else ()
    return " ".join(str(words) for words in fields) or str(error.message)
