"""The shape of JSON that players send and get."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from video.operations.record_watch import Report

MOST_SPANS = 200
LONGEST_SECONDS = 86_400

Seconds = Annotated[float, Field(ge=0, le=LONGEST_SECONDS, allow_inf_nan=False)]


class WatchRequest(BaseModel):
    """What was played since the last report: stretches `[from, to]` in the order they were played, in seconds of the episode."""

    model_config = ConfigDict(extra="forbid", strict=True)

    spans: Annotated[list[Annotated[list[Seconds], Field(min_length=2, max_length=2)]], Field(max_length=MOST_SPANS)]
    position: Seconds
    speed: Annotated[float, Field(gt=0, le=16, allow_inf_nan=False)] = 1.0

    def to_report(self) -> Report:
        return Report(tuple((start, end) for start, end in self.spans), self.position, self.speed)


class WatchReply(BaseModel):
    """What the server believes: `share` of the episode from 0 to 1, and where this person goes on."""

    watched_seconds: float
    share: float
    position: float
    is_complete: bool
