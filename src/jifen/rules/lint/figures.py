"""Values of items and forms of points: what can stand where, what is pooled, what goes round in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from jifen.rules.conditions.syntax import number_text
from jifen.rules.fields import FACT_FIELDS, PRIOR_FIELDS, FieldType, find_field
from jifen.rules.lint.page import ERROR, WARNING, Page, Said, check
from jifen.rules.model.points import (
    Around,
    Ask,
    Between,
    Everything,
    Mean,
    Per,
    PointsForm,
    RowValue,
    Share,
    Slices,
    Table,
    Unset,
)
from jifen.rules.waves import waves_of
from jifen.rules.yamlfile import Path

_NUMBERS = (FieldType.NUMBER, FieldType.POINTS)
_SHOWN = 6
_OF_FACTS = ((Between, "between"), (Ask, "ask"), (Everything, "all"), (Unset, "unset"))
_RATES = Per | Slices | Around | Share | Mean


@check("wave-cycle")
def items_that_need_themselves(page: Page) -> Iterator[Said]:
    """An item whose value needs itself, by way of others or of its own part (LANGUAGE §4, step 9)."""
    circle = waves_of(page.bound).circle
    titles = {item.item: item.title for _, _, item in page.items()}
    places = {item.item: path for path, _, item in page.items()}
    if circle:
        named = "、".join(titles[item] for item in circle[:_SHOWN])
        more = " 等" if len(circle) > _SHOWN else ""
        message = f"要等自己算好才能算：{named}{more}绕成一圈"
        remedy = "让其中一个不看别的小项，或者只看这一圈以外的小项、大项"
        yield Said(ERROR, (*places[circle[0]], "value"), message, remedy)


@check("wrong-value")
def values_of_a_single_fact(page: Page) -> Iterator[Said]:
    """What is said of one fact is no value of an item (E2)."""
    for path, _, item in page.items():
        here, value = (*path, "value"), item.value
        word = next((word for form, word in _OF_FACTS if isinstance(value, form)), None)
        if word is not None:
            message = f"写了 {word}，它说的是一件事，小项的值不能这样写"
            yield Said(ERROR, here, message, "写一个数、表、per、slices、around、share 或 mean")
        if isinstance(value, Table):
            for place, row in _cells(value):
                if row.all or row.unset:
                    yield Said(ERROR, (*here, *place), "写了 all 或 unset，小项的值里不能写", "写一个数")
                elif row.each is not None and place == ("none",):
                    message = "写了 each：查表的数都不知道，乘不起来"
                    yield Said(ERROR, (*here, *place), message, "写一个数、ask 或 skip")


@check("wrong-value")
def facts_by_a_value_of_many(page: Page) -> Iterator[Said]:
    """A mean looks at many facts, ``each`` at a number, ``no_result`` ends an account: none is one fact's worth."""
    for path, _, rule in page.rules():
        here, points = (*path, "points"), rule.points
        if isinstance(points, Mean):
            message = "写了 mean，平均看的是几件事，一件事不能这样写"
            yield Said(ERROR, here, message, "写在小项的 value 里")
        if getattr(points, "none", None) == "no_result":
            message = "写了 no_result，只有小项的 value 能这样写"
            yield Said(ERROR, (*here, "none"), message, "写一个数、ask 或 skip")
        if isinstance(points, Table):
            for place, row in _cells(points):
                if row.each is not None:
                    message = "写了 each，一件事的表里不能写"
                    yield Said(
                        ERROR, (*here, *place), message, "改用 per，例如 {per: 1, give: 0.5}，或者用 pooled"
                    )


@check("wrong-value")
def nothing_but_points_where_nothing_is_known(page: Page) -> Iterator[Said]:
    """What stands where a rate finds no quantity is a number, or one of the words."""
    for path, points in forms(page):
        if isinstance(points, _RATES) and isinstance(points.none, RowValue) and points.none.points is None:
            yield Said(ERROR, (*path, "none"), "要写一个数或 ask、skip", "写一个数、ask 或 skip")


@check("slice-order")
def slices_out_of_order(page: Page) -> Iterator[Said]:
    """Brackets go upwards, and only the last is without end (B13)."""
    for path, points in forms(page):
        if not isinstance(points, Slices):
            continue
        ends = [one.to for one in points.slices]
        last = len(ends) - 1
        for number, end in enumerate(ends):
            before = ends[number - 1] if number else 0
            here = (*path, "slices", number)
            if end is None and number < last:
                yield Said(ERROR, here, "没有写 to，后面的各段就用不上", "写上 to；只有最后一段能不写")
            elif end is not None and before is not None and end <= before:
                yield Said(
                    ERROR,
                    here,
                    f"到 {number_text(end)} 为止，不比前一段高",
                    "各段的 to 从低到高写，第一段大于 0",
                )


