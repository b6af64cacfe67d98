"""The state of a seat, at the edges of time."""

from datetime import UTC, datetime, timedelta

import pytest

from exams.rules.presence import OFFLINE_AFTER, PRESENCE_WORDS, Presence, presence_before_start, presence_of

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("opens", "entry_ends", "state"),
    [
        (SECOND, 600 * SECOND, Presence.WAITING),
        (0 * SECOND, 600 * SECOND, Presence.NOT_STARTED),
        (-600 * SECOND, SECOND, Presence.NOT_STARTED),
        (-600 * SECOND, 0 * SECOND, Presence.ABSENT),
    ],
)
def test_who_has_not_started_waits_then_may_start_then_is_absent(opens: timedelta, entry_ends: timedelta, state: Presence) -> None:
    assert presence_before_start(NOW + opens, NOW + entry_ends, NOW) is state


@pytest.mark.parametrize(("unseen", "state"), [(OFFLINE_AFTER, Presence.WORKING), (OFFLINE_AFTER + SECOND, Presence.OFFLINE)])
def test_a_page_that_is_silent_too_long_is_offline(unseen: timedelta, state: Presence) -> None:
    assert presence_of("running", None, NOW + 60 * SECOND, NOW - unseen, NOW) is state


def test_a_page_that_only_polls_is_never_offline() -> None:
    assert timedelta(seconds=20) < OFFLINE_AFTER


def test_after_the_deadline_a_sitting_is_being_closed_not_offline() -> None:
    assert presence_of("running", None, NOW - SECOND, NOW - 90 * SECOND, NOW) is Presence.CLOSING


@pytest.mark.parametrize(
    ("reason", "state"),
    [("handed_in", Presence.HANDED_IN), ("deadline", Presence.CLOSED), ("forced", Presence.FORCED), (None, Presence.CLOSED)],
)
def test_the_end_says_who_ended_it(reason: str | None, state: Presence) -> None:
    assert presence_of("ended", reason, NOW, NOW, NOW) is state


def test_every_state_has_words_and_an_icon() -> None:
    assert set(PRESENCE_WORDS) == set(Presence)
    assert all(str(words) and icon for words, _, icon in PRESENCE_WORDS.values())
