"""A small invented scheme and the sheets of its office, for tests of what is taken in and what is explained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from jifen.engine.columns import gather_columns
from jifen.engine.explain import BookDetails, Statute, Teller, named_kinds
from jifen.engine.intake import CHANGES, FACTS, FINDINGS, MEMBERS, Intake, Sheets, take_in
from jifen.engine.linking import link
from jifen.engine.program import score
from jifen.engine.result import Account, accounts
from jifen.rules.compiling import compile_scheme
from jifen.rules.reading import check_scheme
from jifen.workbook import Fault, Table

SCHEME = """
scheme: model-office
title: 示范支部积分办法
readings:
  - {id: 甲读, clause: 甲-1, question: 请假的扣不扣, choice: 准假的不扣, because: 办法只说无故}
  - {id: 乙读, clause: 乙-9, question: 谁也没有碰到的一条？, choice: 照原文, because: 原文清楚}
  - {id: 丙读, question: 小数怎么取, choice: 保留一位, because: 习惯}
period: {kind: year}
people: {scored: [formal, probationary], graded: [formal], min_months: 6, clause: 甲-0}
flags:
  team_member: {title: 支部班子成员, clause: 甲-2}
  trade: {title: 行业, choices: [农业, 商业], clause: 甲-2}
  good_reason: {title: 有正当理由, finding: true, clause: 甲-2}
kinds:
  visit: {title: 走访登记}
parts:
  - part: base
    title: 基础分
    clause: 甲-1
    items:
      - item: base.duty
        title: 履行义务
        clause: 甲-1
        full: 10
        facts:
          absent:
            title: 没有到会
            points: -1
            clause: 甲-1a
            counts_when: not known(excuse) or excuse != leave_approved
          notice: {title: 通报, points: -2}
          fault: {title: 履职扣分, points: {between: [-4, -0.5], step: 0.5}, clause: 甲-1b}
          old: {title: 旧条文, points: -1, enabled: false}
          broken: {title: 弄虚作假, points: all, clause: 甲-1c}
      - item: base.team
        title: 班子职责
        for: team_member
        full: 5
        facts:
          team_fault: {title: 班子扣分, points: -1}
      - item: base.study
        title: 学习
        clause: 甲-3
        full: 4
        facts:
          studied: {title: 参加学习, points: 0}
        expect:
          {expect: study_missed, title: 本季度没有参加学习, every: quarter, any_of: studied, else: -1, clause: 甲-3b}
  - part: reward
    title: 奖励分
    cap: 20
    items:
      - item: reward.honour
        title: 表彰
        clause: 乙-1
        keep: {largest: matter}
        facts:
          honour:
            title: 受表彰
            points: {by: level, rows: {乡镇级: 2, 县区级: 4, 市级: 6}}
            times: {by: 2, when: organiser == superior_committee}
            needs: {document: true}
            clause: 乙-1a
          notice_good: {title: 通报, points: 1}
      - item: reward.patrol
        title: 巡逻
        clause: 乙-2
        limit: {per: month, facts: 1}
        facts:
          patrol: {title: 参加巡逻, points: {between: [3, 5], step: 0.5}, clause: 乙-2a}
      - item: reward.other
        title: 其他加分
        facts:
          other:
            title: 支部研究加分
            points: {ask: {side: gain, usual: 0..5}}
            needs: {decided_by: branch_committee, reason: true}
            clause: 乙-3
          deed: {title: 好人好事, points: 2, needs: {evidence: true}, times: {by: 2, when: on_time}}
          claim: {title: 上级加分, points: 3, needs: {filed: true}}
          frail_help: {title: 体弱仍参加, points: 1, for: health == frail}
override:
  - override: veto
    title: 一票否决
    clause: 丙-1
    effect: {zero: total}
    facts:
      crime:
        title: 受到处罚
        counts_when: effect_until >= occurred_on
        valid: {from: occurred_on, until: effect_until}
        needs: {document: true}
