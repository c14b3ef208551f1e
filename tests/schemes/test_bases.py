"""The base of a year, and what conditions see of a member: pure, figure by figure."""

from datetime import date

import pytest

from jifen.orgs.states.people import CircumstanceKind, Measure, Standing
from jifen.orgs.states.roles import Role
from jifen.rules.compiling import compile_scheme
from jifen.rules.conditions.syntax import Node
from jifen.rules.period import points_year
from jifen.rules.reading import load_scheme
from jifen.rules.tables import Tables
from jifen.schemes.states.bases import NO_TIER, UNEVEN, Base, base_after, base_of, carry_cap_of
from jifen.schemes.states.enrolments import BaseSource
from jifen.schemes.states.lookups import MemberOnDay, tier_of
from jifen.schemes.states.periods import year_at, year_name

YEAR = points_year(2026)
TIERS = """\
tiers: {change: prorate, rows: [{tier: 甲, title: 甲, when: village_cadre}, {tier: 乙, title: 乙}]}
"""


def tables(start: str, more: str = "", rest: str = "") -> Tables:
    text = f"""\
scheme: small
title: 小办法
assumed: true
people: {{scored: [formal], graded: [formal]{more}}}
{rest}parts:
  - {{part: base, title: 基础分{start}, items: [{{item: a, title: 甲项, facts: {{b: {{title: 乙事, points: 1}}}}}}]}}
total: {{score: base}}
"""
    return compile_scheme(load_scheme(text, "small.yaml"))


def base(found: Tables, since: date = YEAR.start, tier: str = "", carried: int | None = None) -> Base:
    return base_of(found, YEAR, since, tier=tier, carried=carried)


def test_base_is_what_the_scheme_opens_with() -> None:
    assert base(tables(", start: 50")) == Base(5000, BaseSource.DEFAULT)
    assert base(tables("")) == Base(0, BaseSource.NONE)


def test_base_of_a_part_year_is_cut_by_months_where_the_scheme_says_so() -> None:
    found = tables(", start: {points: 60, prorate: months}")

    assert base(found, date(2026, 7, 1)) == Base(3000, BaseSource.PRO_RATA)
    assert base(found, date(2026, 7, 15)) == Base(3000, BaseSource.PRO_RATA)
    assert base(found, date(2026, 7, 16)) == Base(2500, BaseSource.PRO_RATA)
    assert base(found) == Base(6000, BaseSource.DEFAULT)


def test_base_that_does_not_come_out_even_waits_for_people() -> None:
    assert base(tables(", start: {points: 50, prorate: months}"), date(2026, 2, 1)) == Base(
        None, BaseSource.PRO_RATA, UNEVEN
    )
    rounded = tables(", start: {points: 50, prorate: months, round: 2}")
    assert base(rounded, date(2026, 2, 1)) == Base(4583, BaseSource.PRO_RATA)


def test_base_follows_the_tier_and_waits_for_it() -> None:
    found = tables(", start: {by: tier, rows: {甲: 20, 乙: 50}, round: 2}", rest=TIERS)

    assert base(found, tier="甲") == Base(2000, BaseSource.TIER)
    assert base(found, tier="") == Base(None, BaseSource.TIER, NO_TIER)


@pytest.mark.parametrize(
    ("on", "points"), [(date(2026, 1, 1), 5000), (date(2026, 7, 15), 3500), (date(2026, 7, 16), 3250)]
)
def test_change_of_tier_counts_by_months(on: date, points: int) -> None:
    found = tables(", start: {by: tier, rows: {甲: 20, 乙: 50}, round: 2}", rest=TIERS)

    after = base_after(found, YEAR, Base(2000, BaseSource.TIER), before="甲", after="乙", on=on)

    assert after.points == points


def test_change_of_tier_leaves_the_base_where_the_scheme_keeps_it() -> None:
    found = tables(", start: {by: tier, rows: {甲: 20, 乙: 50}}", rest=TIERS.replace("prorate", "keep"))
    known = Base(2000, BaseSource.TIER)

    assert base_after(found, YEAR, known, before="甲", after="乙", on=date(2026, 7, 1)) == known


def test_carried_base_takes_the_place_of_the_first() -> None:
    found = tables(", start: {carry: {line: score, share: 20%, first: 20, cap: 20}}")

    assert base(found) == Base(2000, BaseSource.DEFAULT)
    assert base(found, carried=1250) == Base(1250, BaseSource.CARRIED)
    assert carry_cap_of(found) == 2000
    assert carry_cap_of(tables("")) is None


def member(**known: object) -> MemberOnDay:
    given = {
        "standing": Standing.FORMAL, "circumstances": frozenset(), "measures": frozenset(), "roles": frozenset(),
        "born_on": date(1966, 1, 1), "ages_on": date(2026, 1, 1),
    }  # fmt: skip
    return MemberOnDay(**{**given, **known})  # type: ignore[arg-type]


def condition(text: str) -> Node:
    node = tables("", f', out: "{text}"').out
    assert node is not None
    return node


@pytest.mark.parametrize(
    ("text", "known", "holds"),
    [
        ("age >= 60", {}, True),
        ("age >= 60", {"born_on": date(1966, 1, 2)}, False),
        ("age >= 60", {"born_on": None}, None),
        ("age(as_of) >= 60", {}, None),
        ("age(birth_date) == 0", {}, True),
        ("status == formal", {}, True),
        ("status == formal", {"standing": None}, None),
        ("health == frail", {"circumstances": frozenset({CircumstanceKind.FRAIL})}, True),
        ("health == frail", {}, False),
        ("residence == away", {"circumstances": frozenset({CircumstanceKind.MIGRANT})}, True),
        ("village_cadre", {"circumstances": frozenset({CircumstanceKind.VILLAGE_CADRE})}, True),
        ("role == branch_secretary", {"roles": frozenset({Role.SECRETARY})}, True),
        ("discipline == removal_from_party_post", {"measures": frozenset({Measure.REMOVAL_FROM_POST})}, True),
        ("exempt", {}, False),
        ("work_state == retired", {}, None),
    ],
)
def test_condition_sees_what_the_roster_knows(
    text: str, known: dict[str, object], holds: bool | None
) -> None:
    assert member(**known).holds(condition(text)) is holds


def test_tier_is_the_first_that_holds_and_not_sure_behind_one_unknown() -> None:
    rows = (("老", "老", condition("age >= 60")), ("其余", "其余", None))

    assert tier_of(member(), rows) == ("老", True)
    assert tier_of(member(born_on=date(2000, 1, 1)), rows) == ("其余", True)
    assert tier_of(member(born_on=None), rows) == ("", False)
    assert tier_of(member(), ()) == ("", True)
    assert tier_of(member(born_on=date(2000, 1, 1)), rows[:1]) == ("", False)


def test_points_year_is_named_by_its_first_year() -> None:
    found = tables("", rest="period: {kind: year, starts: 06-01}\n")

    assert year_name(year_at(found, date(2026, 5, 31))) == "2025"
    assert year_name(year_at(found, date(2026, 6, 1))) == "2026"
