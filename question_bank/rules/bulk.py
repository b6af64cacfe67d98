"""One change of many questions: what it would make of each, and why it cannot be made of some."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.folding import fold, tidy
from core.words import Message, say
from question_bank.rules.life import Labels, State

MOST_TAGS = 20


class Act(StrEnum):
    """What becomes of the state; NONE leaves it."""

    NONE = ""
    READY = "ready"
    DRAFT = "draft"
    SUBMIT = "review"
    RETIRE = "retire"
    RESTORE = "restore"


@dataclass(frozen=True)
class Label:
    """A topic, level or outcome to be set: its id or code; None takes it away."""

    value: Any


@dataclass(frozen=True)
class Change:
    """What is asked. None leaves a label as it is. An outcome stands in a topic: `outcome_topic_id`."""

    topic: Label | None = None
    level: Label | None = None
    outcome: Label | None = None
    outcome_topic_id: int | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    act: Act = Act.NONE

    @property
    def asks(self) -> bool:
        return self != Change()

    def packed(self) -> dict[str, Any]:
        """As JSON keeps it; `unpacked` reads it back."""
        return asdict(self)


@dataclass(frozen=True)
class Standing:
    """A question before the change, with the labels that its editors see. `has_change`: a wording or labels wait beside the approved ones."""

    id: int
    ref: str
    state: str
    topic_id: int | None
    outcome_id: int | None
    outcome_topic_id: int | None
    level: str | None
    tags: tuple[str, ...]
    is_submitted: bool
    has_change: bool
    updated_at: datetime


@dataclass(frozen=True)
class Effect:
    """What the change makes of one question: a `reason` why it cannot, else what stands there afterwards. `moves`: names of what differs.

    `waits`: its labels wait for a reviewer, and until then draws go by the old ones.
    """

    before: Standing
    topic_id: int | None = None
    outcome_id: int | None = None
    level: str | None = None
    tags: tuple[str, ...] = ()
    act: Act = Act.NONE
    reason: Message | None = None
    moves: tuple[str, ...] = ()
    waits: bool = False

    @property
    def labels(self) -> Labels:
        """The labels afterwards."""
        return Labels(self.topic_id, self.outcome_id, self.level)


def unpacked(kept: Mapping[str, Any]) -> Change:
    """The change that `Change.packed` wrote."""
    topic, level, outcome = (Label(kept[name]["value"]) if kept[name] is not None else None for name in ("topic", "level", "outcome"))
    tags = tuple(kept["add_tags"]), tuple(kept["remove_tags"])
    return Change(topic, level, outcome, kept["outcome_topic_id"], *tags, Act(kept["act"]))


def tags_from(typed: str) -> tuple[str, ...]:
    """The tags of a field, parted by commas."""
    return tuple(dict.fromkeys(tag for each in typed.split(",") if (tag := tidy(each)[:80])))[:MOST_TAGS]


def effect_on(question: Standing, change: Change, *, needs_review: bool) -> Effect:
    """What `change` makes of a question in a bank with or without review."""
    topic_id, outcome_id = _places(question, change)
    level = change.level.value if change.level else question.level
    is_moved = (topic_id, outcome_id, level) != (question.topic_id, question.outcome_id, question.level)
    reason = (
        _state_reason(question, change.act, needs_review, is_moved) or _outcome_reason(question, change) or _tags_reason(question, change)
    )
    if reason is not None:
        return Effect(question, reason=reason)
    tags, act = _tags(question, change), Act.NONE if _is_there(question, change.act) else change.act
    pairs = {
        "topic": (question.topic_id, topic_id), "outcome": (question.outcome_id, outcome_id), "level": (question.level, level),
        "tags": (question.tags, tags), "state": (Act.NONE, act),
    }  # fmt: skip
    moves = tuple(name for name, (before, after) in pairs.items() if before != after)
    waits = needs_review and question.state == State.READY and act != Act.RETIRE and is_moved
    return Effect(question, topic_id, outcome_id, level, tags, act, moves=moves, waits=waits)


def digest_of(change: Change, questions: Iterable[Standing]) -> str:
    """Of the change and of how every question stood when it was looked at: another one means that something happened in between."""
    told = hashlib.sha256(json.dumps(change.packed(), sort_keys=True).encode())
    for each in sorted(questions, key=lambda question: question.id):
        told.update(f"|{each.id}:{each.state}:{each.updated_at.timestamp():.6f}".encode())
    return told.hexdigest()


def _state_reason(question: Standing, act: Act, needs_review: bool, is_moved: bool) -> Message | None:
    """Why the state cannot become what is asked; `is_moved`: other labels come with it."""
    if act in (Act.NONE, Act.RETIRE) or _is_there(question, act):
        return None
    if act == Act.RESTORE:
        return None if question.state == State.RETIRED else say("Câu này đang được dùng.")
    if question.state == State.RETIRED:
        return say("Câu này đã ngừng dùng: hãy khôi phục trước.")
    if act == Act.SUBMIT:
        return _submit_reason(question, needs_review, is_moved)
    if needs_review and act == Act.READY:
        return say("Ngân hàng này qua duyệt: hãy gửi duyệt câu này.")
    if needs_review and question.state == State.READY:
        return say("Câu đã duyệt không trở lại nháp: hãy sửa câu hoặc ngừng dùng.")
    return None


def _submit_reason(question: Standing, needs_review: bool, is_moved: bool) -> Message | None:
    if not needs_review:
        return say("Ngân hàng này không qua duyệt.")
    if question.state == State.READY and not question.has_change and not is_moved:
        return say("Câu này đã được duyệt và không có bản sửa.")
    return None


def _is_there(question: Standing, act: Act) -> bool:
    """Whether the state is already what the act leads to."""
    if act == Act.SUBMIT:
        return question.is_submitted
    return question.state == {Act.RETIRE: State.RETIRED, Act.READY: State.READY, Act.DRAFT: State.DRAFT}.get(act)


def _outcome_reason(question: Standing, change: Change) -> Message | None:
    if change.outcome is None or change.outcome.value is None:
        return None
    topic_id = change.topic.value if change.topic else question.topic_id
    if topic_id is None or topic_id == change.outcome_topic_id:
        return None
    return say("Yêu cầu cần đạt này không thuộc chủ đề của câu.")


def _tags_reason(question: Standing, change: Change) -> Message | None:
    return say("Câu sẽ có hơn %(n)d thẻ.", n=MOST_TAGS) if len(_tags(question, change)) > MOST_TAGS else None


def _places(question: Standing, change: Change) -> tuple[int | None, int | None]:
    """Topic and outcome afterwards: an outcome brings its topic, another topic lets the outcome go."""
    topic_id = change.topic.value if change.topic else question.topic_id
    if change.outcome is not None:
        outcome_id = change.outcome.value
        return (change.outcome_topic_id if outcome_id and topic_id is None else topic_id), outcome_id
    return topic_id, question.outcome_id if topic_id == question.outcome_topic_id else None


def _tags(question: Standing, change: Change) -> tuple[str, ...]:
    """Compared without case and diacritics, so that nobody has to guess how a tag was typed."""
    gone = {fold(tag) for tag in change.remove_tags}
    kept = [tag for tag in question.tags if fold(tag) not in gone]
    known = {fold(tag) for tag in kept}
    return (*kept, *(tag for tag in change.add_tags if fold(tag) not in known))
