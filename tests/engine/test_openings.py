"""Opening values of items and parts, and totals whose fractions differ from member to member."""

from datetime import date
from fractions import Fraction

from jifen.engine.linking import link
from jifen.engine.program import score
from jifen.engine.result import accounts
from tests.engine.bench import compiled, fact, gathered, person, scored

TIERED = """
    scheme: tiered
    title: 分层
    people: {scored: [formal], graded: [formal]}
    tiers:
      rows:
        - {tier: cadre, title: 村干部, when: village_cadre}
        - {tier: home, title: 在家, when: residence == home}
        - {tier: away, title: 外出, when: residence == away}
    parts:
      - part: base
        title: 基准分
        items:
          - item: base.tier
            title: 层次分
            start: {by: tier, rows: {cadre: 20, home: 30}}
            facts: {lost: {title: 作废, points: all}, late: {title: 迟到, points: -1}}
          - item: base.carried
            title: 结转
            start: {carry: {line: score, share: 20%, first: 5}}
    total: {score: base}
"""


def test_an_item_opens_by_tier_and_another_by_last_years_score() -> None:
    cadre = person("李明", village_cadre=True, residence="home")
    cadre.prior = [{"score": Fraction("80.5")}]
    villager = person("赵书记", village_cadre=False, residence="home")

    found = scored(compiled(TIERED), [cadre, villager], [fact(1, "late", "2026-03-01")])

    assert [(a.tier, a.items, a.score) for a in found] == [
        ("cadre", {"base.tier": 19, "base.carried": Fraction("16.1")}, Fraction("35.1")),
        ("home", {"base.tier": 30, "base.carried": 5}, 35),
    ]


def test_an_unknown_tier_leaves_item_part_and_score_open_and_asks() -> None:
    (account,) = scored(compiled(TIERED), [person("郑流动", residence="home")], [])

    assert (account.items["base.tier"], account.parts, account.score, account.state.value) == (
        None,
        {"base": None},
        None,
        "needs_decision",
    )
    assert account.questions == [("tier_unknown", "分层")]


def test_a_tier_without_a_row_of_its_own_leaves_the_item_open() -> None:
    (account,) = scored(compiled(TIERED), [person("郑流动", village_cadre=False, residence="away")], [])

    assert (account.tier, account.items["base.tier"], account.questions) == ("away", None, [])


def test_what_takes_everything_needs_no_opening_value() -> None:
    facts = [fact(1, "lost", "2026-03-01")]

    (account,) = scored(compiled(TIERED), [person("郑流动", residence="home")], facts)

    assert (account.items["base.tier"], account.score) == (0, 5)


SHARED = """
    scheme: shared
    title: 按月折算
    people: {scored: [formal], graded: [formal]}
    parts:
      - part: base
        title: 基础分
        start: 12
        items:
          - item: base.duty
            title: 月度学习
            expect: {expect: study, title: 每月学习, every: period, any_of: [studied], else: -1}
    kinds: {studied: {title: 学习}}
    total: {score: "base * share(months, 7)"}
    grades: {rows: [{grade: 好, range: 10..}, {grade: 一般}]}
"""


def test_scores_over_different_denominators_are_ranked_exactly() -> None:
    text = SHARED.replace("share(months, 7)", "share(base, months + base)")
    people = [
        person("李明", joined_on=date(2026, 6, 1)),
        person("赵书记"),
        person("周预备", joined_on=date(2027, 1, 1)),
    ]

    found = scored(compiled(text), people, [])

    assert [(a.score, a.rank) for a in found] == [(Fraction(144, 19), 2), (Fraction(121, 23), 3), (12, 1)]


def test_the_duties_of_a_scheme_nobody_follows_here_are_left_alone() -> None:
    plan = link([compiled(SHARED), compiled(TIERED)], 2026)
    book = gathered(plan, [person("李明", scheme=1, village_cadre=True)], [])

    (account,) = accounts(score(plan, book.members, book.facts, book.vocabulary))

    assert (account.tables.scheme, account.score, account.entries) == ("tiered", 25, [])


def test_a_factor_of_many_digits_goes_beyond_64_bits_without_harm() -> None:
    factor = " * 0.999999" * 4
    (account,) = scored(compiled(SHARED.replace(" * share(months, 7)", factor)), [person("李明")], [])

    assert account.score == 11 * Fraction("0.999999") ** 4


def test_a_factor_may_go_by_last_years_grade() -> None:
    text = SHARED.replace(
        'total: {score: "base * share(months, 7)"}',
        "total: {factor: {by: prior(1).grade, rows: {好: 200%, 一般: 50%}, none: 1}, score: base * factor}",
    )
    good, fair, new = person("李明"), person("赵书记"), person("周预备")
    good.prior, fair.prior = [{"grade": "好"}], [{"grade": "一般"}]

    assert [a.score for a in scored(compiled(text), [good, fair, new], [])] == [22, Fraction("5.5"), 11]


def test_months_before_he_came_do_not_weigh_in_the_mean_of_his_tiers() -> None:
    tables = compiled(
        TIERED.replace("    tiers:\n", "    tiers:\n      change: prorate\n").replace(
            "rows: {cadre: 20, home: 30}}", "rows: {cadre: 12, home: 24}, prorate: months}"
        )
    )
    late = person("李明", village_cadre=False, residence="home", joined_on=date(2026, 5, 1))
    late.changes = [(date(2026, 9, 1), "village_cadre", True)]
    early = person("周预备", village_cadre=False, residence="home", left_on=date(2026, 10, 31))
    early.changes = [(date(2026, 9, 1), "village_cadre", True)]

    found = scored(tables, [late, early], [], as_of=date(2026, 10, 31))

    # Twelfths: 李明 four months at 24 and four at 12; 周预备 eight at 24 and two at 12.
    assert [account.items["base.tier"] for account in found] == [12, 18]
