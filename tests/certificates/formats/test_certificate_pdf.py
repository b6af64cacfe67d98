"""The paper: one sheet, the same bytes, our fonts, a QR that leads to the verdict, whatever the name."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from certificates.formats.certificate_pdf import HERE, _qr, certificate_pdf
from certificates.rules.content import Content, sha256_of
from config import HERE as ROOT
from tests.certificates.rules.test_content import content
from tests.support.missing import missing

LONG_ISSUER = (
    "Trung tâm Ngoại ngữ, Tin học và Bồi dưỡng nghiệp vụ thường xuyên, Phân hiệu Đại học Quốc gia tại tỉnh Đắk Lắk và các xã lân cận"
)


def long_content(name: str) -> Content:
    """Everything as long as its column lets it be, and six parts."""
    holder = {
        "full_name": name, "birth_on": None, "birth_place": "Bản Phường Chăn Nưa Thượng, xã Pa Tần, tỉnh Lai Châu " * 4, "gender": "other",
        "ethnicity": "Xtiêng (Bù Lơ, Bù Đek, Bù Biêk, Bù Đíp)", "citizen_id": "066198000412",
    }  # fmt: skip
    parts = [{"code": f"IU0{n}", "name": "Sử dụng bảng tính cơ bản và trình chiếu cơ bản", "on_ten": "8.25"} for n in range(6)]
    result = {"candidate_number": "0" * 20, "receipt": None, "on_ten": "8.25", "parts": parts}
    return content(holder=holder, result=result, issuer={"code": "X" * 40, "name": LONG_ISSUER[:200], "parent": LONG_ISSUER})


def words_on(data: bytes, tmp_path: Path) -> tuple[str, str]:
    """(pdfinfo, text) by poppler, where it is installed."""
    if not (shutil.which("pdftotext") and shutil.which("pdfinfo")):
        missing("poppler is not installed: apt-get install poppler-utils")
    path = tmp_path / "c.pdf"
    path.write_bytes(data)
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    return info, subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_same_content_gives_the_same_bytes() -> None:
    assert certificate_pdf(content()) == certificate_pdf(content())
    assert certificate_pdf(content()) != certificate_pdf(content("Nguyễn Văn An"))


def test_another_process_gives_the_same_bytes() -> None:
    script = (
        "import sys, hashlib; sys.path.insert(0, '.');"
        "from tests.certificates.rules.test_content import content; from certificates.formats.certificate_pdf import certificate_pdf;"
        "print(hashlib.sha256(certificate_pdf(content())).hexdigest())"
    )
    import hashlib

    made = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    assert made == hashlib.sha256(certificate_pdf(content())).hexdigest()


def test_paper_names_its_archival_standard_and_its_content() -> None:
    data = certificate_pdf(content())
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in data
    assert sha256_of(content()).encode() in data


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Thị Ánh Ngọc", "H'Hen Niê Kđăm", "Y Kŏ ƀuôn Kruôr Ñut", "Công Tằng Tôn Nữ Nguyễn Phước Hoàng Quỳnh Ửng", "Ắ Ộ Ữ ẳ " * 14 + "Ổn", "#sys.inputs", "*a* _b_ $x$ \\"],
)  # fmt: skip
def test_every_name_stands_on_one_sheet(name: str, tmp_path: Path) -> None:
    for made in (content(name), long_content(name)):
        info, text = words_on(certificate_pdf(made), tmp_path)
        assert "Pages:           1" in info
        assert "841.89 x 595.276" in info
        assert "".join(name.split())[:40] in "".join(text.split())


def test_paper_says_everything(tmp_path: Path) -> None:
    _, text = words_on(certificate_pdf(content()), tmp_path)
    said = " ".join(text.split())
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "TRUNG TÂM TIN HỌC TỈNH MẪU", "CHỨNG CHỈ",
        "ỨNG DỤNG CÔNG NGHỆ THÔNG TIN CƠ BẢN", "08/02/1998", "Xã Ea Kao, tỉnh Đắk Lắk", "Ê Đê", "066198000412", "tám phẩy hai mươi lăm",
        "128/QĐ-TTTH", "CB-TTTH-2600412", "TTTH-CNTT-CB/2026/412", "7K3M-9QWX", "4T8B-2ZHV", "Tỉnh Mẫu, ngày 21 tháng 11 năm 2026", "GIÁM ĐỐC",
        "Trần Văn Chủ", "thi.example/verify",
    ):  # fmt: skip
        assert words in said, words


def test_fonts_are_ours(tmp_path: Path) -> None:
    if not shutil.which("pdffonts"):
        missing("poppler is not installed: apt-get install poppler-utils")
    path = tmp_path / "c.pdf"
    path.write_bytes(certificate_pdf(content("Y Kŏ ƀuôn")))
    lines = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert {line.split("+")[1].split("-")[0].split()[0] for line in lines} <= {"BeVietnamPro", "PlayfairDisplay", "LibertinusSerif"}
    assert all(" yes yes yes " in line for line in lines), "embedded, subset, with text"


def test_qr_holds_the_address_of_the_verdict() -> None:
    import segno

    address = content()["verify_url"]
    assert address == "https://thi.example/verify/7K3M-9QWX-4T8B-2ZHV"
    code = segno.make(address, error="q", micro=False, boost_error=False)
    assert f'width="{code.symbol_size(border=0)[0]}"' in _qr(address)
    assert code.error == "Q"


def test_every_font_brings_its_licence() -> None:
    for folder in (HERE / "fonts").iterdir():
        assert "SIL Open Font License" in (folder / "LICENSE").read_text()
        assert list(folder.glob("*.ttf"))
