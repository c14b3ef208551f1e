"""Small 办法 for stories: everything in sight."""

PROCEDURE = "cycle: {every: month, publicity: {days: 5, columns: [name, total]}}"
SMALL = """\
scheme: small
version: 1
title: 小办法
assumed: true
cycle: {every: month, publicity: {days: 5, columns: [name, total]}}
people: {scored: [formal, probationary], graded: [formal], exemption: {grounds: [年老体弱], steps: [branch, county]}}
parts:
  - part: base
    title: 基础分
    items:
      - {item: base.duty, title: 履行义务, full: 10, facts: {late: {title: 迟到, points: -0.5, from: attendance}}}
  - part: reward
    title: 奖励分
    items:
      - {item: reward.help, title: 助人, facts: {help: {title: 帮助群众, points: 2, needs: {evidence: true}}}}
total: {score: base + reward}
"""
"""A base item and a reward; the rhythm is a month."""

FRAME = """\
scheme: frame
version: 1
title: 镇里的框架
assumed: true
cycle: {every: month}
people: {scored: [formal], graded: [formal]}
open: [{slot: own, part: own, items: 2, points: 5}]
parts:
  - part: base
    title: 基础分
    items:
      - {item: base.duty, title: 履行义务, full: 10, facts: {late: {title: 迟到, points: unset}}}
  - {part: own, title: 自定项}
total: {score: base + own}
"""
LANE = """\
scheme: lane
version: 1
title: 青山村的补充
assumed: true
extends: {scheme: frame, version: 1}
fill: {base.duty.late: -0.5}
kinds: {sweep: {title: 清扫村道}}
parts:
  - part: own
    items: [{item: own.lane, title: 清扫, cap: 3, facts: {sweep: {points: 1}}}]
"""
"""What a township leaves open, and how a branch fills it in."""
