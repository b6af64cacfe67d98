"""Commands of certificates: `flask certificates check`, `flask certificates award EXAM_CODE`."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from certificates.operations.award_certificates import Site, award_certificates
from certificates.queries import integrity
from certificates.queries.issuing import exam_id_coded
from core.actor import SYSTEM
from core.db import keep_so_far, transaction
from core.errors import NotFound

commands = AppGroup("certificates", help="The register of certificates.")


@commands.command("check")
def check() -> None:
    """Check the whole register against itself and its PDFs; exit 1 when anything is wrong."""
    seen, wrong = integrity.extent(), 0
    for fault in integrity.faults():
        wrong += 1
        click.echo(f"{fault.subject}: {fault.sentence}")
    click.echo(f"{seen.certificates} certificates in {seen.series} series, {seen.not_printed} not printed yet: {wrong} faults.")
    if wrong:
        raise SystemExit(1)


@commands.command("award")
@click.argument("exam_code")
def award(exam_code: str) -> None:
    """Award the released exam EXAM_CODE now; the worker prints the papers. Who has a certificate keeps it."""
    site = Site(current_app.config["PUBLIC_URL"], current_app.config["TIME_ZONE"])
    with transaction():
        try:
            exam_id = exam_id_coded(exam_code)
        except NotFound as error:
            raise click.ClickException(f"No exam has the code {exam_code}.") from error
        awarded = award_certificates(SYSTEM, exam_id, site, lambda done, of: keep_so_far())
    click.echo(f"{awarded.passed} passed, {awarded.issued} certificates issued now.")
