"""What the acts of this room are called in the audit trail."""

from __future__ import annotations

from core.words import Message, say

ACTS: dict[str, Message] = {
    "review.set_begun": say("Bắt đầu lượt luyện tập"),
    "review.bank_opened": say("Mở ngân hàng câu hỏi cho ôn tập"),
    "review.bank_closed": say("Đóng ngân hàng câu hỏi khỏi ôn tập"),
}
