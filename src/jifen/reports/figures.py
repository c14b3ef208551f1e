"""The result as plain data for other programs: names in English, numbers as decimal text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from jifen.engine.codes import Drop, Mark
from jifen.engine.purse import Purse
from jifen.engine.result import Account, Entry
from jifen.reports.numbers import TEXT_PLACES, decimal_text, ends
from jifen.reports.year import YearResult
from jifen.rules.conditions.syntax import number_text

FORMAT = 1
"""Version of the form of this data."""


def result_data(year: YearResult) -> dict[str, Any]:
    """Scheme, period and every member's result."""
    statute = year.statute
    return {
        "format": FORMAT,
        "scheme": {
            "reference": statute.tables.reference,
            "title": statute.scheme.title,
            "content_hash": statute.tables.content_hash,
        },
        "period": {
            "label": statute.period.label,
            "start": statute.period.start.isoformat(),
            "end": statute.period.end.isoformat(),
        },
        "as_of": year.as_of.isoformat(),
        "warnings": list(year.warnings),
        "members": [_member(year, index) for index in range(len(year.accounts))],
    }


def result_json(year: YearResult) -> bytes:
    """The data as UTF-8 text; equal results give equal bytes."""
    return (json.dumps(result_data(year), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _member(year: YearResult, index: int) -> dict[str, Any]:
    account, teller = year.accounts[index], year.teller
    member = {
        "number": account.number,
        "name": account.name,
        "branch": account.branch,
        "status": year.status_code(index),
        "state": account.state.value,
        "score": decimal_text(account.score),
        **_exact(account.score),
        "computed": decimal_text(account.computed),
        "months": account.months,
        "tier": account.tier,
        "parts": _numbers(account.parts),
        "items": _numbers(account.items),
        "lines": _numbers(account.lines),
        "grade": account.grade,
        "grade_without_override": account.own_grade,
        "options": list(account.options),
        "quotas": dict(account.quotas),
        "flags": list(account.flags),
        "readings": [reading.id for reading in teller.readings.of(account)],
        "questions": list(teller.questions(account)),
        "overrides": [
            {"override": o, "title": title, "clause": clause} for o, title, clause in account.overrides
        ],
        "proposals": [
            {
                "outcome": proposal.outcome,
                "kind": proposal.kind,
                "title": proposal.title,
                "clause": proposal.clause,
                "status": "to_decide" if proposal.open else "proposed",
                "asks": list(proposal.asks),
                "one_of": list(proposal.one_of),
            }
            for proposal in account.proposals
        ],
        "entries": [_entry(year, account, entry) for entry in account.entries],
        "balances": [
            {
                "step": line.step,
                "owner": line.owner,
                "reason": line.reason,
                "points": decimal_text(line.points),
            }
            for line in account.balances
        ],
    }
    if year.tables.feeds:
        member["feeds"] = [
            {
                "scheme": fed.scheme,
                "kind": fed.kind,
                "clause": fed.clause,
                "day": date.fromordinal(fed.day).isoformat(),
                "points": decimal_text(fed.points),
            }
            for fed in account.feeds
        ]
    if year.tables.spend is not None:
        member["purse"] = None if account.purse is None else _purse(account.purse)
    if year.tables.ranked:
        member["rank"] = account.rank
        member["pool_size"] = account.pool_size
    return member


def _purse(purse: Purse) -> dict[str, Any]:
    figures = {name: decimal_text(getattr(purse, name)) for name in _PURSE}
    return {**figures, "refused": dict(purse.refused)}


_PURSE = ("opening", "earned", "expired", "spent", "shortfall", "balance")


def _exact(score: Fraction | None) -> dict[str, str]:
    """The exact score, where no decimal number is."""
    return {} if score is None or ends(score, TEXT_PLACES) else {"score_exact": number_text(score)}


def _numbers(values: Mapping[str, Fraction | None]) -> dict[str, str | None]:
    return {name: decimal_text(value) for name, value in values.items()}


def _entry(year: YearResult, account: Account, entry: Entry) -> dict[str, Any]:
    counts = entry.drop is Drop.NONE
    entries = year.teller.entries
    return {
        "fact": entry.fact or None,
        "rule": entry.path,
        "title": entry.title,
        "clause": entries.clause(entry),
        "day": date.fromordinal(entry.day).isoformat(),
        "status": "counted" if counts else "pending" if entry.pending else "rejected",
        "value": decimal_text(entry.value),
        "credited": decimal_text(entry.credited),
        "drop": entry.drop.code,
        "marks": [mark.name.lower() for mark in Mark if entry.has(mark)],
        "because": list(entries.reasons(account, entry)) if counts else [entries.why_dropped(entry)[0]],
    }
