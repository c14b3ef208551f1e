"""Case files: what does not fit is told in words, and what they cannot read is refused with its name."""

from typing import Any

import pytest

from jifen.engine.cases import CaseFault, read_cases, run_case, shown
from tests.engine.bench import compiled

SCHEME = """
    scheme: small
    title: 小办法
    people: {scored: [formal], graded: [formal]}
    flags: {tenant: {title: 租户}, justified: {title: 有正当理由, finding: true}}
    tiers: {rows: [{tier: old, title: 年长, when: age in 60..}, {tier: young, title: 其他}]}
    parts:
      - part: plus
        title: 加分
        items:
          - item: plus.help
            title: 帮助群众
            facts:
              help: {title: 帮助群众, points: 2, for: role == recorder or age in ..<60}
    total: {score: plus}
    outcomes: [{outcome: visit, title: 走访, kind: talk, when: known(tenant)}]
"""


def case(**more: Any) -> dict[str, Any]:
    """李明, recorder and secretary, helps once."""
    return {
        "case": "李明帮了一次",
        "members": [{"name": "李明", "role": ["记录员", "书记"], "birth_date": "1960-01-01", "tenant": True}],
        "facts": [{"id": "f1", "who": "李明", "what": "help", "on": "2026-03-01"}],
        **more,
    }


def differences(**expected: Any) -> tuple[str, ...]:
    """What differs from what is expected of 李明."""
    return run_case(compiled(SCHEME), case(expect={"李明": expected})).differences


def test_a_case_that_fits_has_nothing_to_say() -> None:
    assert differences(score=2, tier="old", proposals=["visit"], credited={"f1": 2}, parts={"plus": 2}) == ()


def test_every_kind_of_difference_is_told() -> None:
    assert differences(
        score=3, items={"plus.song": 1}, dropped={"f1": "held", "f9": "held"}, flags=["gap", "not pending"],
        credited={"f9": 1}, proposals={"visit": "to_decide"},
    ) == (
        "李明：积分应为 3，算得 2",
        "李明：小项“plus.song”不在结果里",
        "李明：记录“f1”应因 held 不计，实为 none",
        "李明：记录“f9”应因 held 不计，实为 没有这条记录",
        "李明：标记“gap”不符，实有 无",
        "李明：记录“f9”计入应为 1，算得 无",
        "李明：建议应为 visit to_decide，算得 visit proposed",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"expect": ["李明"]}, "expect 要写成“姓名: {项: 值}”，例如 李明: {score: 60}"),
        ({"expect": {"李明": 2}}, "expect 里“李明”下面要写成“项: 值”，例如 {score: 60}"),
        (
            {"expect": {"李明": {"itms": {}, "flags": ["not pendng"], "quotas": {"bst": "in"}}}},
            "expect 里的“itms”不是能核对的项，是不是想写“items”；"
            "expect 的 flags 里没有“pendng”这个代码，是不是想写“pending”；办法里没有名额“bst”",
        ),
        (
            {
                "facts": [
                    {"who": "李明", "what": "helpp", "on": "2026-03-01"},
                    {"reverses": "z", "on": "2026-04-01"},
                ]
            },
            "办法里没有事项“helpp”，是不是想写“help”；reverses 里写的，facts 里没有编号“z”",
        ),
        (
            {"facts": [{"who": "李明", "what": "help", "on": "2026-03-01", "colour": "红"}]},
            "facts 里的“colour”不是算例的字段",
        ),
        ({"facts": [{"who": "陈某", "what": "help", "on": "2026-03-01"}]}, "facts 里的“陈某”不在 members 里"),
        ({"as_of": "2026-13-01"}, "“2026-13-01”不是日期，应写成 2026-03-01 这样"),
        ({"expect": {"李明": {"score": "2分"}}}, "“2分”不是数，应写成 5、0.5 或 1/3 这样"),
        ({"member": []}, "“member”不是算例的字段，是不是想写“members”"),
        (
            {"members": [{"出生日期": "1960-01-01"}], "facts": []},
            "members 里有一条没有写 name；members 里的“出生日期”不是算例的字段，是不是想写“birth_date”",
        ),
        (
            {"members": [{"name": "李明", "changes": [{"on": "2026-02-01", "health": "老"}]}], "facts": []},
            "members 里的 health 不能写“老”，可以写：健康、体弱",
        ),
        (
            {"members": [{"name": "李明", "tenant": "是"}], "facts": []},
            "members 里的 tenant 不能写“是”，只能写 true（是）或者 false（否）",
        ),
        (
            {"members": [{"name": "李明", "findings": {"justfied": True, "justified": "对"}}], "facts": []},
            "findings 里的“justfied”不是算例的字段，是不是想写“justified”；"
            "findings 里的 justified 不能写“对”，只能写 true（是）或者 false（否）",
        ),
        (
            {"members": [{"name": "李明", "prior": [{"scor": 8}, {"score": "八分"}]}], "facts": []},
            "prior 里的“scor”不是算例的字段，是不是想写“score”；"
            "prior 里的 score 不能写“八分”，应写成 5、0.5 或 1/3 这样",
        ),
        (
            {"facts": [{"who": ["李明"]}, {"reverses": "f1"}]},
            "facts 里有一条没有写 what；facts 里有一条没有写 on；reverses 里写的，facts 里没有编号“f1”",
        ),
    ],
)
def test_words_a_case_cannot_have_are_refused_by_name(more: dict[str, Any], fault: str) -> None:
    with pytest.raises(CaseFault) as refused:
        run_case(compiled(SCHEME), case(**more))

    assert str(refused.value) == f"算例“李明帮了一次”读不懂：{fault}。请核对字段名和取值。"


def test_a_file_that_is_not_a_list_is_refused() -> None:
    with pytest.raises(CaseFault, match="算例文件应当是一列"):
        read_cases(b" case: one\n", "cases/one.yaml")


def test_a_line_that_is_no_case_is_refused() -> None:
    with pytest.raises(CaseFault, match="算例文件应当是一列"):
        read_cases("- 一\n".encode(), "cases/one.yaml")


def test_fractions_are_shown_as_fractions_and_nothing_as_nothing() -> None:
    from fractions import Fraction

    assert [shown(Fraction(1, 3)), shown(Fraction("2.50")), shown(None)] == ["1/3", "2.5", "无"]


def test_two_threads_that_meet_a_new_word_agree_on_its_code() -> None:
    from jifen.engine.book import Vocabulary

    class Late(dict[str, int]):
        """A dictionary in which the other thread writes just after this one has looked."""

        looked = False

        def get(self, key: str, default: Any = None) -> Any:
            if not self.looked:
                self.looked = True
                return None
            return super().get(key, default)

    vocabulary = Vocabulary()
    vocabulary.code("甲")
    vocabulary._codes = Late({"甲": 0})

    assert (vocabulary.code("甲"), vocabulary.words) == (0, ["甲"])
