"""What was wrong is taken out by a line that names it; nothing is ever changed."""

import pytest

from jifen.common.refusals import Invalid, NotAllowed
from jifen.ledger.actions import Correction, Posted, correct_entries, reverse_entries
from jifen.ledger.models import Book, Entry
from jifen.ledger.queries import verify_book
from tests.cast import NOW, Cast
from tests.ledger.desk import ASSEMBLY, line, open_desk, post

pytestmark = pytest.mark.django_db


def reverse(
    cast: Cast, book: Book, key: str, *sequences: int, reason: str = "查无此事", who: str = "recorder"
) -> Posted:
    return reverse_entries(
        actor=cast.actor(who),
        at=NOW,
        book_id=book.pk,
        key=key,
        sequences=sequences,
        reason=reason,
        basis=ASSEMBLY,
    )


def test_reversal_names_its_original_and_takes_the_opposite_points(cast: Cast) -> None:
    book = open_desk(cast)
    post(cast, book, "三月", line(cast), line(cast, "migrant", 300))

    posted = reverse(cast, book, "冲销", 2)

    (entry,) = posted.entries
    assert (entry.sequence, entry.points, entry.reverses.sequence) == (3, -300, 2)  # type: ignore[union-attr]
    assert entry.text.reason == "查无此事"
    assert Book.objects.get().control == 200
    assert list(verify_book(Book.objects.get())) == []


def test_entry_is_reversed_once_and_a_reversal_may_be_reversed(cast: Cast) -> None:
    book = open_desk(cast)
    post(cast, book)
    reverse(cast, book, "冲销", 1)

    with pytest.raises(Invalid, match="已经由第 2 条冲销"):
        reverse(cast, book, "再冲销", 1)
    revived = reverse(cast, book, "恢复", 2, reason="复核属实")

    assert revived.entries[0].points == 200
    assert list(verify_book(Book.objects.get())) == []


def test_all_that_speaks_against_a_reversal_is_said_at_once(cast: Cast) -> None:
    book = open_desk(cast)
    post(cast, book, "三月", line(cast), line(cast, "recorder"))

    with pytest.raises(Invalid) as refused:
        reverse(cast, book, "冲销", 2, 9, reason=" ")

    assert refused.value.fields == {
        "reason": "请写明为什么冲销，本人看得到。",
        "2": "第 2 条记的是您本人，请由别的同志办理。",
        "9": "这本账里没有第 9 条。",
    }
    with pytest.raises(Invalid, match="没有选"):
        reverse(cast, book, "空")
    with pytest.raises(Invalid, match="选了两次"):
        reverse(cast, book, "两次", 1, 1)


def test_correction_reverses_and_posts_in_one_act(cast: Cast) -> None:
    book = open_desk(cast)
    post(cast, book)

    def correct() -> Posted:
        return correct_entries(
            actor=cast.actor("recorder"),
            at=NOW,
            book_id=book.pk,
            key="更正",
            corrections=[Correction(1, line(cast, points=100))],
            reason="分值记错",
            basis=ASSEMBLY,
        )

    posted = correct()

    assert [(entry.kind.label, entry.points) for entry in posted.entries] == [("冲销", -200), ("更正", 100)]
    assert Book.objects.get().control == 100
    assert correct().again
    assert Entry.objects.count() == 3


def test_same_key_reverses_once(cast: Cast) -> None:
    book = open_desk(cast)
    post(cast, book)

    assert not reverse(cast, book, "冲销", 1).again
    assert reverse(cast, book, "冲销", 1).again
    assert Entry.objects.count() == 2


def test_stranger_and_member_reverse_nothing(cast: Cast) -> None:
    book = open_desk(cast)
    post(cast, book)

    with pytest.raises(NotAllowed):
        reverse(cast, book, "x", 1, who="commissioner")
