"""The letter about what somebody has not read."""

from __future__ import annotations

from collections.abc import Sequence

from core.words import Message, say


def digest_subject(total: int) -> Message:
    return say("Khoa Bảng: %(n)d thông báo chưa đọc", n=total)


def digest_lines(name: str, notices: Sequence[tuple[Message, str]], total: int, inbox: str, settings: str) -> list[Message | str]:
    """Plain text, a line each: `notices` are messages with absolute addresses, newest first; `total` may be more than these."""
    lines: list[Message | str] = [say("Chào %(name)s,", name=name), "", say("Từ lần trước, bạn có %(n)d thông báo chưa đọc:", n=total), ""]
    for message, url in notices:
        lines += [Message("– %(what)s", (("what", message),)), f"  {url}"]
    lines += ["", say("Xem tất cả: %(url)s", url=inbox), "", "--"]
    lines.append(say("Đổi lịch gửi hoặc ngừng nhận thư này: %(url)s", url=settings))
    return lines
