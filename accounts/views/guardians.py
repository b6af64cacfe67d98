"""Who follows a pupil's progress: linked and unlinked on the pupil's page."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from accounts.operations import link_guardian as operations
from accounts.views.people import visible_person
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say


def link(person_id: int, guardian_id: int) -> ResponseReturnValue:
    """`guardian_id` is one of those whom the search on the page found."""
    visible_person(person_id)
    operations.link_guardian(current_actor(), guardian_id, person_id)
    flash(translate(say("Đã gắn phụ huynh. Người này xem được việc học của học sinh.")), "success")
    return redirect(url_for("accounts.people.show", person_id=person_id))


def unlink(person_id: int, guardian_id: int) -> ResponseReturnValue:
    visible_person(person_id)
    operations.unlink_guardian(current_actor(), guardian_id, person_id)
    flash(translate(say("Đã bỏ gắn phụ huynh.")), "success")
    return redirect(url_for("accounts.people.show", person_id=person_id))
