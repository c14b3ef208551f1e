"""Three invented offices: quarters with figures, households with a purse, branches that are ranked together."""

from __future__ import annotations

QUARTER = """
scheme: quarter-desk
title: 季度服务积分办法
period: {kind: quarter}
people: {scored: [formal, probationary], graded: [formal], min_months: 2}
parts:
  - part: base
    title: 基础分
    items:
      - item: base.meet
        title: 到会
        start: 10
        facts:
          late:
            title: 迟到
            points: {slices: [{to: 10, per: 5, give: -0.5}, {per: 5, give: -1}], of: minutes_late, whole: true}
            free: {first: 5, of: minutes_late, per: period}
          absent: {title: 缺席, points: -2, times: {by: 2, repeat: class}}
        value: {share: [meetings.attended, meetings.due], full: 5}
      - {item: base.dues, title: 党费, cap: 2, value: {by: dues.late, rows: {"0": 3, "1..2": 1, "3..": 0}}}
      - {item: base.gift, title: 人人有份, value: 1}
      - {item: base.before, title: 往期, value: {mean: score, periods: 2, none: 0}}
  - part: serve
    title: 服务分
    items:
      - item: serve.hours
        title: 志愿时长
        limit: {per: period, points: 9}
        facts:
          volunteer:
            title: 志愿服务
            points: {per: 2, give: 1, whole: true}
            over: period
            limit: {per: month, quantity: 20}
            needs: {any_of: [{evidence: true}, {document: true, decided_by: branch_committee}]}
          wish: {title: 办微心愿, points: 1, plus: [{when: marks == 受表扬, points: 1}]}
      - item: serve.mood
        title: 群众评议
        facts: {rating: {title: 评分, points: 0}}
        value: {mean: test_score, of: rating, without_self: true, trim: 1, times: 0.1, none: 0}
      - item: serve.kinds
        title: 各种服务
        facts:
          odd_job: {title: 零活, points: 0}
          handled: {title: 违规, points: 0, valid: {months: 1, corrected: true}}
        pooled: {pooled: odd, by: sum, field: amount, of: odd_job, over: month, rows: {"100..": 2}}
        expect: {expect: no_report, title: 没有回报, after: odd_job, within_days: 5, any_of: report, else: -1}
kinds: {report: {title: 回报}}
total: {score: {is: base + serve, title: 季度积分}}
feeds: [{to: year-desk, kind: quarter_points, when: score > 0, clause: 第8条}]
"""
HOUSE = """
scheme: house-desk
title: 家庭户积分办法
people: {account: household, scored: [formal]}
parts:
  - part: base
    title: 户积分
    items:
      - item: base.deed
        title: 好事
        facts: {deed: {title: 做好事, points: 5}, fire: {title: 违规用火, points: -5}}
override:
  - override: stop
    title: 违规建房，整改前暂停加分
    effect: {hold: gains}
    facts: {illegal: {title: 违规建房, valid: {months: 12}}}
total: {score: {is: base, title: 年度户积分}}
spend: {enabled: true, kind: spending, prices: {洗衣粉: 3, 大米: 10}, free: 2, bar: points(fire) < 0, clause: 第7条}
"""
POOL = """
scheme: pool-desk
title: 县直机关积分办法
people: {scored: [formal], graded: [formal], pool: pool}
ranked: true
flags: {exam: {title: 理论考试成绩, measure: true}, age_mark: {title: 没有用到的成绩, measure: true}}
parts:
  - part: base
    title: 考核分
    items:
      - item: base.exam
        title: 考试
        value: {around: 80, at: 10, more: 0.5, less: 1, step: 5, of: measure.exam, none: no_result}
        gate: {gate: ratings.count >= 0, title: 有人评分, otherwise: no_result, clause: 第3条}
      - {item: base.place, title: 宣传名次, value: {by: pool.rank(item.base.news), rows: {1: 6, "2..": 2}}}
      - item: base.news
        title: 宣传信息
        facts:
          news: {title: 采用信息, points: 1, to: group}
          led: {title: 户内带动, points: 1, to: household.head}
total: {score: {is: base, title: 考核分合计}}
quotas: {good: {title: 优秀单位, places: 1}}
gate: [{gate: ballots.valid >= 2, title: 有效票不足两张, otherwise: no_result, clause: 第8条}]
"""
