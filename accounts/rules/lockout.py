"""How long an account rests after wrong passwords: longer the more there were."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.words import Message, say

STEPS = ((20, timedelta(hours=1)), (10, timedelta(minutes=15)), (5, timedelta(minutes=1)))
"""From this many wrong tries in a row on, every further one locks the account for so long."""


def lock_after(failures: int) -> timedelta | None:
    """How long the account is locked after its `failures`-th wrong try in a row; None while it stays open."""
    return next((length for least, length in STEPS if failures >= least), None)


def is_locked(locked_until: datetime | None, now: datetime) -> bool:
    return locked_until is not None and now < locked_until


def locked_message(locked_until: datetime, now: datetime) -> Message:
    """How long to wait and whom to ask. The same whether the password was right."""
    minutes = max(1, -(-int((locked_until - now).total_seconds()) // 60))
    return say(
        "Đăng nhập sai nhiều lần nên tài khoản tạm khóa. Hãy thử lại sau %(minutes)d phút, hoặc nhờ nhà trường hay cán bộ quản lý mở khóa.",
        minutes=minutes,
    )
