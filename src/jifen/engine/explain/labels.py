"""Codes in Chinese: why an entry does not count, marks, states, flags, questions. Every code has its words."""

from __future__ import annotations

from jifen.engine.codes import Drop, Mark, State

DROPS: dict[Drop, tuple[str, str]] = {
    Drop.DISABLED: ("这一条已经停用", ""),
    Drop.NOT_IN_FORCE: ("发生的时候这一条还没有施行，或者已经废止", ""),
    Drop.UNDECIDED_YET: ("到计算截止日还没有认定", "认定后再算一次"),
    Drop.REVERSED: ("已经冲销", ""),
    Drop.OUTSIDE_PERIOD: ("不在这一期内", "如果日期写错了，请改正"),
    Drop.NOT_FOR_MEMBER: ("这一条不适用于本人", ""),
    Drop.FOR_UNKNOWN: ("不能确定这一条是否适用于本人", "请补齐党员名册里的有关内容"),
    Drop.CONDITION_FALSE: ("不符合计分的条件", ""),
    Drop.CONDITION_UNKNOWN: ("还不能确定是否符合计分的条件", "请补齐这条记录的有关内容"),
    Drop.NEEDS_DECIDER: ("还没有经规定的组织认定", "请提交认定，再填写“认定主体”"),
    Drop.NEEDS_DOCUMENT: ("缺少证明材料", "请填写“证明材料”，例如文号"),
    Drop.NEEDS_EVIDENCE: ("缺少佐证", "请填写“佐证”，例如见证人"),
    Drop.NEEDS_REASON: ("没有写明事由", "请在“说明”里写明事由"),
    Drop.NEEDS_FILING: ("还没有备案", "请在备案后填写“备案日期”"),
    Drop.VALUE_MISSING: ("还没有认定分值", "请填写“认定分值”"),
    Drop.VALUE_OUTSIDE: ("认定的分值不在办法规定的范围内", "请按办法改正分值"),
    Drop.VALUE_STEP: ("认定的分值不在办法规定的档上", "请按办法改正分值"),
    Drop.KEY_UNKNOWN: ("不能确定按哪一档计分", "请补上定档要用的内容"),
    Drop.WINDOW_OVER: ("不在有效期内", ""),
    Drop.WINDOW_UNKNOWN: ("有效期从哪天起还不能确定", "请补上有效期的起始日期"),
    Drop.NOT_SCORED: ("本人不参与积分", ""),
    Drop.AFTER_LEFT: ("发生在离开支部或者不参与积分以后", ""),
    Drop.SKIPPED: ("办法没有给这一档规定分值", ""),
    Drop.DUTY_MISSED: ("这段时间里该做的没有做到，得分不算", ""),
    Drop.HELD: ("有一票否决或限制的情形还没有了结，得分不算", ""),
    Drop.LINK_UNKNOWN: ("不能确定该记到谁的名下", "请在党员名册里补齐户主、家庭户、党小组或者有关职务"),
    Drop.NEEDS_ANY: ("办法认可的材料一样也没有齐", "请补齐其中一样"),
}
"""Reason and remedy (empty where nothing needs doing) of every drop."""

MARKS: dict[Mark, str] = {
    Mark.OUTSIDE_USUAL: "分值超出通常的范围，请核对",
    Mark.MULTIPLIER_UNKNOWN: "是否加倍还不能确定，先按不加倍计",
    Mark.ABSORBED: "同一件事只计一次，这一次不另计",
    Mark.LIMITED: "超过限额的部分不计",
    Mark.DERIVED: "系统推算，未经认定",
    Mark.EMPTIES: "这一小项的分全部扣完",
    Mark.PLUS_UNKNOWN: "是否另外加减分还不能确定，先按没有计",
    Mark.FREE: "在办法免计的次数或数量之内，不计分",
    Mark.MEMORY: "发生在这一期以前，只占用次数和限额，不计分",
}
"""What each mark on an entry says."""

