"""The content of a certificate and its hash."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from certificates.queries.types import type_of
from certificates.rules.content import Content, canonical, compose, sha256_of
from certificates.rules.printing import lines_of
from certificates.rules.types import Signatory, numbers_of


def content(name: str = "Nguyễn Thị Ánh Ngọc", **changed: Any) -> Content:
    """A certificate's content as the award writes it; keywords replace whole parts."""
    kind = type_of("it_basic")
    given: dict[str, Any] = {
        "kind": kind,
        "numbers": numbers_of(kind, "TTTH", 2026, 412),
        "code": "7K3M9QWX4T8B2ZHV",
        "public_url": "https://thi.example",
        "issuer": {"code": "TTTH", "name": "Trung tâm Tin học tỉnh Mẫu", "parent": "Sở Giáo dục và Đào tạo tỉnh Mẫu"},
        "signatory": Signatory("Tỉnh Mẫu", "Giám đốc", "Trần Văn Chủ"),
        "holder": {
            "full_name": name, "birth_on": date(1998, 2, 8), "birth_place": "Xã Ea Kao, tỉnh Đắk Lắk", "gender": "female",
            "ethnicity": "Ê Đê", "citizen_id": "066198000412",
        },
        "exam": {"code": "KT1", "name": "Kì thi", "held_on": date(2026, 10, 31)},
        "result": {
            "candidate_number": "0012", "receipt": "QXTY", "on_ten": Decimal("8.25"),
            "parts": [{"code": "TN", "name": "Trắc nghiệm", "on_ten": Decimal("8.25")}, {"code": "TH", "name": "Thực hành", "on_ten": Decimal("7.5")}],
        },
        "decision": {"number": "128/QĐ-TTTH", "decided_on": date(2026, 11, 5)},
        "issued_on": date(2026, 11, 21),
    }  # fmt: skip
    return compose(**{**given, **changed})


def test_content_is_plain_json_and_survives_the_database() -> None:
    made = content()
    assert json.loads(json.dumps(made)) == made
    assert sha256_of(json.loads(canonical(made))) == sha256_of(made)


def test_order_of_names_does_not_change_the_hash() -> None:
    made = content()
    assert sha256_of(dict(reversed(made.items()))) == sha256_of(made)


def test_any_other_letter_is_another_hash() -> None:
    assert sha256_of(content("Nguyễn Thị Ánh Ngọc")) != sha256_of(content("Nguyễn Thị Anh Ngọc"))


def test_decomposed_name_is_printed_composed() -> None:
    assert content(unicodedata.normalize("NFD", "Nguyễn Thị Ánh Ngọc")) == content("Nguyễn Thị Ánh Ngọc")


def test_hash_of_a_known_content_never_changes() -> None:
    """Certificates issued long ago must still be checked by tomorrow's code."""
    assert sha256_of(content()) == "96a97a8da15981da1a40d840879e247f96d78fc631eadd0ae59cceb3aac232c9"


def test_printed_lines_say_result_decision_and_place() -> None:
    lines = lines_of(content())
    assert "Kết quả thi (thang điểm 10): Trắc nghiệm 8,25 (tám phẩy hai mươi lăm); Thực hành 7,5 (bảy phẩy năm)." in lines["sentences"]
    assert "Kỳ thi ngày 31/10/2026, số báo danh 0012. Quyết định số 128/QĐ-TTTH ngày 05/11/2026." in lines["sentences"]
    assert lines["place-and-date"] == "Tỉnh Mẫu, ngày 21 tháng 11 năm 2026"
    assert lines["facts"][1] == [["Giới tính:", "Nữ"], ["Dân tộc:", "Ê Đê"], ["Số CCCD:", "066198000412"]]
    assert lines["code-lines"] == ["7K3M-9QWX", "4T8B-2ZHV"]
    assert lines["site"] == "thi.example/verify"


def test_what_is_unknown_is_left_out() -> None:
    nobody = {"full_name": "An", "birth_on": None, "birth_place": "", "gender": "", "ethnicity": "", "citizen_id": ""}
    assert lines_of(content(holder=nobody))["facts"] == []
    assert lines_of(content(signatory=Signatory("", "", "")))["place-and-date"] == "Ngày 21 tháng 11 năm 2026"
