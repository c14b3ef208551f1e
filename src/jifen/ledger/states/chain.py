"""Canonical bytes, chain, Merkle root and the sixteen characters of a seal (docs/spec/ledger.md; trust §7).

Pure arithmetic on plain values: what is hashed here is what the page says, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

ENTRY = "jifen-entry-1"
BOOK = "jifen-book-1"
SEAL = "jifen-seal-1"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BITS = 80
_NAMES = {"SHA256": "sha256", "SM3": "sm3"}
_HASHES: dict[str, Callable[[bytes], Any]] = {"SHA256": hashlib.sha256, "SM3": partial(hashlib.new, "sm3")}

Plain = str | int | bool | None


def canonical(values: Sequence[Any]) -> bytes:
    """Return a JSON array in UTF-8: no spaces, NFC text, days as ISO text, instants in UTC to the microsecond.

    Raises `ValueError` for a number that is not whole.
    """
    return _encode(_plain(values)).encode()


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        # Most parts of a line are plain already; asking so first halves the walk over a large book.
        return [
            part if (kind := type(part)) is int or (kind is str and part.isascii()) else _plain(part)
            for part in value
        ]
    if isinstance(value, str):
        return value if unicodedata.is_normalized("NFC", value) else unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return [[_plain(name), _plain(value[name])] for name in sorted(value)]
    raise ValueError(f"{value!r} has no canonical form")


def instant(at: datetime) -> str:
    """Return an instant as text: UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest(algorithm: str, content: bytes) -> str:
    """Return the digest as lower-case hexadecimal text."""
    made: str = _HASHES[algorithm](content).hexdigest()
    return made


def commit(algorithm: str, salt: bytes, text: str) -> str:
    """Return the commitment to a personal text: without the salt it cannot be guessed, without the text not made."""
    return digest(algorithm, salt + unicodedata.normalize("NFC", text).encode())


def genesis(algorithm: str, book: Sequence[Any]) -> str:
    """Return what the first entry of a book follows: the digest of the book's own head line."""
    return digest(algorithm, canonical([BOOK, algorithm, *book]))


def root(algorithm: str, leaves: Iterable[str]) -> str:
    """Return the Merkle root over digests of entries (RFC 6962: leaf 0x00, node 0x01, split at the power of two)."""
    name = _NAMES[algorithm]
    # Roots of full trees, largest first, each half of the one before at most: merged as they pair up.
    peaks: list[tuple[int, bytes]] = []
    for leaf in leaves:
        size, node = 1, hashlib.new(name, b"\x00" + bytes.fromhex(leaf)).digest()
        while peaks and peaks[-1][0] == size:
            _, left = peaks.pop()
            size, node = size * 2, hashlib.new(name, b"\x01" + left + node).digest()
        peaks.append((size, node))
    if not peaks:
        return hashlib.new(name, b"").hexdigest()
    _, node = peaks.pop()
    while peaks:
        node = hashlib.new(name, b"\x01" + peaks.pop()[1] + node).digest()
    return node.hex()


def short_code(seal: str) -> str:
    """Return the sixteen characters for paper: the first 80 bits of a seal in Crockford's letters, by four."""
    bits = int(seal, 16) >> (len(seal) * 4 - CODE_BITS)
    letters = "".join(ALPHABET[bits >> (5 * place) & 31] for place in range(15, -1, -1))
    return "-".join(letters[place : place + 4] for place in range(0, 16, 4))


def prefix_of(code: str) -> str:
    """Return with which hexadecimal digits the seal begins whose sixteen characters these are."""
    bits = sum(
        ALPHABET.index(letter) << (5 * place) for place, letter in enumerate(reversed(code.replace("-", "")))
    )
    return f"{bits:0{CODE_BITS // 4}x}"


def read_code(said: str) -> str:
    """Return sixteen characters as somebody may type them in the form of `short_code`; raise `ValueError` else."""
    letters = said.upper().translate(str.maketrans("OIL", "011", " -\u2014\uff0d\u3000"))
    if len(letters) != 16 or set(letters) - set(ALPHABET):
        raise ValueError(said)
    return "-".join(letters[place : place + 4] for place in range(0, 16, 4))