total:
  raw: {is: base + reward, title: 合计, clause: 丁-1}
  ratio: {title: 评议折算, by: appraisal, rows: {优秀: 100%, 合格: 85%}, none: 1}
  score: {is: raw * ratio, title: 年度积分, round: 1, floor: 0, clause: 丁-2}
grades:
  gap: down
  rows:
    - {grade: 优秀, range: "25..", clause: 丁-3}
    - {grade: 合格, range: 10..<25}
    - {grade: 不合格, range: ..<10}
outcomes:
  - {outcome: praise, title: 通报表扬, kind: commendation, when: score >= 25, decided_by: branch_committee,
     clause: 戊-1}
  - {outcome: talk, title: 谈话提醒, kind: talk, when: score < 10 and finding.good_reason, asks: 有没有正当理由,
     one_of: [书记谈, 委员谈], clause: 戊-2}
  - {outcome: look, title: 上年也不到 10 分, kind: flag, when: "known(prior(1).score) and prior(1).score < 10"}
"""
ROSTER = ("赵书记", "钱组织委员", "孙记录员", "李明")


@cache
def sheets(text: str = SCHEME) -> Sheets:
    """The sheets of a scheme given as text."""
    bound, _ = check_scheme(text, "示范.yaml")
    assert bound is not None
    return Sheets(bound, compile_scheme(bound))


def table(name: str, *rows: Mapping[str, Any], text: str = SCHEME, first: int = 2) -> Table:
    """A sheet as the reader of workbooks delivers it; the columns are those any row fills."""
    specs = {spec.name: spec for spec in sheets(text).for_facts()}
    columns = specs[name].columns
    filled = {key for row in rows for key in row}
    return Table(
        name,
        list(range(first, first + len(rows))),
        {column.key: [row.get(column.key) for row in rows] for column in columns},
        {
            column.key: column.heading
            for column in columns
            if column.key in filled or column.required or column.key == "name"
        },
    )


def facts(*rows: Mapping[str, Any], text: str = SCHEME) -> Table:
    """The sheet of facts; a row without a name is 李明's, without a day of 1 March."""
    common = {"name": "李明", "kind": "没有到会", "occurred_on": date(2026, 3, 1)}
    return table(FACTS, *({**common, **row} for row in rows), text=text)


def members(*rows: Mapping[str, Any], text: str = SCHEME) -> Table:
    """The roster; a row without a status is a formal member's."""
    return table(MEMBERS, *({"status": "正式党员", **row} for row in rows), text=text)


def changes(*rows: Mapping[str, Any]) -> Table:
    """The sheet of changes."""
    return table(CHANGES, *rows)


def findings(*rows: Mapping[str, Any]) -> Table:
    """The sheet of findings."""
    return table(FINDINGS, *rows)


def intake(*tables: Table, year: int | str | None = 2026, text: str = SCHEME, roster: bool = True) -> Intake:
    """Take tables in; without a roster among them the cast's is added."""
    found = {one.sheet or "": one for one in tables}
    if roster and MEMBERS not in found:
        found[MEMBERS] = members(*({"name": name} for name in ROSTER), text=text)
    found.setdefault(FACTS, table(FACTS, text=text))
    return take_in(sheets(text), found, period=None if year is None else str(year), today=date(2026, 7, 1))


def told(faults: tuple[Fault, ...]) -> list[str]:
    """The sentences of faults or warnings."""
    return [str(fault) for fault in faults]


def results(
    given: Intake, as_of: date | None = None, text: str = SCHEME, *, whole: bool = False
) -> tuple[Teller, dict[str, Account]]:
    """Score what was taken in; the teller and the accounts by name."""
    own = sheets(text)
    assert given.facts is not None, told(given.faults)
    plan = link([own.tables], given.period, as_of, last=given.last, whole=whole)
    book = gather_columns(plan, given.persons, given.facts)
    found = accounts(score(plan, book.members, book.facts, book.vocabulary))
    statute = Statute(own.bound, own.tables, plan.periods[0], plan.evaluated_on[0])
    details = BookDetails(given.register, book.people, given.persons, named_kinds(own.tables))
    return Teller(statute, details), {account.name: account for account in found}
