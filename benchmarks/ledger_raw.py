"""What `benchmarks.ledger` compares with: the same rows, hashed the same way, written by the driver itself."""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from datetime import UTC, datetime
from typing import Any

from django.db import connection

REASON = "帮五保户收麦，支部党员大会认定"
ENTRY_COLUMNS = (
    "book_id, posting_id, sequence, kind, person_id, item, occurred_on, posted_at, points, fields, basis, author_id,"
    " approver, commitment, previous, hash"
)
ENTRY = f"INSERT INTO ledger_entry ({ENTRY_COLUMNS}) VALUES ({', '.join(['%s'] * 16)})"
TEXT = "INSERT INTO ledger_entrytext (entry_id, salt, reason) VALUES (%s, %s, %s)"
POSTING = "INSERT INTO ledger_posting (id, book_id, key, asked, first, last, at) VALUES (%s, %s, %s, %s, %s, %s, %s)"
MOVE = "UPDATE ledger_book SET length = %s, head = %s, control = control + 200, last_posted_at = %s WHERE id = %s"
RECORD = (
    "INSERT INTO audit_record (at, kind, act, label, actor_kind, user_id, person_id, actor_name, hat, decider,"
    " organization_id, path, organization_name, subject_kind, subject_id, subject_label, basis, detail, digest)"
    " VALUES (%s, 'WRITE', 'ledger.POST', '入账', 'PERSON', '', '', '孙记录员', '', '', '', '', '', 'book', %s, '', %s,"
    " '{}', %s)"
)
BASIS = json.dumps({"kind": "MEETING", "label": "支部党员大会", "on": "2026-03-05"}, ensure_ascii=False)


class Raw:
    """A book written by statements alone."""

    def __init__(self, book: Any, person: str) -> None:
        self.book, self.person = (
            str(book.pk).replace("-", "") if connection.vendor == "sqlite" else str(book.pk),
            person,
        )
        if connection.vendor == "sqlite":
            self.person = person.replace("-", "")
        self.length, self.head = 0, book.head

    def post(self, times: int) -> None:
        """Write so many postings of one line, each in a transaction of its own."""
        begin = "BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN"
        with connection.cursor() as cursor:
            for _ in range(times):
                cursor.execute(begin)
                lock = "" if connection.vendor == "sqlite" else " FOR UPDATE"
                cursor.execute(f"SELECT length, head FROM ledger_book WHERE id = %s{lock}", [self.book])
                cursor.fetchone()
                self._write(cursor)
                cursor.execute("COMMIT")

    def _write(self, cursor: Any) -> None:
        at, posting, salt = datetime.now(UTC), self._key(), secrets.token_bytes(16)
        self.length += 1
        commitment = hashlib.sha256(salt + REASON.encode()).hexdigest()
        line = [
            "jifen-entry-1",
            "SHA256",
            self.book,
            self.length,
            self.head,
            self.person,
            at.isoformat(),
            commitment,
        ]
        digest = hashlib.sha256(json.dumps(line, ensure_ascii=False).encode()).hexdigest()
        cursor.execute(POSTING, [posting, self.book, posting, digest, self.length, self.length, at])
        row = self._row(posting, self.length, at, commitment, digest)
        cursor.execute(f"{ENTRY} RETURNING id", row)
        cursor.execute(TEXT, [cursor.fetchone()[0], salt.hex(), REASON])
        cursor.execute(MOVE, [self.length, digest, at, self.book])
        cursor.execute(RECORD, [at, self.book, BASIS, digest])
        self.head = digest

    def write_many(self, count: int) -> None:
        """Hash and write so many lines of one posting."""
        at, posting = datetime.now(UTC), self._key()
        first = self.length + 1
        entries, texts = [], []
        for number in range(first, first + count):
            salt = secrets.token_bytes(16)
            commitment = hashlib.sha256(salt + REASON.encode()).hexdigest()
            line = [
                "jifen-entry-1",
                "SHA256",
                self.book,
                number,
                self.head,
                self.person,
                at.isoformat(),
                commitment,
            ]
            digest = hashlib.sha256(json.dumps(line, ensure_ascii=False).encode()).hexdigest()
            entries.append(self._row(posting, number, at, commitment, digest))
            texts.append((number, salt.hex(), REASON))
            self.head = digest
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(POSTING, [posting, self.book, posting, self.head, first, first + count - 1, at])
            self._many(cursor, f"ledger_entry ({ENTRY_COLUMNS})", ENTRY, entries)
            cursor.execute(
                "SELECT id, sequence FROM ledger_entry WHERE book_id = %s AND sequence >= %s",
                [self.book, first],
            )
            ids = {sequence: key for key, sequence in cursor.fetchall()}
            kept = [(ids[number], salt, reason) for number, salt, reason in texts]
            self._many(cursor, "ledger_entrytext (entry_id, salt, reason)", TEXT, kept)
            cursor.execute("COMMIT")

    def _row(self, posting: str, number: int, at: datetime, commitment: str, digest: str) -> list[Any]:
        return [
            self.book, posting, number, "NORMAL", self.person, "village@1#good_deeds.help", "2026-03-01", at, 200, "{}",
            BASIS, self.person, "支部党员大会", commitment, self.head, digest,
        ]  # fmt: skip

    def _many(self, cursor: Any, into: str, statement: str, rows: list[Any]) -> None:
        """Write rows by the fastest way of the driver: executemany (SQLite), COPY (PostgreSQL)."""
        if connection.vendor == "sqlite":
            cursor.executemany(statement, rows)
            return
        with cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def _key(self) -> str:
        return uuid.uuid4().hex if connection.vendor == "sqlite" else str(uuid.uuid4())
