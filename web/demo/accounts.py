"""One account per role, printed by `make run` and shown in the README. Only a demo knows passwords."""

from __future__ import annotations

PASSWORD = "Khoa-Bang-2026"

ACCOUNTS: tuple[tuple[str, str, str], ...] = (
    ("Quản trị viên", "quantri", PASSWORD),
    ("Cán bộ quản lí", "quanly", PASSWORD),
    ("Giáo viên", "giaovien", PASSWORD),
    ("Học sinh", "hocsinh", PASSWORD),
    ("Phụ huynh", "phuhuynh", PASSWORD),
    ("Thí sinh", "thisinh", PASSWORD),
    ("Chủ tịch hội đồng thi", "chutich", PASSWORD),
    ("Thư ký hội đồng thi", "thuky", PASSWORD),
    ("Ban đề thi", "bande", PASSWORD),
    ("Giám thị", "giamthi", PASSWORD),
    ("Giám khảo", "giamkhao", PASSWORD),
)
"""(role, user name, password)"""
