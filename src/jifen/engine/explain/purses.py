"""The purse in words: what things cost, what came in and went out, and why something was not exchanged (I1-I9)."""

from __future__ import annotations

from collections.abc import Iterator

from jifen.engine.explain.amounts import amount, points
from jifen.engine.explain.reckoned import span_words
from jifen.engine.purse import Purse
from jifen.rules.tables import SpendRow, Tables

REFUSALS: dict[str, tuple[str, str]] = {
    "barred": ("办法规定这种情形不能兑换", "请告知本人"),
    "cost_unknown": ("算不出要用多少积分", "请照价目核对选项、数量和金额"),
    "over_limit": ("一段时间里兑换的次数到了上限", "请下一段时间再来"),
    "over_balance": ("可兑换积分不够", "请取消，或者换一样"),
}
"""Reason and remedy of everything that was not exchanged."""


def price_words(spend: SpendRow) -> str:
    """What a spending costs: by the list, by money, or as it is written."""
    if spend.prices:
        return "用去积分：" + "，".join(f"{name} {amount(price)}" for name, price in spend.prices)
    if spend.rate is not None:
        return f"每 1 元用去 {points(spend.rate)}"
    return "填多少用多少"


def price_needs(tables: Tables, spend: SpendRow) -> str:
    """What has to be filled in, and how often something may be exchanged."""
    filled = "要填数量（用去多少积分）" if spend.rate is None else "要填金额"
    filled = "要填选项，不止一件的填数量" if spend.prices else filled
    often = (f"{span_words(tables, span)}最多兑换 {times} 次" for span, times in spend.limits)
    return "；".join([filled, *often])


def purse_figures(purse: Purse) -> tuple[tuple[str, str], ...]:
    """The figures of a purse with their headings, by the names of its fields."""
    found = [("opening", "期初结余"), ("earned", "本期可兑换"), ("expired", "到期作废"), ("spent", "已兑换")]
    if purse.shortfall:
        found.append(("shortfall", "不够的部分"))
    return (*found, ("balance", "现在结余"))


def purse_lines(purse: Purse) -> Iterator[str]:
    """One line with all figures: 期初结余 2 分，本期可兑换 8 分，已兑换 3 分，现在结余 7 分."""
    figures = ((name, heading, getattr(purse, name)) for name, heading in purse_figures(purse))
    said = [f"{heading} {points(value)}" for name, heading, value in figures if value or name == "balance"]
    yield "，".join(said)
