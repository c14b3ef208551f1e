"""The invented year of the sample village: its members, its calendar, and every fact, the same each time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_SEED = 20260601

_CAST = ("赵书记", "钱组织委员", "孙记录员", "李明", "郑流动")
_VILLAGERS = (
    "马德福 何长顺 罗桂兰 郭守义 梁秀英 宋立本 唐玉梅 许家旺 韩春生 冯小满 "
    "董大山 程水清 曹月娥 袁有田 邓广林 傅成功 沈春燕 曾福来 彭金柱 苏桂香 田永年 姚家和"
).split()
PROBATIONARY = ("周预备", "贺新生", "白小荷", "龙向前")
FRAIL = {"田永年": None, "苏桂香": None, "曾福来": date(2026, 11, 1)}
"""The old and weak; a day: the day from which."""
_CARELESS = {"郑流动": 3.0, "许家旺": 2.2, "邓广林": 2.2, "冯小满": 1.8, "傅成功": 1.6, "姚家和": 1.6}
_DUTIFUL = {"赵书记": 0.0, "钱组织委员": 0.1, "孙记录员": 0.2, "李明": 0.3, "周预备": 0.2, "梁秀英": 0.3}

_MEETINGS = (
    (date(2026, 6, 5), "六月例会"),
    (date(2026, 7, 5), "七月例会"),
    (date(2026, 8, 5), "八月例会"),
    (date(2026, 9, 5), "九月例会"),
    (date(2026, 10, 8), "十月例会"),
    (date(2026, 11, 5), "十一月例会"),
    (date(2026, 12, 5), "十二月例会"),
    (date(2027, 1, 5), "一月例会"),
    (date(2027, 2, 18), "二月例会"),
    (date(2027, 3, 5), "三月例会"),
    (date(2027, 4, 6), "四月例会"),
    (date(2027, 5, 6), "五月例会"),
)
_LABOUR = (
    (date(2026, 7, 1), "七一清理河道"),
    (date(2026, 9, 19), "秋季护林防火隔离带"),
    (date(2026, 11, 14), "修整灌溉渠"),
    (date(2027, 3, 12), "植树"),
    (date(2027, 4, 24), "清洁家园"),
)
_HELP = (
    "帮五保户修屋顶",
    "调解两家宅基地纠纷",
    "送独居老人就医",
    "帮困难户抢收稻谷",
    "调解邻里放水纠纷",
    "帮残疾人办理补贴手续",
    "替外出户照看老人",
    "帮困难户联系果苗",
)
_PROPOSALS = (
    "建议在村口装减速带",
    "建议疏通东塘排水沟",
    "建议为老人设代办点",
    "建议修补机耕路",
    "建议增设垃圾分类点",
    "建议统一购买农资",
)
_DEEDS = ("拾到钱包交还失主", "跳入水塘救起落水儿童", "拾到手机交还失主", "雪天为路人推车脱困")
_WITNESSES = ("村民组长", "受助户本人", "村卫生室医生", "两名邻居", "村委会值班员")


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the sheet of facts; ``key`` lets a later row take it out."""

    day: date
    name: str
    kind: str
    excuse: str = ""
    act: str = ""
    value: Decimal | None = None
    decider: str = ""
    document: str = ""
    evidence: str = ""
    reason: str = ""
    key: str = ""
    reverses: str = ""


def village_facts() -> list[Fact]:
    """A points year of the village branch, June 2026 to May 2027, in the order of the days."""
    draw = random.Random(_SEED)
    facts = [
        *_duties(draw),
        *_labour(draw),
        *_findings(),
        *_honours(),
        *_service(draw),
        *_patrols(draw),
        *_special(),
    ]
    return sorted(facts, key=lambda fact: (fact.day, fact.name, fact.kind, fact.reason))


def everybody() -> list[str]:
    """The members of the branch in the order of the roster, the cast first."""
    return [*_CAST, *_VILLAGERS, *PROBATIONARY]


def _fault(name: str) -> float:
    """How often a member falls short, against the ordinary."""
    return _CARELESS.get(name, _DUTIFUL.get(name, 0.7))


