"""One of several that post at once: `python -m benchmarks.posting_client BOOK PERSON TIMES` prints milliseconds."""

from __future__ import annotations

import sys
import time
import uuid
from datetime import UTC, date, datetime, timedelta


def main(book: str, person: str, times: int) -> None:
    """Post so many lines, one at a time, and print what each took; the first few are not counted."""
    import django

    django.setup()
    from benchmarks.statements_site import FIELDS, ITEM, REASON
    from jifen.common.actor import INSTALLER
    from jifen.common.basis import Basis, BasisKind
    from jifen.ledger.actions import Line, post_entries

    basis = Basis(BasisKind.MEETING, "支部党员大会", date(2026, 8, 5), "会议记录本20260805")
    line = Line(
        person_id=person, item=ITEM, points=200, occurred_on=date(2026, 7, 20), reason=REASON, fields=FIELDS
    )
    for number in range(times + 5):
        begun = time.perf_counter()
        post_entries(
            actor=INSTALLER,
            at=datetime.now(UTC) + timedelta(days=400),
            book_id=book,
            key=uuid.uuid4().hex,
            lines=[line],
            basis=basis,
        )
        if number >= 5:
            print(f"{(time.perf_counter() - begun) * 1_000:.2f}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
