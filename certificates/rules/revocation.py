"""Why a certificate can be revoked: the register keeps the reason, the public page says only its kind."""

from __future__ import annotations

from enum import StrEnum

from core.words import Message, say


class RevocationKind(StrEnum):
    """Grounds of TT 21/2019/TT-BGDĐT, article 25."""

    FRAUD = "fraud"
    INELIGIBLE = "ineligible"
    LENT = "lent"
    AUTHORITY = "authority"
    ISSUER_ERROR = "issuer_error"


WORDS: dict[RevocationKind, Message] = {
    RevocationKind.FRAUD: say("Gian lận trong thi cử hoặc trong hồ sơ"),
    RevocationKind.INELIGIBLE: say("Người được cấp không đủ điều kiện"),
    RevocationKind.LENT: say("Để người khác sử dụng, hoặc tẩy xóa, sửa chữa"),
    RevocationKind.AUTHORITY: say("Cấp không đúng thẩm quyền"),
    RevocationKind.ISSUER_ERROR: say("Sai sót của đơn vị cấp"),
}

_BY_ISSUER = {RevocationKind.AUTHORITY, RevocationKind.ISSUER_ERROR}


def public_words(kind: str) -> Message:
    """All that a stranger learns: whether the issuer or the rules for holders were the cause."""
    return say("Do sai sót khi cấp") if kind in _BY_ISSUER else say("Theo quy định về thu hồi văn bằng, chứng chỉ")
