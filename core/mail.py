"""Mail: written as jobs, sent by the worker to MAIL_URL; without one, letters are kept as files to look at."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import current_app

from core import clock
from core.jobs.queue import Progress, enqueue, job


def send_mail(to: str, subject: str, text: str) -> None:
    """Post a letter with the current transaction: it leaves only if the act it tells of is kept."""
    enqueue("core.send_mail", {"to": to, "subject": subject, "text": text})


@job("core.send_mail")
def _deliver(arguments: dict[str, Any], progress: Progress) -> None:
    letter = EmailMessage()
    letter["To"], letter["Subject"] = arguments["to"], arguments["subject"]
    url = urlsplit(current_app.config["MAIL_URL"])
    letter["From"] = f"Khoa Bảng <{unquote(url.username or 'khoabang@localhost')}>"
    letter.set_content(arguments["text"])
    if not url.hostname:
        folder = Path(current_app.instance_path) / "mail"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{clock.now():%Y%m%dT%H%M%S%f}.eml").write_bytes(bytes(letter))
        return
    with smtplib.SMTP(url.hostname, url.port or 587, timeout=20) as server:
        if url.scheme == "smtps":
            server.starttls()
        if url.password:
            server.login(unquote(url.username or ""), unquote(url.password))
        server.send_message(letter)
