"""Which limits of a 办法 hold for what was taken over, and from when its duties are looked at."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jifen.ledger.actions import Line, open_book, post_entries, take_over
from jifen.ledger.models import Book
from jifen.ledger.queries import derive
from jifen.schemes.actions import enrol_year
from tests.cast import NOW, TODAY, Cast
from tests.ledger.desk import ASSEMBLY
from tests.schemes.acts import adopt, put_in_force, write

pytestmark = pytest.mark.django_db
TEXT = """\
scheme: monthly
version: 1
title: 按月的小办法
assumed: true
cycle: {every: month}
people: {scored: [formal, probationary], graded: [formal]}
parts:
  - part: base
    title: 基础分
    items:
      - item: base.duty
        title: 履行义务
        full: 10
        facts: {report: {title: 按月汇报, points: 0}, late: {title: 迟到, points: -0.5}}
        expect: [{expect: no_report, title: 没有按月汇报, every: month, any_of: [report], else: -1}]
  - part: reward
    title: 奖励分
    items:
      - item: reward.help
        title: 助人
        limit: [{per: month, points: 2}, {per: period, points: 5}, {per: period, facts: 1}]
        facts: {help: {title: 帮助群众, points: 2}}
total: {score: base + reward}
"""


@pytest.fixture
def book(cast: Cast) -> Book:
    put_in_force(cast, adopt(cast, write(cast, TEXT)), "2026-03")
    enrol_year(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, on=TODAY, basis=ASSEMBLY
    )
    return open_book(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, year="2026",
        starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
    )  # fmt: skip


def parts(cast: Cast, book: Book) -> dict[str, Fraction | None]:
    return dict(derive(book, TODAY).accounts[cast.person("member").pk].parts)


def bring(cast: Cast, book: Book, place: str, points: int) -> None:
    line = Line(str(cast.person("member").pk), f"monthly@1#{place}.taken_over", date(2026, 2, 28), points)
    take_over(actor=cast.actor("recorder"), at=NOW, book_id=book.pk, key=place, lines=[line], basis=ASSEMBLY)


def help_in_march(cast: Cast, book: Book) -> None:
    line = Line(str(cast.person("member").pk), "monthly@1#reward.help.help", date(2026, 3, 2), 200)
    post_entries(
        actor=cast.actor("recorder"), at=NOW, book_id=book.pk, key="三月", lines=[line], basis=ASSEMBLY
    )


def test_limit_of_the_year_holds_for_both_and_limits_of_months_and_numbers_for_what_comes_after(
    cast: Cast, book: Book
) -> None:
    bring(cast, book, "reward.help", 400)
    assert parts(cast, book)["reward"] == 4

    help_in_march(cast, book)

    assert parts(cast, book)["reward"] == 5


def test_floor_of_an_item_holds_for_what_was_taken_over(cast: Cast, book: Book) -> None:
    bring(cast, book, "base.duty", -1200)

    assert parts(cast, book)["base"] == 0


def test_points_of_a_whole_part_stand_beside_its_items(cast: Cast, book: Book) -> None:
    bring(cast, book, "reward", 300)
    help_in_march(cast, book)

    assert parts(cast, book)["reward"] == 5


def test_duties_of_months_before_stand_on_paper(cast: Cast, book: Book) -> None:
    assert parts(cast, book)["base"] == 8

    bring(cast, book, "base.duty", -100)

    assert parts(cast, book)["base"] == 9
