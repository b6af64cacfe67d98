"""Who may watch and who may edit TV lessons."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.actor import VISITOR, Actor, Place, signed_in_actor
from core.errors import NotFound
from core.permissions import Permission as P
from video import policies

HERE, THERE = Place("/1/4/"), Place("/1/5/")
PUPIL = signed_in_actor(7, "Nguyễn An", ())
Actors = Callable[..., Actor]


def test_an_editor_looks_after_the_programmes_of_their_own_organisation_and_below(actor_with: Actors) -> None:
    policies.require_edit(actor_with(P.VIDEO_EDIT, path="/1/4/"), HERE)
    policies.require_edit(actor_with(P.VIDEO_EDIT, path="/1/"), HERE)
    with pytest.raises(NotFound):
        policies.require_edit(actor_with(P.VIDEO_EDIT, path="/1/4/"), THERE)


def test_nobody_edits_by_being_signed_in() -> None:
    with pytest.raises(NotFound):
        policies.require_edit(PUPIL, HERE)


def test_a_visitor_sees_public_programmes_only() -> None:
    policies.require_lists(VISITOR, HERE, is_public=True)
    with pytest.raises(NotFound):
        policies.require_lists(VISITOR, HERE, is_public=False)


def test_whoever_is_signed_in_sees_every_programme() -> None:
    policies.require_lists(PUPIL, HERE, is_public=False)


@pytest.mark.parametrize("is_public", [True, False])
def test_a_draft_is_watched_by_its_editors_alone(actor_with: Actors, is_public: bool) -> None:
    policies.require_watch(actor_with(P.VIDEO_EDIT, path="/1/4/"), HERE, is_public=is_public, is_published=False)
    for other in (VISITOR, PUPIL, actor_with(P.VIDEO_EDIT, path="/1/5/")):
        with pytest.raises(NotFound):
            policies.require_watch(other, HERE, is_public=is_public, is_published=False)


def test_a_published_episode_is_watched_by_whoever_sees_its_programme() -> None:
    policies.require_watch(VISITOR, HERE, is_public=True, is_published=True)
    policies.require_watch(PUPIL, HERE, is_public=False, is_published=True)
    with pytest.raises(NotFound):
        policies.require_watch(VISITOR, HERE, is_public=False, is_published=True)
