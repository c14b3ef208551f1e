"""Words that need one another, or shut one another out: half written, or written twice over."""

from __future__ import annotations

from collections.abc import Iterator

from jifen.rules.conditions.syntax import Name
from jifen.rules.fields import FACT_FIELDS, FieldType
from jifen.rules.lint.page import ERROR, Page, Said, check
from jifen.rules.lint.shapes import limits
from jifen.rules.model.items import FactBase, FactRule, Gate
from jifen.rules.model.points import Around, Per, Share, Slices, Table
from jifen.rules.yamlfile import Path

_CODE = "incomplete-word"
_ONE = "留下其中一种"


@check(_CODE)
def duties_of_several_sorts(page: Page) -> Iterator[Said]:
    """A duty recurs, or lies in not letting it rest, or follows a fact (B29-B31)."""
    for path, _, item in page.items():
        for number, expect in enumerate(item.expect):
            here = (*path, "expect", number)
            if sum(way is not None for way in (expect.every, expect.run, expect.after)) > 1:
                yield Said(ERROR, here, "要在 every、run、after 中只写一种", _ONE)
            elif expect.run is not None and not expect.any_of:
                message = "写了 run（接连多少天没有做），没有写 any_of，看不出什么算做了"
                yield Said(ERROR, here, message, "写上 any_of：做了哪种事项就不算")
            elif expect.run is not None and expect.within_days:
                message = "写了 run（接连多少天没有做），又写 within_days：接连的没有宽限"
                yield Said(ERROR, here, message, "删去 within_days，要宽几天的加在 run 上")


@check(_CODE)
def windows_by_half_a_table(page: Page) -> Iterator[Said]:
    """How long a fact is valid by a table: its key and its rows."""
    for path, rule in _facts(page):
        if rule.valid is not None and (rule.valid.by is None) != (rule.valid.rows is None):
            message = "的 by（按什么查）和 rows（各几个月）要一起写"
            yield Said(ERROR, (*path, "valid"), message, "补上缺的一样，或者只写 months")


@check(_CODE)
def needs_that_ask_nothing(page: Page) -> Iterator[Said]:
    """A way of proving a fact that asks for nothing is always open."""
    for path, rule in _facts(page):
        for number, way in enumerate(rule.needs.any_of):
            if not any((way.decided_by, way.document, way.evidence, way.reason, way.filed)):
                message = "什么手续也没有写，等于都不要求"
                yield Said(ERROR, (*path, "needs", "any_of", number), message, "写上这一种要什么，或删去")


@check(_CODE)
def repeats_without_the_word(page: Page) -> Iterator[Said]:
    """``each`` says how a repeat multiplies."""
    for path, _, rule in page.rules():
        for number, times in enumerate(rule.times):
            if times.each and times.repeat is None:
                message = "写了 each（前面有几次就乘几回），没有写 repeat"
                yield Said(
                    ERROR, (*path, "times", number), message, "写上 repeat: item 或 class，或删去 each"
                )


@check(_CODE)
def overlays_without_facts(page: Page) -> Iterator[Said]:
    """What looks at the triggering fact needs one (F2-F4)."""
    for number, override in enumerate(page.scheme.override):
        words = {
            "while": override.open_while,
            "repaired": override.repaired,
            "hold": override.effect.hold,
        }
        for word, written in words.items():
            if written is not None and not override.facts:
                message = f"写了 {word}，没有写 facts：它说的是引起这一条的那件事"
                yield Said(ERROR, ("override", number), message, f"写上 facts，或删去 {word}")


@check(_CODE)
def purses_half_described(page: Page) -> Iterator[Said]:
    """How points lapse and what things cost (I1-I9)."""
    spend = page.scheme.spend
    if spend is None:
        return
    if (spend.expires == "years") != (spend.years is not None):
        message = "的 expires: years 和 years（几年）要一起写"
        yield Said(ERROR, ("spend",), message, "写 expires: years 和年数，或者都不写")
    if spend.prices and spend.rate is not None:
        message = "写了 prices（各样的价），又写 rate（一元几分）：有价的只看价"
        yield Said(ERROR, ("spend",), message, _ONE)


@check(_CODE)
def periods_without_their_days(page: Page) -> Iterator[Said]:
    """Terms begin on named days, one after the other; a running account has a first day."""
    period = page.scheme.period
    for field, kind, written in (
        ("terms", "term", bool(period.terms)),
        ("since", "running", period.since is not None),
    ):
        if period.kind == kind and not written:
            yield Said(ERROR, ("period",), f"写了 kind: {kind}，没有写 {field}", f"写上 {field}")
        elif written and period.kind != kind:
            message = f"写了 {field}，kind 却不是 {kind}，用不上"
            yield Said(ERROR, ("period", field), message, f"写 kind: {kind}，或删去 {field}")
    terms = list(period.terms)
    if terms != sorted(set(terms), key=lambda day: (day < terms[0], day)):
        message = "的先后乱了：各学期的第一天要从早到晚写，跨过年底的接着写"
        yield Said(ERROR, ("period", "terms"), message, "照学期的先后写，例如 [09-01, 02-20]")


