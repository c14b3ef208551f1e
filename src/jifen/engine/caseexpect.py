"""What a case expects in words that mean nothing: told, so that a misspelt code does not pass as one not found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from jifen.engine.codes import Drop, State
from jifen.engine.explain.labels import FLAGS, QUESTIONS
from jifen.rules.guesses import Guesses
from jifen.rules.tables import Tables

_CODES: dict[str, tuple[str, ...]] = {
    "state": tuple(state.value for state in State),
    "dropped": tuple(drop.code for drop in Drop if drop is not Drop.NONE),
    "flags": tuple(FLAGS),
    "questions": tuple(QUESTIONS),
}
"""The codes of a result (docs/spec/scheme-language/codes.md) by the word of `expect` that names them."""


def strange_expectations(tables: Tables, expect: Any, known: Collection[str]) -> Iterator[str]:
    """Every word under `expect` that is none: keys (`known`), codes, quotas."""
    if not isinstance(expect, Mapping):
        yield "expect 要写成“姓名: {项: 值}”，例如 李明: {score: 60}"
        return
    for who, wanted in expect.items():
        if not isinstance(wanted, Mapping):
            yield f"expect 里“{who}”下面要写成“项: 值”，例如 {{score: 60}}"
            continue
        for key, value in wanted.items():
            if key not in known:
                yield f"expect 里的“{key}”不是能核对的项{_meant(str(key), known)}"
            for word in _words(key, value):
                if word not in _CODES[key]:
                    yield f"expect 的 {key} 里没有“{word}”这个代码{_meant(word, _CODES[key])}"
        quotas, there = wanted.get("quotas"), [quota.quota for quota in tables.quotas]
        for name in quotas if isinstance(quotas, Mapping) else ():
            if name not in there:
                yield f"办法里没有名额“{name}”{_meant(str(name), there)}"


def _words(key: str, value: Any) -> list[str]:
    if key not in _CODES:
        return []
    listed = list(value.values()) if isinstance(value, Mapping) else value
    if not isinstance(listed, list):
        listed = [listed]
    return [str(word).removeprefix("not ") for word in listed]


def _meant(word: str, known: Collection[str]) -> str:
    near = Guesses().nearest(word, known)
    return f"，是不是想写“{near}”" if near else ""
