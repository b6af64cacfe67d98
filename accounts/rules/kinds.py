"""What organisations and groups are called."""

from __future__ import annotations

from core.words import Message, say

ORGANISATION_KINDS: dict[str, Message] = {
    "department": say("Sở"),
    "school": say("Trường"),
    "centre": say("Trung tâm"),
    "other": say("Đơn vị khác"),
}
GROUP_KINDS: dict[str, Message] = {"class": say("Lớp"), "cohort": say("Nhóm")}
