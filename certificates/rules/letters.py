"""Letters to holders. Vietnamese: a job has no reader's language to follow."""

from __future__ import annotations

from certificates.rules.content import Content


def awarded_letter(content: Content, public_url: str) -> tuple[str, str]:
    """(subject, text) of the letter that tells a holder of a certificate."""
    subject = f"{content['type']['full_name']}: số vào sổ {content['number']}"
    text = (
        f"Chào {content['holder']['full_name']},\n\n"
        f"{content['issuer']['name']} đã cấp cho bạn {content['type']['full_name'][:1].lower()}{content['type']['full_name'][1:]}.\n\n"
        f"Số hiệu: {content['serial']}\nSố vào sổ: {content['number']}\nMã tra cứu: {content['code']}\n\n"
        f"Tải bản PDF và lấy đường dẫn để chia sẻ: {public_url}/my/certificates\n"
        f"Ai có mã tra cứu cũng kiểm tra được tại: {content['verify_url']}\n\n"
        "Hãy đối chiếu họ tên, ngày sinh và nơi sinh. Nếu có chỗ sai, hãy báo cho đơn vị cấp.\n"
    )
    return subject, text
