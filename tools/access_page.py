"""Writes the page of rights for whoever assesses an installation: every address from the rows the tests try, every act
from the table the program asks.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from scoreboard import set_up_django


def write_page() -> str:
    """Return the page in Markdown."""
    set_up_django()
    areas = import_module("tests.web.matrix.rows").read_areas()
    addresses = import_module("tests.web.matrix.cells").list_addresses()
    lines = [
        "# 权限清单",
        "",
        "这一页供测评和验收时核对：哪个网址、哪件事，谁在哪个范围可以看、可以办。网址一节取自逐格试过的权限表（每次检查都用",
        "真实的请求把每个网址、每种身份、每种隶属关系试一遍，有一格不符就不通过），办理事项一节取自程序办事时查的同一张表。",
        "",
        "范围从当前身份所在的组织算起：**本组织**、**下级**（所属的各级组织）、**上级**、**同级**（同一个上级下面的）、",
        "**其他组织**、**外县**。没有列出的一律看不到，和不存在的一个样（404）；看得到、不能办的，按钮是灰的并说明由谁办（403）；",
        "没有登录的先请登录。没有写“办”的网址只能看，没有写“看”的只收表单，其他办法一律拒绝（405）。",
        "",
        "表里合起来说的几种身份：",
        "",
        *(f"- **{name}**：{_labels(roles)}" for name, roles in _groups().items()),
    ]
    for area, rows in areas.items():
        lines += [
            "",
            f"## 网址：{area}",
            "",
            "| 页面 | 网址 | 看 | 办 | 谁可以 | 看得到，不能办 |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        lines += [_address_line(row, addresses[row.name][0]) for row in rows]
    lines += ["", "## 办理事项", "", "| 谁可以（范围） | 办什么 |", "| --- | --- |"]
    acts: dict[str, list[str]] = {}
    for room in ("orgs", "meetings", "schemes", "ledger", "registers", "publicity", "filing", "cycles"):
        for rule in import_module(f"jifen.{room}.permissions").RULES.values():
            acts.setdefault(_rights(rule), []).append(rule.act.label)
    lines += [f"| {rights} | {'、'.join(labels)} |" for rights, labels in acts.items()]
    return "\n".join(lines) + "\n"


def _address_line(row: Any, pattern: str) -> str:
    title = f"{row.title}：{row.state}" if row.state else row.title
    pattern = re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", pattern)
    reads = "✓" if row.get else ""
    does = row.post.act.label if row.post and row.post.act else "✓" if row.post else ""
    may = _say(row.may) + ("；没有登录的也可以" if row.open else "")
    if row.may_post is not None:
        may += f"；办：{_say(row.may_post)}"
    seen = _say(row.sees, without=row.may) if row.sees is not None else "—"
    return f"| {title} | `/{pattern}` | {reads} | {does} | {may} | {seen} |"


def _say(who: Any, without: Any = None) -> str:
    """Return who is meant, by relation; those of `without` are left out."""
    words = import_module("tests.web.matrix.vocabulary")
    less = without.by_relation if without else {}
    left = {relation: roles - less.get(relation, frozenset()) for relation, roles in who.by_relation.items()}
    everywhere = frozenset.intersection(*left.values())
    if len(everywhere) == len(words.Role):
        return "所有登录的人"
    parts = [f"不论哪里：{_roles(everywhere)}"] if everywhere else []
    for relation, roles in left.items():
        if rest := roles - everywhere:
            parts.append(f"{relation.label}：{_roles(rest)}")
    if who.himself and not (without and without.himself):
        parts.append("本人")
    if who.himself is False and not without:
        parts.append("本人除外")
    return "；".join(parts) or "—"


def _groups() -> dict[str, frozenset[str]]:
    """Return the offices the page names together, the larger first."""
    words = import_module("tests.web.matrix.vocabulary")
    named = {
        "支部委员": "committee",
        "办事人员": "desk",
        "其他看得到本组织的人": "onlookers",
        "积分工作小组": "points_group",
        "支部负责人": "officers",
        "上级": "superiors",
        "党小组组长、副组长": "group",
        "管理账号和审计的人": "overseers",
    }
    return {name: words.roles_of(word) for name, word in named.items()}


def _roles(codes: frozenset[str]) -> str:
    """Return offices in words: groups where all of one are meant, then the others."""
    said, left = [], codes
    for name, roles in _groups().items():
        if roles <= left:
            said.append(f"*{name}*")
            left = left - roles
    return "、".join([*said, *([_labels(left)] if left else [])])


def _labels(codes: frozenset[str]) -> str:
    """Return offices in the order of the table of offices."""
    role = import_module("jifen.orgs.states.roles").Role
    return "、".join(member.label for member in role if member.value in codes)


def _rights(rule: Any) -> str:
    """Return who may do an act, by reach."""
    reaches: dict[str, set[str]] = {}
    for role, reach in rule.roles.items():
        reaches.setdefault(reach.label, set()).add(str(role))
    said = [f"{reach}：{_roles(frozenset(roles))}" for reach, roles in reaches.items()]
    return "；".join([*said, *(["本人"] if rule.own else [])])