@check(_CODE)
def quotas_with_half_a_tie(page: Page) -> Iterator[Said]:
    """``ties: keys`` and the keys go together."""
    for name, quota in page.scheme.quotas.items():
        if (quota.ties == "keys") != bool(quota.keys):
            message = "的 ties: keys（并列时再比）和 keys（再比什么）要一起写"
            yield Said(ERROR, ("quotas", name), message, "补上缺的一样，或者都不写")


@check(_CODE)
def gates_in_the_wrong_place(page: Page) -> Iterator[Said]:
    """Only the scheme as a whole gives a grade to those who fail a condition."""
    for path, gate in gates(page):
        if gate.otherwise == "grade" and len(path) > 2:
            message = "写了 otherwise: grade，这里不能直接定等次"
            yield Said(ERROR, path, message, "写 no_result 或 zero；要定等次的，把 gate 写在方案的最外层")
        elif (gate.otherwise == "grade") != (gate.grade is not None):
            message = "的 otherwise: grade 和 grade（哪个等次）要一起写"
            yield Said(ERROR, path, message, "补上缺的一样，或删去")


@check(_CODE)
def quantities_nobody_reads(page: Page) -> Iterator[Said]:
    """Sums and caps of quantities need a form that reads a quantity (D3 D4)."""
    for path, _, rule in page.rules():
        read = read_field(page, path, rule)
        if rule.over not in (None, "fact") and (not read or isinstance(rule.points, Share)):
            message = "：分值不是按一个数量算的，合不起来"
            remedy = "points 改用 per、slices、around，或按数量查的表；不合起来算的，删去 over"
            yield Said(ERROR, (*path, "over"), message, remedy)
        for number, limit in enumerate(rule.limit):
            if limit.quantity is not None and read != "quantity":
                message = "限的是数量，分值却不是按“数量”算的"
                yield Said(ERROR, (*path, "limit", number), message, "改限 points（分）或 facts（次数）")
    for path, limit in limits(page):
        if limit.quantity is not None and "facts" not in path:
            message = "限的是数量，只能写在事项里"
            yield Said(ERROR, path, message, "移到事项里，或改限 points（分）、facts（次数）")


@check(_CODE)
def pools_of_tiers_without_tiers(page: Page) -> Iterator[Said]:
    """Ranks inside a tier need tiers."""
    if page.scheme.people.pool == "tier" and page.scheme.tiers is None:
        message = "：写了同一层的人比（tier），方案里却没有分层"
        yield Said(ERROR, ("people", "pool"), message, "写上 tiers，或改 pool")


@check(_CODE)
def measures_that_are_more(page: Page) -> Iterator[Said]:
    """A number from outside is neither a choice nor a finding."""
    for name, flag in page.scheme.flags.items():
        if flag.measure and (flag.choices or flag.finding):
            message = "写了 measure（一个数），又写 choices 或 finding"
            yield Said(ERROR, ("flags", name), message, _ONE)


def gates(page: Page) -> Iterator[tuple[Path, Gate]]:
    """Yield every gate with its path; those of the whole scheme have the shortest."""
    holders: list[tuple[Path, tuple[Gate, ...]]] = [(("gate",), page.scheme.gate)]
    holders += [((*path, "gate"), item.gate) for path, _, item in page.items()]
    holders += [(("total", name, "gate"), line.gate) for name, line in page.scheme.total.items()]
    for path, held in holders:
        for number, gate in enumerate(held):
            yield (*path, number), gate


def read_field(page: Page, path: Path, rule: FactRule) -> str:
    """Return the number field of the fact that is all a rule's form reads, or nothing."""
    of = {Per: "of", Slices: "of", Around: "of", Table: "by"}.get(type(rule.points))
    field: Path = ("share", 0) if isinstance(rule.points, Share) else (of,) if of else ()
    node = page.bound.node(*path, "points", *field)
    known = FACT_FIELDS.get(".".join(node.path)) if isinstance(node, Name) else None
    return known.name if known and known.type in (FieldType.NUMBER, FieldType.POINTS) else ""


def _facts(page: Page) -> Iterator[tuple[Path, FactBase]]:
    for path, _, rule in page.rules():
        yield path, rule
    yield from page.triggers()
