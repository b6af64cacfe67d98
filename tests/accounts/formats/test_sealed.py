from __future__ import annotations

import pytest

from accounts.formats.sealed import seal, unseal
from core.errors import NotFound


def test_only_the_key_opens_what_was_sealed() -> None:
    key, sealed = seal(b"secret")
    assert b"secret" not in sealed
    assert unseal(key, sealed) == b"secret"
    with pytest.raises(NotFound):
        unseal(seal(b"")[0], sealed)
    with pytest.raises(NotFound):
        unseal("no key", sealed)
