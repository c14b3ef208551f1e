"""What the model does not accept, told in the words of an office with the place in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from jifen.rules.fieldwords.choicewords import option_meant
from jifen.rules.findings import MOST_FINDINGS, Finding, Severity, shorten
from jifen.rules.guesses import Guesses
from jifen.rules.shape import fields_at
from jifen.rules.wording import clause_at, in_words, node_at
from jifen.rules.yamlfaults import hint
from jifen.rules.yamlfile import Path, Positions, Tree

_GROUP, _LIST = "一组“字段: 值”", "一个列表，每条以“- ”开头，或写在 [ ] 里"
_KINDS = {
    "string_type": "一段文字",
    "int_type": "一个整数",
    "int_parsing": "一个整数",
    "int_parsing_size": "一个整数",
    "int_from_float": "一个整数",
    "bool_type": " true（是）或 false（否）",
    "bool_parsing": " true（是）或 false（否）",
    "tuple_type": _LIST,
    "dict_type": _GROUP,
    "model_type": _GROUP,
}
_PATTERNS = {
    r"^(always|close|month_end|quarter_end|\d{2}-\d{2})$": (
        "不是提出建议的时候",
        "写 always、close、month_end、quarter_end 之一，或两位月、两位日，例如 10-31",
    ),
    r"^\d{2}-\d{2}$": ("不是“月-日”", "写成两位月、两位日，例如 06-01"),
    r"^[^\W\d][\w-]*(\.[\w-]+)*$": (
        "不能作编号",
        "编号以字母或汉字开头，只用字母、汉字、数字、“-”和“_”，可用“.”分段，例如 base.duty",
    ),
}
# Chinese words and slips people write for a field, beside names that are merely misspelt.
_MEANT = {
    "members": "for",
    "condition": "when",
    "if": "when",
    "max": "cap",
    "min": "floor",
    "name": "title",
    "score": "points",
    "value": "points",
    "条款": "clause",
    "标题": "title",
    "名称": "title",
    "分值": "points",
    "满分": "full",
}


@dataclass(frozen=True, slots=True)
class _Fault:
    """One error of the model, its place brought back to the tree of the file."""

    path: Path
    kind: str
    message: str
    details: Mapping[str, Any]
    rest: tuple[str | int, ...]
    choice: Path | None
    """Where the model had several shapes to choose from, if it did."""


def translate(error: ValidationError, tree: Tree, positions: Positions) -> list[Finding]:
    """Translate the errors of the model, in no order; one finding for each value."""
    raw = error.errors(include_url=False, include_input=False)
    faults = [_located(entry, tree) for entry in raw[: 2 * MOST_FINDINGS]]
    below = {fault.path[:length] for fault in faults for length in range(len(fault.path))}
    guesses = Guesses()
    together: dict[Path, list[_Fault]] = {}
    for fault in faults:
        together.setdefault(fault.path, []).append(fault)
    return [
        _finding(fault, together[fault.path], tree, positions, guesses)
        for fault in faults
        if not _told_elsewhere(fault, below, tree)
    ]


def _told_elsewhere(fault: _Fault, below: set[Path], tree: Tree) -> bool:
    if node_at(tree, fault.path) is None and not fault.rest and fault.kind != "extra_forbidden":
        return True  # left empty: the reader of the file has told
    # A list is short because its entries have faults of their own; so has the shape that was meant.
    return fault.path in below and (fault.kind == "too_short" or fault.path == fault.choice)


def _located(entry: Any, tree: Tree) -> _Fault:
    node, choice = tree, None
    path: list[str | int] = []
    steps = list(entry["loc"])
    while steps:
        step = steps[0]
        inner = node_at(node, (step,))
        if inner is not None or (isinstance(node, dict) and step in node):
            node = inner
        elif isinstance(step, str) and "[" in step and step != "[key]":
            choice = tuple(path)
            steps.pop(0)
            continue
        elif step == 0:  # a single entry where a list may stand
            steps.pop(0)
            continue
        else:
            break
        path.append(steps.pop(0))
    return _Fault(tuple(path), entry["type"], entry["msg"], entry.get("ctx", {}), tuple(steps), choice)


def _finding(
    fault: _Fault, together: list[_Fault], tree: Tree, positions: Positions, guesses: Guesses
) -> Finding:
    code, message, remedy = _say(fault, together, tree, guesses)
    by_key = fault.kind == "extra_forbidden" or fault.rest == ("[key]",)
    node = node_at(tree, fault.path)
    return Finding(
        code,
        Severity.ERROR,
        message,
        remedy,
        positions.key(fault.path) if by_key else positions.place(fault.path),
        clause_at(tree, fault.path[:-1] if by_key else fault.path),
        None if isinstance(node, (dict, list)) else shorten(node),
    )


def _say(fault: _Fault, together: list[_Fault], tree: Tree, guesses: Guesses) -> tuple[str, str, str]:
    where, node = in_words(tree, fault.path), node_at(tree, fault.path)
    shown = "" if isinstance(node, (dict, list)) else f"“{shorten(node)}”"
    if fault.kind == "extra_forbidden":
        return _unknown_field(fault.path, tree, guesses)
    if fault.kind == "missing" and isinstance(fault.rest[-1], str):
        name = fault.rest[-1]
        return "missing-field", f"{where or '方案'}缺少“{name}”", f"补上一行“{name}: …”"
    if fault.rest == ("[key]",):
        message, remedy = _PATTERNS.get(fault.details.get("pattern", ""), ("写法不合要求", "换一个名字"))
        return "wrong-value", f"字段名“{shorten(fault.path[-1])}”{message}", remedy
    words = _words(together)
    if words:
        number = any(other.kind == "value_error" for other in together)
        near = option_meant(str(node), words) or guesses.nearest(str(node), words)
        meant = f"是不是想写“{near}”？" if near else ""
        listed = "、".join(words) + ("，或一个数" if number else "")
        return "wrong-word", f"{where}不能写{shown or '一组内容'}", f"{meant}可以写：{listed}"
    if fault.kind in _KINDS:
        trap = hint(node) if isinstance(node, str) else None
        return (
            "wrong-type",
            f"{where}要写成{_KINDS[fault.kind]}，现在写的是{_kind_of(node)}{shown}",
            (trap or "照着样例改写这个字段"),
        )
    if fault.kind == "value_error":  # the model's own sentence, which shows the value
        return "wrong-value", f"{where.rstrip()}：{fault.details['error']}", "按提示改写这个值"
    message, remedy = _value(fault, "个字" if isinstance(node, str) else "项")
    return "wrong-value", f"{where}写的是{shown or _kind_of(node)}，{message}", remedy


def _value(fault: _Fault, unit: str) -> tuple[str, str]:
    details = fault.details
    match fault.kind:
        case "string_pattern_mismatch":
            return _PATTERNS[details["pattern"]]
        case "greater_than_equal":
            return f"太小，最小为 {details['ge']}", "改成允许范围内的数"
        case "less_than_equal":
            return f"太大，最大为 {details['le']}", "改成允许范围内的数"
        case "too_short" | "string_too_short":
            return f"太短，至少要 {details['min_length']} {unit}", "补足内容，或删去这个字段"
        case "too_long" | "string_too_long":
            return f"太长，最多 {details['max_length']} {unit}", "写得短一些"
        case "missing":
            return "项数不够", "补足各项"
        case _:
            return "不合要求", "照着样例改写这个值"


def _words(together: list[_Fault]) -> list[str]:
    """Return the words allowed at a place, over every shape the model tried there."""
    expected = [fault.details["expected"] for fault in together if fault.kind == "literal_error"]
    return list(dict.fromkeys(word for said in expected for word in re.findall(r"'([^']*)'", said)))


def _unknown_field(path: Path, tree: Tree, guesses: Guesses) -> tuple[str, str, str]:
    around, name = in_words(tree, path[:-1]), str(path[-1])
    allowed = fields_at(tree, path[:-1])
    wanted = _MEANT[name] if _MEANT.get(name) in allowed else guesses.nearest(name, allowed)
    message = f"{around or '方案'}里没有“{shorten(name)}”这个字段"
    if name != name.strip("\u3000\xa0"):
        return "unknown-field", message, "字段名旁边有全角空格，改成半角空格"
    if wanted:
        return "unknown-field", message, f"是不是想写“{wanted}”？"
    return "unknown-field", message, f"删去这个字段；这里可以写：{'、'.join(allowed)}"


def _kind_of(node: Tree) -> str:
    if isinstance(node, dict):
        return "一组“字段: 值”"
    return "一个列表" if isinstance(node, list) else ""
