"""Figures the pages tell beside an example are those the engine finds for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from jifen.engine import cases
from jifen.engine.errors import EngineRefusal
from jifen.rules.compiling import compile_scheme
from jifen.rules.reading import load_scheme
from tests.docs.scheme_pages import SECTIONS, examples, lay_out, whole


@dataclass(frozen=True)
class Told:
    """An example of a page (its word, which fence) and the facts of 李明 with what each is told to be credited.

    ``facts``: fields of each fact → credited. ``swap``: what to write in the example instead of what.
    ``more``: lines to add to it. ``score``: where the page tells the sum.
    """

    word: str
    fence: int
    facts: tuple[tuple[str, float], ...] = ()
    score: float | None = None
    swap: tuple[str, str] = ("", "")
    more: str = ""
    member: str = "{name: 李明}"
    kind: str = "sample"

    def scheme(self) -> str:
        section = next(
            one
            for one in SECTIONS
            if self.word in (one.word, one.heading) or one.heading.endswith(f"`{self.word}`")
        )
        kind, text = section.fences[self.fence]
        assert self.swap[0] in text
        return whole(kind, text.replace(*self.swap) + self.more)

    def case(self) -> str:
        events = "".join(
            f"    - {{who: 李明, what: {self.kind}, on: 2026-0{number}-01, id: f{number}, {fields}}}\n"
            for number, (fields, _) in enumerate(self.facts, start=1)
        )
        credited = ", ".join(f"f{number}: {points}" for number, (_, points) in enumerate(self.facts, start=1))
        score = "" if self.score is None else f"score: {self.score}, "
        return (
            f"- case: 页上的数\n  members: [{self.member}]\n"
            + (f"  facts:\n{events}" if events else "")
            + f"  expect: {{李明: {{{score}credited: {{{credited}}}}}}}\n"
        )


AGAIN = "class: 旷会"
TOLD = {
    "按数量计：10 小时": Told("points.per", 0, (("quantity: 10", 2),)),
    "按数量计：不只算整份": Told("points.per", 0, (("quantity: 10", 2.5),), swap=("true", "false")),
    "分段计：50 小时": Told("points.slices", 0, (("quantity: 50", 3.5),)),
    "围绕目标：17 次": Told("points.around", 0, (("quantity: 17", 7),)),
    "围绕目标：9 次": Told("points.around", 0, (("quantity: 9", 5),)),
    "再犯加倍": Told("times", 1, ((AGAIN, -2), (AGAIN, -4), (AGAIN, -4))),
    "再犯加倍，几次乘几回": Told(
        "times",
        1,
        ((AGAIN, -2), (AGAIN, -4), (AGAIN, -8)),
        swap=("repeat: class", "repeat: class, each: true"),
    ),
    "另加": Told("plus", 0, (("effect: clear, level: city", 6),)),
    "头两次不计": Told("free", 0, (("time: 08:00", 0), ("time: 08:00", 0), ("time: 08:00", -0.5))),
    "头三十分钟不计": Told(
        "free",
        0,
        (("minutes_late: 20", 0), ("minutes_late: 25", -15)),
        swap=(
            "points: -0.5\nfree: {first: 2, of: facts, per: quarter}",
            "points: {per: 1, give: -1, of: minutes_late}\nfree: {first: 30, of: minutes_late}",
        ),
    ),
    "数量合起来": Told(
        "over", 0, (("quantity: 3", 0), ("quantity: 3", 1)), swap=("over: month", "over: period")
    ),
    "全年迟到": Told(
        "pooled", 0, tuple(("time: 08:00", points) for points in (-1, 0, -2, -2, 0)), score=-5, kind="late"
    ),
    "直接取的值": Told(
        "直接取一个值",
        0,
        score=21,
        member="{name: 李明, measure.exam: 85, meetings.due: 12, meetings.attended: 9}",
    ),
    "起始分按月折算": Told(
        "start", 2, score=10, more="items: []\n", member="{name: 李明, joined_on: 2026-07-01}"
    ),
    "最后守下限": Told(
        "floor",
        1,
        (("value: -50", -50), ("value: 10", 10)),
        0,
        ("each: true", "each: false"),
    ),
    "逐笔守下限": Told("floor", 1, (("value: -50", -50), ("value: 10", 10)), 10),
}


@pytest.mark.parametrize("name", TOLD)
def test_figure_told_is_the_one_that_comes(name: str) -> None:
    text = TOLD[name].scheme()
    tables = compile_scheme(load_scheme(text, "样例.yaml"))
    [case] = cases.read_cases(TOLD[name].case().encode(), "样例.yaml")

    assert cases.run_case(tables, case).differences == ()


EXAMPLES = examples()


@pytest.mark.parametrize(("where", "text"), EXAMPLES, ids=[case[0] for case in EXAMPLES])
def test_example_can_be_scored(where: str, text: str, tmp_path: Path) -> None:
    name = lay_out(tmp_path, text)
    bound = load_scheme(text, name)
    story = {"year": "2026T1" if "kind: term" in text else "2026", "members": [{"name": "李明"}]}

    if bound.has_holes:
        with pytest.raises(EngineRefusal):
            cases.score_case(compile_scheme(bound), story)
    else:
        assert [one.name for one in cases.score_case(compile_scheme(bound), story)] == ["李明"]
