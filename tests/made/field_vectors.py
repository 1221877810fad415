"""What Python sealed and signed, for the field's scripts to read the same from it.

``python -m tests.made.field_vectors`` makes the file anew. Nonces are random, so it is
another each time; what is in it stays what it is.
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from typing import Any
from uuid import UUID

from unhidden.hosting.paths import REPOSITORY
from unhidden.vault import derivation, letters, sealing, signing
from unhidden.vault.sealing import SealedSlot

STORED = REPOSITORY / "src/unhidden/field/tests/js/vectors.json"
TEXT = "Dywedodd hi: “dwi ddim yn saff” \N{THUMBS UP SIGN}\n" * 30
ROW = UUID("0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f0")
#: Fixed, so that whoever reads the file knows them.
PRIVATE_KEY, DATA_KEY, SEED = (bytes([n]) * 32 for n in (3, 4, 5))
SALT = bytes(range(16))
WORDS = "able baker cable dog"


def make_vectors() -> dict[str, Any]:
    """Return one of each format, with the keys that open it; bytes in base64."""
    public_key = sealing.public_half(PRIVATE_KEY)
    slot = SealedSlot("field_innerenvelope", "content_sealed", ROW)
    device_key = signing.public_key_of(SEED)
    secret = derivation.from_secret(
        WORDS, salt=SALT, cost=derivation.COSTS["interactive"]
    )
    return {
        "text": TEXT,
        "row": str(ROW),
        "private_key": _coded(PRIVATE_KEY),
        "public_key": _coded(public_key),
        "data_key": _coded(DATA_KEY),
        "letter": _coded(letters.seal_letter(TEXT, public_key=public_key)),
        "field": {
            "content": _coded(sealing.seal_text(TEXT, data_key=DATA_KEY, slot=slot)),
            "key": _coded(sealing.seal_key(DATA_KEY, public_key=public_key)),
        },
        "wrapped": _coded(
            sealing.wrap_key(TEXT.encode(), key=DATA_KEY, bound_to=b"drafts\0one")
        ),
        "words": {"said": WORDS, "salt": _coded(SALT), "secret": _coded(secret)},
        "device": {
            "public_key": _coded(device_key),
            "id": str(
                UUID(bytes=sha256(b"unhidden device\0" + device_key).digest()[:16])
            ),
        },
    }


def _coded(content: bytes) -> str:
    return b64encode(content).decode()


def main() -> None:
    """Write the file."""
    STORED.write_text(json.dumps(make_vectors(), indent=1) + "\n")


if __name__ == "__main__":
    main()
