"""The public look-up, as an employer, a phone and an attacker meet it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from certificates.rules.codes import grouped
from core.actor import Actor
from tests.certificates.operations.test_revoke_certificate import because, revoke
from tests.certificates.released import awarded, person

PAPER = {"full_name": "nguyen thi anh ngoc", "birth_on": "1998-02-08"}
HOSTILE = [
    "' OR '1'='1", "%00", "%00%00", "..%2f..%2fetc", quote("<script>alert(1)</script>"), quote("🂡" * 40), "a" * 10_000, quote("\u202e7K3M"),
    quote("7K3M'; DROP TABLE certificates_certificate;--"), "%ff%fe", quote("{{7*7}}"),
]  # fmt: skip


def test_typed_code_leads_to_its_own_address(app: Flask, client: FlaskClient) -> None:
    answer = client.get("/verify?code=7k3m 9qwx 4t8b 2zhv")
    assert answer.status_code == 302
    assert answer.location == "/verify/7K3M-9QWX-4T8B-2ZHV"


def test_valid_certificate_is_said_plainly(app: Flask, client: FlaskClient) -> None:
    exam, (certificate,) = awarded(people=[person("H'Hen Niê Kđăm")])
    answer = client.get(f"/verify/{certificate.code.lower()}")
    assert answer.status_code == 200
    assert "Chứng chỉ hợp lệ" in answer.text
    assert "H&#39;Hen Niê Kđăm" in answer.text
    assert certificate.number in answer.text
    for secret in (exam.people[0].citizen_id, "08/02/1998", "Đắk Lắk", "8,25", "QXTY"):
        assert secret not in answer.text


def test_verdicts_stay_out_of_search_engines_and_caches(app: Flask, client: FlaskClient) -> None:
    _, (certificate,) = awarded()
    for code in (certificate.code, "7K3M-9QWX-4T8B-2ZHV"):
        answer = client.get(f"/verify/{code}")
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert 'name="robots" content="noindex"' in answer.text
        assert "no-store" in answer.headers["Cache-Control"]


def test_revocation_shows_at_once_without_its_reason(app: Flask, client: FlaskClient) -> None:
    from core.actor import SYSTEM

    _, (certificate,) = awarded()
    address = f"/verify/{grouped(certificate.code)}"
    assert "Chứng chỉ hợp lệ" in client.get(address).text
    revoke(SYSTEM, certificate, because(certificate))
    page = client.get(address)
    assert page.status_code == 200
    assert "Chứng chỉ đã bị thu hồi" in page.text
    assert "hợp lệ" not in page.text
    assert "Thi hộ" not in page.text
    assert "Gian lận" not in page.text
    assert "Theo quy định về thu hồi" in page.text


@pytest.mark.parametrize("code", HOSTILE)
def test_hostile_code_is_an_unknown_one(app: Flask, client: FlaskClient, code: str) -> None:
    for address in (f"/verify/{code}", f"/verify?code={code}", f"/api/v1/certificates/{code}"):
        answer = client.get(address)
        assert answer.status_code == 404, address[:60]
        assert "<script>alert" not in answer.text
        assert len(answer.data) < 30_000


def test_unknown_codes_look_alike(app: Flask, client: FlaskClient) -> None:
    def shape(code: str) -> str:
        return client.get(f"/verify/{code}").text.replace(code, "").partition("<main")[2].partition("verdict-foot")[0]

    assert shape("7K3M-9QWX-4T8B-2ZHV") == shape("xyz") == shape("0000-0000-0000-0000")


def test_second_way_needs_name_birthday_and_number(app: Flask, client: FlaskClient) -> None:
    _, (certificate,) = awarded(people=[person("Nguyễn Thị Ánh Ngọc")])
    for number in (certificate.number, certificate.serial):
        answer = client.post("/verify", data={**PAPER, "number": number})
        assert answer.status_code == 200
        assert "Chứng chỉ hợp lệ" in answer.text
        assert grouped(certificate.code) not in answer.text, "who does not hold the paper learns no code"
    assert client.post("/verify", data={**PAPER, "number": "TT-1"}).status_code == 404
    assert client.post("/verify", data={**PAPER, "birth_on": "1998-02-09", "number": certificate.number}).status_code == 404
    assert client.post("/verify", data={**PAPER, "number": ""}).status_code == 422


@pytest.mark.parametrize("text", ["' OR 1=1 --", "\0", "x" * 120, "%", "🂡"])
def test_hostile_words_are_unknown_too(app: Flask, client: FlaskClient, text: str) -> None:
    awarded()
    assert client.post("/verify", data={"full_name": text, "birth_on": "1998-02-08", "number": text}).status_code in (404, 422)


def test_too_long_words_are_refused(app: Flask, client: FlaskClient) -> None:
    assert client.post("/verify", data={**PAPER, "full_name": "x" * 10_000, "number": "1"}).status_code == 422


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("address", ["/verify/7K3M-9QWX-4T8B-2ZHV", "/api/v1/certificates/7K3M-9QWX-4T8B-2ZHV"])
def test_guessing_is_slowed_down(app: Flask, client: FlaskClient, address: str) -> None:
    app.config["RATE_LIMITS"] = True
    answers = [client.get(address, environ_base={"REMOTE_ADDR": "10.9.8.7"}).status_code for _ in range(21)]
    assert answers == [404] * 20 + [429]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_guessing_names_is_slowed_down(app: Flask, client: FlaskClient) -> None:
    app.config["RATE_LIMITS"] = True
    answers = [
        client.post("/verify", data={**PAPER, "number": "1"}, environ_base={"REMOTE_ADDR": "10.9.8.6"}).status_code for _ in range(21)
    ]
    assert answers[-1] == 429


def test_one_query_for_a_verdict(app: Flask, client: FlaskClient, queries) -> None:  # type: ignore[no-untyped-def]
    _, (certificate,) = awarded()
    address = f"/verify/{certificate.code}"
    client.get(address)
    with queries() as count:
        client.get(address)
    assert count.n <= 1, count


def test_page_speaks_english(app: Flask, client: FlaskClient, sign_in_as: Callable[..., Actor]) -> None:
    _, (certificate,) = awarded()
    client.set_cookie("language", "en")
    page = client.get(f"/verify/{certificate.code}").text
    assert "Valid certificate" in page
    assert "Certificate in Basic Information Technology Skills" in page