@check("incomplete-word")
def means_of_nothing(page: Page) -> Iterator[Said]:
    """A mean is of facts of a kind, or of earlier periods (J1 D7)."""
    for path, mean in _means(page):
        if (mean.of is None) == (mean.periods is None):
            message = "要在 of（哪种事项）和 periods（前几期）中写且只写一种"
            yield Said(ERROR, path, message, "留下其中一种")


@check("unknown-reference")
def means_of_unknown_fields(page: Page) -> Iterator[Said]:
    """A number field of facts, or what earlier periods keep as a number."""
    kept = [word for word in PRIOR_FIELDS if word not in ("grade", "appraisal", "tier")]
    for path, mean in _means(page):
        known = find_field(mean.mean)
        if mean.periods is not None:
            if mean.mean not in (*page.scheme.total, *kept):
                message = f"：往期没有叫“{mean.mean}”的数"
                yield Said(
                    ERROR, (*path, "mean"), message, f"可以写：{'、'.join([*page.scheme.total, *kept])}"
                )
        elif known is None or known.name not in FACT_FIELDS or known.type not in _NUMBERS:
            message = f"：“{mean.mean}”不是事项里的一个数"
            yield Said(ERROR, (*path, "mean"), message, "写事项的数字栏目，例如 decided_value（认定分值）")


@check("unknown-reference")
def pools_of_what_the_item_does_not_read(page: Page) -> Iterator[Said]:
    """A table by count or sum is about the item's own facts, and sums a number field (B14 B25)."""
    for path, _, item in page.items():
        for number, pooled in enumerate(item.pooled):
            here = (*path, "pooled", number)
            for kind in pooled.of:
                if kind not in item.facts:
                    message = f"：这个小项不看事项“{kind}”"
                    yield Said(ERROR, (*here, "of"), message, f"在 facts 里写上“{kind}”，分值可以写 0")
            field = FACT_FIELDS.get(pooled.field)
            if field is None or field.type not in _NUMBERS:
                message = f"：“{pooled.field}”不是事项里的一个数"
                yield Said(ERROR, (*here, "field"), message, "写 quantity（数量）等数字栏目")


@check("wrong-value")
def holes_in_a_pool(page: Page) -> Iterator[Said]:
    """A pooled row that gives nothing yet cannot be kept open: the other facts hang on it."""
    for path, _, item in page.items():
        for number, pooled in enumerate(item.pooled):
            for key, row in pooled.rows.items():
                if row.unset:
                    here = (*path, "pooled", number, "rows", key)
                    yield Said(
                        ERROR, here, "写了 unset，合计的表里不能留空", "写一个数；没有定的，先停用这一项"
                    )


@check("lonely-pool")
def pools_of_one(page: Page) -> Iterator[Said]:
    """Where one account is all there is to a pool, ranks and quotas say nothing."""
    scheme = page.scheme
    alone = {"branch": ("branch", "group", "tier"), "group": ("group",)}.get(scheme.people.account, ())
    if scheme.people.pool in alone and (scheme.ranked or scheme.quotas):
        account = {"branch": "支部", "group": "党小组"}[scheme.people.account]
        message = f"：积分账按{account}立（account: {scheme.people.account}），一组里只有一本账，排不出名次"
        yield Said(WARNING, ("people", "pool"), message, "比的范围写大一些，例如 pool: all")


def forms(page: Page) -> Iterator[tuple[Path, PointsForm]]:
    """Yield every form of points with its path, of facts and of values."""
    for path, _, rule in page.rules():
        yield (*path, "points"), rule.points
    for path, _, item in page.items():
        if item.value is not None:
            yield (*path, "value"), item.value


def _means(page: Page) -> Iterator[tuple[Path, Mean]]:
    for path, points in forms(page):
        if isinstance(points, Mean):
            yield path, points


def _cells(table: Table) -> Iterator[tuple[Path, RowValue]]:
    for key, row in table.rows.items():
        yield ("rows", key), row
    if isinstance(table.none, RowValue):
        yield ("none",), table.none