def _duties(draw: random.Random) -> list[Fact]:
    facts = []
    for day, meeting in _MEETINGS:
        for name in everybody():
            chance = draw.random()
            if chance < 0.06 * _fault(name):
                facts.append(Fact(day, name, "meeting_absent", reason=meeting))
            elif chance < 0.10 * _fault(name):
                facts.append(Fact(day, name, "meeting_late", reason=meeting))
            elif chance < 0.11 * _fault(name):
                facts.append(Fact(day, name, "left_early", reason=meeting))
            elif chance > 0.985 and name not in _DUTIFUL:
                facts.append(Fact(day, name, "meeting_absent", "已准假", reason=f"{meeting}，事先请假"))
            if draw.random() < 0.02 * _fault(name):
                facts.append(Fact(day, name, "dues_late", reason=f"{meeting[:-2]}党费迟交"))
    return facts


def _labour(draw: random.Random) -> list[Fact]:
    facts = []
    for day, work in _LABOUR:
        for name in everybody():
            if draw.random() < 0.09 * _fault(name):
                facts.append(Fact(day, name, "labour_missed", reason=work))
    facts.append(Fact(_LABOUR[2][0], "曾福来", "labour_missed", reason=_LABOUR[2][1]))
    return facts


def _findings() -> list[Fact]:
    committee = "支部委员会"
    day = date(2027, 2, 26)
    return [
        Fact(
            date(2026, 8, 20), "许家旺", "policy_neglected", decider=committee, reason="医保政策没有入户宣讲"
        ),
        Fact(
            date(2027, 4, 15), "邓广林", "policy_neglected", decider=committee, reason="禁烧规定没有带头落实"
        ),
        Fact(
            date(2026, 12, 18), "冯小满", "breach", decider=committee, reason="建筑垃圾倒入河道，违反村规民约"
        ),
        Fact(day, "姚家和", "gambling", act="元宵打牌赌钱", decider=committee, reason="元宵打牌赌钱"),
        Fact(day, "姚家和", "breach", act="元宵打牌赌钱", decider=committee, reason="元宵打牌赌钱"),
        Fact(date(2027, 5, 3), "傅成功", "lavish_feast", decider=committee, reason="乔迁宴超过村里的限额"),
    ]


def _honours() -> list[Fact]:
    letter = "镇文明办〔2026〕18 号"
    households = ("钱组织委员", "梁秀英", "何长顺", "唐玉梅", "沈春燕", "程水清")
    facts = [
        Fact(date(2026, 12, 25), name, "five_star_household", document=letter, reason="年度评选")
        for name in households
    ]
    return [
        *facts,
        Fact(date(2027, 3, 8), "曹月娥", "moral_title", document="村妇联三八表彰决定", reason="好婆婆"),
        Fact(date(2027, 3, 8), "白小荷", "moral_title", document="村妇联三八表彰决定", reason="好媳妇"),
        Fact(
            date(2026, 12, 28),
            "赵书记",
            "civility_award",
            document="镇文明办〔2026〕21 号",
            reason="先进个人",
        ),
    ]


def _service(draw: random.Random) -> list[Fact]:
    helpers = [name for name in everybody() if name not in _CARELESS and name not in FRAIL]
    facts = []
    for kind, reasons, count in (("help", _HELP, 30), ("proposal", _PROPOSALS, 16), ("good_deed", _DEEDS, 6)):
        for number in range(count):
            month = draw.randrange(12)
            day = date(2026 + (month + 5) // 12, (month + 5) % 12 + 1, draw.randrange(8, 28))
            reason = reasons[number % len(reasons)]
            witness = "例会记录" if kind == "proposal" else draw.choice(_WITNESSES)
            facts.append(
                Fact(day, draw.choice(helpers), kind, decider="书记", evidence=witness, reason=reason)
            )
    return facts


def _patrols(draw: random.Random) -> list[Fact]:
    day = date(2027, 5, 28)
    patrol = (
        "赵书记",
        "李明",
        "何长顺",
        "郭守义",
        "宋立本",
        "韩春生",
        "董大山",
        "彭金柱",
        "周预备",
        "龙向前",
    )
    return [
        Fact(
            day,
            name,
            "patrol_year",
            value=Decimal(draw.randrange(6, 11)) / 2,
            decider="支部委员会",
            reason="全年巡逻考核",
        )
        for name in patrol
    ]


def _special() -> list[Fact]:
    """One fact that is taken out again, and one that waits for its decider."""
    day, meeting = _MEETINGS[3]
    return [
        Fact(day, "李明", "meeting_absent", reason=meeting, key="李明九月"),
        Fact(_MEETINGS[4][0], "李明", "meeting_absent", reason="查到请假条，更正", reverses="李明九月"),
        Fact(
            date(2027, 5, 26),
            "孙记录员",
            "help",
            evidence="受助户本人",
            reason="帮困难户联系果苗，等书记认定",
        ),
    ]
