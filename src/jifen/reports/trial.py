"""A scheme tried on a year's facts: whose result changes and why, as lines, as a workbook, as plain data."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jifen.engine.comparison import Changed
from jifen.engine.result import Account
from jifen.reports.numbers import decimal, decimal_text
from jifen.reports.year import YearResult
from jifen.workbook import OutColumn, OutSheet, write_xlsx
from jifen.workbook.layout import Cell

NAME = "试算比较"


@dataclass(frozen=True, slots=True)
class Trial:
    """The results under both schemes, the members whose result changed, and the facts left out (with the reason)."""

    old: YearResult
    new: YearResult
    changed: Sequence[Changed]
    left_out: Mapping[str, str]

    @property
    def unchanged(self) -> int:
        """How many members' results are the same."""
        return len(self.new.accounts) - len(self.changed)

    def head(self) -> tuple[str, ...]:
        """Which schemes, which period."""
        old, new = self.old.statute, self.new.statute
        return (
            f"原办法：《{old.scheme.title}》{old.tables.reference}",
            f"新办法：《{new.scheme.title}》{new.tables.reference}",
            f"{new.period.label}，计算到 {self.new.as_of}。",
        )

    def foot(self) -> tuple[str, ...]:
        """How many changed, and what the new scheme could not take."""
        said = f"结果有变化的 {len(self.changed)} 人，没有变化的 {self.unchanged} 人。"
        if not self.left_out:
            return (said,)
        facts = "、".join(list(self.left_out)[:10]) + ("等" if len(self.left_out) > 10 else "")
        return (said, f"新办法没有取用的记录 {len(self.left_out)} 条：{facts}。")

    def lines(self) -> Iterator[str]:
        """The comparison for the screen."""
        yield from self.head()
        for changed in self.changed:
            yield ""
            yield _who(changed.after)
            yield from (f"　{figure}" for figure in changed.figures)
            yield from (f"　　{cause.text}" for cause in changed.causes)
        yield ""
        yield from self.foot()


def write_trial(path: str | os.PathLike[str], trial: Trial) -> None:
    """Write the comparison as a workbook: one row for each cause. Raises OutputRefused."""
    write_xlsx(path, [trial_page(trial)])


def trial_page(trial: Trial) -> OutSheet:
    """试算比较: a member's first row holds his figures, the causes follow."""
    columns = (
        OutColumn("number", "编号", width=6),
        OutColumn("name", "姓名", width=10),
        OutColumn("before", "原积分", "number", width=9, decimals=None),
        OutColumn("after", "新积分", "number", width=9, decimals=None),
        OutColumn("figures", "变化", width=40, wrap=True),
        OutColumn("points", "影响分值", "number", width=9, decimals=None),
        OutColumn("cause", "原因", width=60, wrap=True),
    )
    return OutSheet(
        name=NAME,
        columns=columns,
        rows=_rows(trial),
        title=f"{trial.new.statute.title}{NAME}",
        notes=trial.head(),
        footer=trial.foot(),
        landscape=True,
    )


def _rows(trial: Trial) -> Iterator[Sequence[Cell]]:
    for changed in trial.changed:
        old, new = changed.before.score, changed.after.score
        figures: tuple[Cell, ...] = (
            changed.after.number or None,
            changed.after.name,
            None if old is None else decimal(old),
            None if new is None else decimal(new),
            "；".join(changed.figures),
        )
        for cause in changed.causes:
            yield (*figures, decimal(cause.points), cause.text)
            figures = (None, None, None, None, None)


def trial_json(trial: Trial) -> bytes:
    """The comparison for other programs; equal comparisons give equal bytes."""
    data = {
        "format": 1,
        "before": trial.old.tables.reference,
        "after": trial.new.tables.reference,
        "period": trial.new.statute.period.label,
        "as_of": trial.new.as_of.isoformat(),
        "unchanged": trial.unchanged,
        "left_out": dict(trial.left_out),
        "changed": [
            {
                "number": changed.after.number,
                "name": changed.after.name,
                "before": _figures(trial.old, changed.before),
                "after": _figures(trial.new, changed.after),
                "changes": list(changed.figures),
                "causes": [
                    {"points": decimal_text(cause.points), "text": cause.text} for cause in changed.causes
                ],
            }
            for changed in trial.changed
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _figures(year: YearResult, account: Account) -> dict[str, object]:
    return {
        "score": decimal_text(account.score),
        "state": account.state.value,
        "grade": account.grade,
        "rank": account.rank if year.tables.ranked else None,
        "proposals": [proposal.outcome for proposal in account.proposals],
    }


def _who(account: Account) -> str:
    return f"{account.name}（{account.number}）" if account.number else account.name
