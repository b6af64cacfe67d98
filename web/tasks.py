"""What the worker does for the shell: the films of the demo."""

from __future__ import annotations

from typing import Any

from core.jobs.api import Progress, job
from web.demo.film import film_episode
from web.demo.tv import MAKE_FILM


@job(MAKE_FILM, lane="slow")
def make_film(arguments: dict[str, Any], progress: Progress) -> None:
    """Draw, join and hand over the film of one lesson."""
    film_episode(arguments["episode"], arguments["lesson"])
