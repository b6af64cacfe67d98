"""What the acts of this room are called in the audit trail."""

from __future__ import annotations

from core.words import Message, say

ACTS: dict[str, Message] = {
    "certificates.award_asked": say("Yêu cầu cấp chứng chỉ cho kỳ thi"),
    "certificates.awarded": say("Cấp chứng chỉ"),
    "certificates.printed": say("In bản PDF của chứng chỉ"),
    "certificates.revoked": say("Thu hồi chứng chỉ"),
}
