"""The text of a version, as bytes that have one fingerprint."""

import hashlib


def digest_of(text: str, clauses: str) -> str:
    """Return the SHA-256 of a scheme and its clauses; no text holds the sign between them."""
    return hashlib.sha256(f"{text}\0{clauses}".encode()).hexdigest()


def reference(code: str, number: int, item: str = "") -> str:
    """Return the name under which entries quote a version, or a rule of it: `id@number`, `id@number#item`."""
    return f"{code}@{number}#{item}" if item else f"{code}@{number}"
