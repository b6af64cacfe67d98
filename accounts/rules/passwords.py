"""Which passwords are good enough, and readable ones to hand out. Length counts; no rules on kinds of characters (NIST 800-63B)."""

from __future__ import annotations

import secrets

from core.folding import fold
from core.words import Message, say

STAFF_LENGTH = 10
OTHER_LENGTH = 8
LONGEST = 200

COMMON = frozenset(
    """12345678 123456789 1234567890 0123456789 0987654321 987654321 87654321 11111111 1111111111 00000000 0000000000
    88888888 12341234 123123123 1122334455 11223344 123456123456 12345678910 147258369 123456aa 123456abc 1234abcd
    abc123456 abcd1234 abcd123456 a12345678 a123456789 aa123456 aa12345678 password password1 password12 password123
    passw0rd p@ssw0rd p@ssword123 qwertyui qwertyuiop qwerty123 qwerty1234 qwerty12345 1q2w3e4r 1q2w3e4r5t 1qaz2wsx
    1qaz2wsx3edc asdfghjk asdfghjkl zxcvbnm123 iloveyou iloveyou1 iloveyou123 administrator admin1234 admin12345
    admin123456 admin@123 admin@1234 letmein123 welcome123 matkhau1 matkhau123 matkhau1234 matkhau@123 matkhaumoi
    matkhau12345 anhyeuem anhyeuem123 emyeuanh toiyeuvietnam vietnam123 vietnam2026 vietnam1234 hocsinh1 hocsinh123
    hocsinh1234 giaovien giaovien1 giaovien123 giaovien@123 thisinh123 thisinh1234 khoabang khoabang1 khoabang123
    khoabang2026 truonghoc truonghoc123 dangnhap dangnhap123 nguyenvana 10diemtron""".split()
)

# No 0 o 1 l i: read aloud or copied from a printed list, every character must be plain.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def weakness(password: str, *, staff: bool, personal: tuple[str, ...] = ()) -> Message | None:
    """Why `password` is refused, or None. `personal` are words about its owner: username, code, birthday."""
    least = STAFF_LENGTH if staff else OTHER_LENGTH
    if len(password) < least:
        return say("Mật khẩu cần ít nhất %(least)d ký tự.", least=least)
    if len(password) > LONGEST:
        return say("Mật khẩu dài quá %(most)d ký tự.", most=LONGEST)
    plain = fold(password)
    if plain in {fold(word) for word in personal if word}:
        return say("Mật khẩu trùng với thông tin của chính bạn nên dễ đoán. Hãy chọn mật khẩu khác.")
    if plain in COMMON or len(set(plain)) <= 2:
        return say("Mật khẩu này quá phổ biến nên dễ đoán. Hãy chọn mật khẩu khác.")
    return None


def one_time_password() -> str:
    """A random password that reads well, `k7mp-x3qd-w9fh`: 12 characters of 31, about 59 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
