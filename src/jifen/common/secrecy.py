"""Keeping what must not be read from a stolen file: authenticated encryption with rotating keys, and a blind index.

A sealed text is `version:base64(nonce + ciphertext)`; the key of that version says the algorithm. The blind index is a
keyed digest by which equal values are found without being read; its key never rotates with the others. Not a certified
cryptographic module (密评): where one is required, the keys' algorithm is set to SM4 and the site's assessor decides.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
TAG = 16


class KeyMissing(Exception):
    """A text was sealed with a key this installation does not have."""


class SealBroken(Exception):
    """A sealed text was changed, or belongs to another field."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: 32 bytes for AES-256-GCM, 16 bytes for SM4-GCM."""

    algorithm: str
    secret: bytes

    def seal(self, nonce: bytes, plain: bytes, context: bytes) -> bytes:
        """Return ciphertext and tag."""
        if self.algorithm == "AES-256-GCM":
            return AESGCM(self.secret).encrypt(nonce, plain, context)
        cipher = Cipher(algorithms.SM4(self.secret), modes.GCM(nonce)).encryptor()
        cipher.authenticate_additional_data(context)
        return cipher.update(plain) + cipher.finalize() + cipher.tag

    def open(self, nonce: bytes, sealed: bytes, context: bytes) -> bytes:
        """Return the plain bytes; raise `InvalidTag` when they were changed."""
        if self.algorithm == "AES-256-GCM":
            return AESGCM(self.secret).decrypt(nonce, sealed, context)
        mode = modes.GCM(nonce, sealed[-TAG:])
        cipher = Cipher(algorithms.SM4(self.secret), mode).decryptor()
        cipher.authenticate_additional_data(context)
        return cipher.update(sealed[:-TAG]) + cipher.finalize()


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All keys of an installation by version; new texts are sealed with the `current` one."""

    current: int
    keys: Mapping[int, Key]
    index_secret: bytes

    def seal(self, text: str, context: str) -> str:
        """Return a text sealed for one field; `context` names the field and is bound to it."""
        nonce = secrets.token_bytes(NONCE)
        sealed = self.keys[self.current].seal(nonce, text.encode(), context.encode())
        return f"{self.current}:{base64.b64encode(nonce + sealed).decode()}"

    def open(self, sealed: str, context: str) -> str:
        """Return the text; raise `KeyMissing` or `SealBroken`."""
        version, _, body = sealed.partition(":")
        key = self.keys.get(int(version)) if version.isdigit() else None
        if key is None:
            raise KeyMissing(version)
        raw = base64.b64decode(body)
        try:
            return key.open(raw[:NONCE], raw[NONCE:], context.encode()).decode()
        except InvalidTag as broken:
            raise SealBroken(context) from broken

    def is_current(self, sealed: str) -> bool:
        """Say whether a text is sealed with the current key."""
        return sealed.startswith(f"{self.current}:")

    def index(self, text: str, context: str) -> str:
        """Return the blind index of a text: 64 hexadecimal characters, empty for an empty text."""
        if not text:
            return ""
        return hmac.new(self.index_secret, f"{context}\0{text}".encode(), hashlib.sha256).hexdigest()

    def rotated(self, algorithm: str = "AES-256-GCM") -> KeyRing:
        """Return a ring with one more key, which becomes the current one."""
        version = max(self.keys) + 1
        return KeyRing(version, {**self.keys, version: new_key(algorithm)}, self.index_secret)

    def to_json(self) -> str:
        """Return the form in which the key file keeps the ring."""
        keys = {
            str(version): {"algorithm": key.algorithm, "secret": base64.b64encode(key.secret).decode()}
            for version, key in self.keys.items()
        }
        index = base64.b64encode(self.index_secret).decode()
        return json.dumps({"current": self.current, "keys": keys, "index_secret": index}, indent=1) + "\n"


def new_key(algorithm: str = "AES-256-GCM") -> Key:
    """Make a key; raise `ValueError` for an algorithm that is not known."""
    sizes = {"AES-256-GCM": 32, "SM4-GCM": 16}
    if algorithm not in sizes:
        raise ValueError(f"unknown algorithm {algorithm!r}; known: {', '.join(sizes)}")
    return Key(algorithm, secrets.token_bytes(sizes[algorithm]))


def new_ring(algorithm: str = "AES-256-GCM") -> KeyRing:
    """Make a ring with one key."""
    return KeyRing(1, {1: new_key(algorithm)}, secrets.token_bytes(32))


def read_ring(text: str) -> KeyRing:
    """Return the ring a key file keeps."""
    plain = json.loads(text)
    keys = {
        int(version): Key(entry["algorithm"], base64.b64decode(entry["secret"]))
        for version, entry in plain["keys"].items()
    }
    return KeyRing(int(plain["current"]), keys, base64.b64decode(plain["index_secret"]))


def write_ring(path: Path, ring: KeyRing) -> None:
    """Write a key file whole or not at all, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(ring.to_json())
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
