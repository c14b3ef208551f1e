"""Makes the site that `benchmarks.statements` asks: `python -m benchmarks.statements_site PEOPLE` prints what to ask.

A county under the village's 办法: branches of thirty, a hundred lines about everybody.
"""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from statistics import median
from typing import Any

BRANCH, EACH, ASKED, TIMES = 30, 100, 40, 40
"""People of a branch, lines about each; statements asked from outside, and how often each way in the process."""
YEAR = date(2026, 6, 1)
POSTED = datetime(2026, 7, 5, 1, 0, tzinfo=UTC)
ITEM = "village-branch@1#incentive.service.help"
FIELDS = {"decided_by": "branch_secretary", "evidence": "有照片"}
REASON = "帮困难户收稻子，支部党员大会认定"


def main(people: int) -> None:
    """Build, print the ratio of page and raw SQL, then `statement, address, key` and `book, id, person` lines."""
    import django

    django.setup()
    from django.db import connection

    from benchmarks.county import build

    found = build(people // BRANCH, groups=0, people=people)
    books = _fill(found)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    keys = [_session(found["users"][f"signer{number}"]) for number in range(ASKED)]
    mine = [found["users"][f"signer{number}"].person.branch_id for number in range(ASKED)]
    targets = [
        (f"/books/{books[one][0]}/people/{books[one][1]}/", key) for one, key in zip(mine, keys, strict=True)
    ]
    print("ratio", *_compare(*targets[0], *books[mine[0]]), sep="\t")
    for address, key in targets:
        print("statement", address, key, sep="\t")
    for book, person in list(books.values())[:8]:
        print("book", book, person, sep="\t")


def _fill(found: dict[str, Any]) -> dict[Any, tuple[Any, Any]]:
    """Put the 办法 in force, open a book for every branch and write its lines; return a book and a member by branch."""
    from jifen.common.basis import Basis, BasisKind
    from jifen.ledger.models import Book
    from jifen.ledger.states.books import Algorithm
    from jifen.ledger.states.chain import genesis
    from jifen.orgs.models import Organization, Person
    from jifen.schemes.models import Enrolment, Scheme, SchemeVersion
    from jifen.schemes.states.versions import VersionState

    shelf = files("jifen.library") / "village-branch"
    basis = Basis(BasisKind.MEETING, "党委会议", YEAR)
    county = Organization.objects.get(pk=found["county"])
    scheme = Scheme.objects.create(organization=county, code="village-branch", title="村党支部党员积分管理办法",
                                   library="village-branch", started_at=POSTED)  # fmt: skip
    version = SchemeVersion.objects.create(
        scheme=scheme, number=1, text=(shelf / "scheme.yaml").read_text("utf-8"), state=VersionState.IN_FORCE,
        clauses=(shelf / "clauses.yaml").read_text("utf-8"), digest=secrets.token_hex(32), adopted_on=YEAR,
        adoption=basis, approval=basis, from_period="2026-06", from_on=YEAR,
    )  # fmt: skip
    members: dict[Any, list[Any]] = {}
    for person in Person.objects.order_by("pk").only("pk", "branch_id"):
        members.setdefault(person.branch_id, []).append(person.pk)
    Enrolment.objects.bulk_create(
        [
            Enrolment(
                person_id=one, branch_id=branch, scheme_version=version, year="2026", from_on=YEAR, base=5000
            )
            for branch, own in members.items()
            for one in own
        ],
        batch_size=2_000,
    )
    found_books = {}
    for branch in Organization.objects.filter(pk__in=members).only("pk", "code"):
        book = Book(branch=branch, branch_code=branch.code, year="2026", starts_on=YEAR,
                    ends_on=date(2027, 5, 31), algorithm=Algorithm.SHA256, opened_at=POSTED)  # fmt: skip
        book.head = genesis(
            "SHA256", [str(book.pk), str(branch.pk), branch.code, "2026", YEAR, book.ends_on, POSTED]
        )
        book.save(force_insert=True)
        _write(book, members[branch.pk])
        found_books[branch.pk] = (book.pk, members[branch.pk][1])
    return found_books


def _write(book: Any, people: list[Any]) -> None:
    """Hash and write the lines of a book: months of lines about everybody, as one posting."""
    from jifen.common.basis import Basis, BasisKind
    from jifen.ledger.models import Entry, EntryText, Posting
    from jifen.ledger.states.books import EntryKind
    from jifen.ledger.states.chain import ENTRY, canonical, commit, digest

    posting = Posting.objects.create(
        book=book, key="一年", asked="0" * 64, first=1, last=len(people) * EACH, at=POSTED
    )
    basis = Basis(BasisKind.MEETING, "支部党员大会", date(2026, 7, 5), "会议记录本20260705")
    entries, texts = [], []
    for number in range(1, len(people) * EACH + 1):
        person, on, salt = (
            people[number % len(people)],
            YEAR + timedelta(days=number // len(people)),
            secrets.token_bytes(16),
        )
        commitment = commit("SHA256", salt, REASON)
        line = [ENTRY, "SHA256", str(book.pk), number, book.head, "NORMAL", str(person), ITEM, on, POSTED, 200, 0,
                sorted(FIELDS.items()), [], "", "支部党员大会", commitment]  # fmt: skip
        hashed = digest("SHA256", canonical(line))
        entries.append(
            Entry(book=book, posting=posting, sequence=number, kind=EntryKind.NORMAL, person_id=person, item=ITEM,
                  occurred_on=on, posted_at=POSTED, points=200, fields=FIELDS, basis=basis, author_id="",
                  approver="支部党员大会", commitment=commitment, previous=book.head, hash=hashed)
        )  # fmt: skip
        texts.append((salt.hex(), REASON))
        book.head = hashed
    made = Entry.objects.bulk_create(entries, batch_size=1_000)
    EntryText.objects.bulk_create(
        [
            EntryText(entry=one, salt=salt, reason=reason)
            for one, (salt, reason) in zip(made, texts, strict=True)
        ],
        batch_size=2_000,
    )
    book.length, book.control, book.last_posted_at = len(entries), 200 * len(entries), POSTED
    book.save(update_fields=["length", "head", "control", "last_posted_at"])


def _session(user: Any) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY], session["second_factor"] = "jifen.web.accounts.backends.Accounts", True
    session.create()
    return session.session_key or ""


def _compare(address: str, key: str, book: Any, person: Any) -> tuple[float, float]:
    """Return the milliseconds of the page, and of raw SQL for its lines with the same template (medians)."""
    from django.db import connection
    from django.template.loader import get_template
    from django.test import Client
    from django.test.utils import setup_test_environment, teardown_test_environment

    client = Client(HTTP_HOST="127.0.0.1")
    client.cookies["sessionid"] = key
    setup_test_environment()
    seen = client.get(address)
    assert seen.status_code == 200, seen.status_code
    context, template = seen.context[0].flatten(), get_template("ledger/person.html")
    teardown_test_environment()
    shown = {name: value for name, value in context.items() if name not in ("True", "False", "None")}
    ids = [str(one).replace("-", "") if connection.vendor == "sqlite" else str(one) for one in (book, person)]

    def raw() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.*, t.salt, t.reason, t.erased_at, r.sequence FROM ledger_entry e"
                " LEFT JOIN ledger_entrytext t ON t.entry_id = e.id LEFT JOIN ledger_entry r ON r.id = e.reverses_id"
                " WHERE e.book_id = %s AND e.person_id = %s ORDER BY e.occurred_on, e.sequence",
                ids,
            )
            assert len(cursor.fetchall()) == EACH
        template.render(shown, seen.wsgi_request)

    return _clock(lambda: client.get(address)), _clock(raw)


def _clock(act: Callable[[], Any]) -> float:
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1_000)
    return median(times)


if __name__ == "__main__":
    main(int(sys.argv[1]))