STATES: dict[State, str] = {
    State.NUMBER: "已计分",
    State.ZERO_VETOED: "一票否决，积分记为零分",
    State.ZERO_FLOORED: "扣分多于得分，按零分计",
    State.ZERO_NOTHING: "没有得分，积分是零分",
    State.NOT_SCORED: "不参与积分",
    State.NO_RESULT: "没有结果：缺了该有的数，或者不合办法规定的前提",
    State.NOT_GRADED: "计分，不定等次",
    State.GRADE_FORCED: "等次由办法的规定直接认定",
    State.NEEDS_DECISION: "还缺内容，或者有并列，要由组织研究决定",
    State.UNDEFINED: "办法没有规定这个分数怎么定，要由组织研究决定",
}
"""One sentence for each state."""

FLAGS: dict[str, str] = {
    "gap": "积分落在两个等次之间的空档里，按办法的读法归入等次",
    "pending": "有待定的记录",
    "rejected": "有未计入的记录",
    "value_outside": "有分值超出通常的范围",
    "multiplier_unknown": "有记录是否加倍还不能确定",
    "plus_unknown": "有记录是否另外加减分还不能确定",
    "absorbed": "有同一件事只计一次的",
    "limited": "有超过限额的",
    "derived": "有系统推算、未经认定的",
    "out_unknown": "是否参加积分还不能确定",
    "tier_unknown": "层次还不能确定",
    "item_for_unknown": "有小项是否适用还不能确定",
    "override_unknown": "是否一票否决或直接认定还不能确定",
    "nothing_allotted": "本年度没有赋分",
    "value_unknown": "有小项的值还不能确定",
    "gate_unknown": "前提是否成立还不能确定",
    "pool_incomplete": "没有说明排名的范围是不是都在内，不排名次",
    "feed_unknown": "是否记到别的办法还不能确定",
    "bar_unknown": "能否兑换还不能确定",
}
"""What each flag of an account says."""

SHORT_FLAGS: dict[str, str] = {
    "gap": "分数在空档",
    "pending": "有待定",
    "rejected": "有未计入",
    "value_outside": "分值超常",
    "multiplier_unknown": "加倍待定",
    "plus_unknown": "附加分待定",
    "absorbed": "重复只计一次",
    "limited": "超限额",
    "derived": "系统推算",
    "out_unknown": "参加待定",
    "tier_unknown": "层次待定",
    "item_for_unknown": "小项适用待定",
    "override_unknown": "否决待定",
    "nothing_allotted": "没有赋分",
    "value_unknown": "小项值待定",
    "gate_unknown": "前提待定",
    "pool_incomplete": "没有排名",
    "feed_unknown": "转记待定",
    "bar_unknown": "兑换待定",
}
"""The same in a few signs, for a narrow column."""

QUESTIONS: dict[str, tuple[str, str]] = {
    "out_unknown": ("是否参加积分还不能确定，先按参加计", "请在党员名册里补齐有关内容"),
    "tier_unknown": ("属于哪个层次还不能确定", "请在党员名册里补齐分层要用的内容"),
    "item_for_unknown": ("“{subject}”是否适用于本人还不能确定", "请在党员名册里补齐有关内容"),
    "override_unknown": ("“{subject}”是否成立还不能确定", "请组织查明后填写"),
    "nothing_allotted": ("“{subject}”本年度没有赋分，按零分计", "请核对在支部的起止日期"),
    "value_unknown": ("“{subject}”的值还不能确定", "请在党员名册或记录里补齐要用的内容"),
    "gate_unknown": ("“{subject}”是否成立还不能确定", "请组织查明后补齐有关内容"),
    "pool_incomplete": (
        "“{subject}”要把几个支部放在一起比，这次没有说明是不是都在内，先不比",
        "请把整个范围的名册和记录放在一份文件里，算的时候加上 --whole-pool",
    ),
    "feed_unknown": ("“{subject}”是否记到别的办法还不能确定", "请补齐有关内容"),
    "bar_unknown": ("“{subject}”还不能确定，先让兑换", "请补齐有关内容"),
}
"""What people are asked, by the question's code, and what to do; ``{subject}`` is the item, override or part."""

PROPOSAL_FLAG = "flag"


def question(code: str, subject: str) -> tuple[str, str]:
    """What is asked, and what to do."""
    asked, todo = QUESTIONS[code]
    return asked.format(subject=subject), todo
