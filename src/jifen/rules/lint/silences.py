"""What texts are mostly silent about (mechanisms L12-L14 L16 L17).

Asked only of a scheme that names the text it follows, and does not call itself assumed or a sample: what an
office writes for itself is settled by what the language does without the words. A reading (释义) settles it, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from jifen.rules.lint import reach
from jifen.rules.lint.page import INFO, Page, Said, check
from jifen.rules.lint.settled import is_open
from jifen.rules.lint.shapes import starts
from jifen.rules.model.points import Table


@check("same-matter")
def levels_without_matter(page: Page) -> Iterator[Said]:
    """An award by level without a word on the same matter at several levels (L12)."""
    for path, item, rule in page.live_rules() if _follows_a_text(page) else ():
        by_level = isinstance(rule.points, Table) and rule.points.by in ("level", "级别")
        gains = reach.of_fact(rule).high != 0
        if by_level and gains and not (rule.keep or item.keep) and is_open(page, path, "同一", "最高"):
            message = "按级别给分，没有写同一件事先后得了几个级别的怎样算：现在各算各的"
            yield Said(INFO, path, message, "只算最高的，写 keep: {largest: matter}；原文如此的，可以不改")


@check("ties-open")
def ties_nobody_settles(page: Page) -> Iterator[Said]:
    """A quota that does not say what becomes of equals at its edge (L13)."""
    for name in page.scheme.quotas if _follows_a_text(page) else ():
        if not page.is_written("quotas", name, "ties") and is_open(page, ("quotas", name), "并列"):
            message = "没有写名额边上分数并列的怎样办：并列的都不定，留给组织研究（ties: flag）"
            yield Said(INFO, ("quotas", name), message, "不用改；原文有规定的，写 ties: in、out 或 keys")


@check("quota-rounding")
def shares_without_rounding(page: Page) -> Iterator[Said]:
    """A share of so many people is seldom a whole number (L14)."""
    for name, quota in page.scheme.quotas.items() if _follows_a_text(page) else ():
        written = quota.share is None or page.is_written("quotas", name, "round")
        if not written and is_open(page, ("quotas", name), "取整", "不足一名", "零头"):
            message = "没有写比例乘人数有零头时怎样取：零头舍去（round: down）"
            yield Said(INFO, ("quotas", name), message, "不用改；四舍五入的写 round: half_up，进一的写 up")


@check("part-years")
def people_of_part_of_the_year(page: Page) -> Iterator[Said]:
    """Who came or left during the year, beside those who were there all the time (L16)."""
    scheme = page.scheme
    compared = bool(scheme.quotas) or (scheme.grades is not None and bool(scheme.grades.rows))
    told = (
        scheme.people.min_months
        or any(start.prorate for _, start in starts(page))
        or (scheme.tiers is not None and scheme.tiers.change == "prorate")
        or any(part.allot is not None and part.allot.scale for part in scheme.parts)
    )
    yearly = scheme.period.kind == "year" and _follows_a_text(page)
    if yearly and compared and not told and is_open(page, ("people",), "年中", "转入", "时间短"):
        message = "没有写年中转来、转走的党员怎样算：现在和全年都在的一样评"
        remedy = "写 min_months（满几个月才评），或让起始分按月折算（prorate）"
        yield Said(INFO, ("people",), message, remedy)


@check("source-note")
def sources_without_a_note(page: Page) -> Iterator[Said]:
    """Numbers get lost in copies: say which copy it was, and whether it was compared (L17)."""
    source = page.scheme.source
    if source is not None and source.note is None and _follows_a_text(page):
        message = "没有写 note：照哪一份文本录入，和原件核对过没有"
        remedy = "写上 note；没有核对过的分值写 assumed: true"
        yield Said(INFO, ("source",), message, remedy)


def _follows_a_text(page: Page) -> bool:
    scheme = page.scheme
    return scheme.source is not None and scheme.sample is None and not scheme.assumed
