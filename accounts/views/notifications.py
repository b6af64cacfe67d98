"""What a person was told."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.operations.read_notifications import read_all_notifications, read_notification
from accounts.queries.notifications import notice_of, notices_of
from accounts.rules.notices import icon_of
from core.http.addresses import local_target
from core.http.identity import current_actor
from core.http.paging import page_of


def index() -> ResponseReturnValue:
    page = page_of(notices_of(current_actor().person_id or 0), per_page=30, read=notice_of)
    return render_template("accounts/notifications/index.html", page=page, icon_of=icon_of)


def open(notification_id: int) -> ResponseReturnValue:
    """A link that may also stand in a letter, so it is a GET that writes: that its own reader has opened it."""
    return redirect(local_target(read_notification(current_actor().person_id or 0, notification_id)))


def read_all() -> ResponseReturnValue:
    read_all_notifications(current_actor().person_id or 0)
    return redirect(url_for("accounts.notifications.index"))
