"""Every code a finding may carry, with what it stands for. Codes are permanent: never renamed or reused."""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, str]] = {
    # The file as text: refused before it is parsed, or at the first fault of form.
    "too-large": "文件太大",
    "too-much": "文件内容太多",
    "not-text": "不是文本文件",
    "not-utf8": "文件编码不是 UTF-8",
    "invisible-character": "有看不见的字符",
    "yaml-directive": "有以百分号开头的行",
    "many-documents": "一个文件里有几份内容",
    "yaml-syntax": "格式写错",
    "alias": "用了引用记号",
    "tag": "用了类型记号",
    "too-deep": "层数太多",
    "bad-key": "字段名不是一个词",
    "empty-file": "文件是空的",
    "not-a-scheme": "文件不是一份方案",
    "duplicate-key": "同一处有两个同名字段",
    "empty-value": "字段后面是空的",
    "many-findings": "问题太多，没有全部列出",
    # The fields and values.
    "unknown-field": "不认识的字段",
    "missing-field": "缺少字段",
    "wrong-type": "写法不对",
    "wrong-word": "不是允许的词",
    "wrong-value": "值不合要求",
    # Conditions and expressions.
    "condition-syntax": "条件读不懂",
    "condition-name": "条件里的名称这里没有",
    "condition-type": "条件里的值用得不对",
    "condition-constant": "条件总是成立或总是不成立",
    "word-not-yet-run": "本版本还不能计算的写法",
    # Lint: words and names.
    "missing-score": "总分里没有 score 一行",
    "incomplete-word": "写得不全，或写重了",
    "between-order": "分值范围的下限大于上限",
    "between-step": "分值的步长不能整分范围",
    "bad-date": "不是日期",
    "duplicate-id": "编号重复",
    "duplicate-title": "事项名称重复",
    "lonely-group": "共用的名字只有一处",
    "shared-limit": "共用限额的数目不一样",
    "unknown-reference": "提到的名字方案里没有",
    "graded-not-scored": "定等次的人员不计分",
    "missing-row": "缺少一行",
    "unused-kind": "事项没有小项用到",
    # Lint: points and sums.
    "nothing-to-earn": "小项没有分可得",
    "mixed-item": "有满分的小项既加分又扣分",
    "cap-never-binds": "封顶永远封不到",
    "limit-never-binds": "限额永远限不到",
    "unknown-row": "表里的行不是可选的值",
    "row-overlap": "表里的行有重叠",
    "falling-rows": "级别高的分值反而小",
    "sum-mismatch": "分数合计对不上",
    "allot-sum": "各月分配的分合计不对",
    "allot-month": "某个月分配的分超出范围",
    # Lint: grades, quotas, overrides.
    "grade-gap": "等次之间有空档",
    "grade-overlap": "等次的范围有重叠",
    "unreachable-grade": "评不到的等次",
    "unreachable-tier": "没有人的分层",
    "quota-shape": "名额写得不对",
    "override-empty": "一票否决没有条件或没有结果",
    # Lint: what the text leaves open, and the procedure.
    "hole": "分值未定",
    "missing-clause": "没有写条款",
    "vague-without-decider": "酌定的分值没有写由谁定",
    "override-without-document": "一票否决不要求文件",
    "sample": "有拟定的样例内容",
    "step-owner": "环节由支委会办，没有支委会怎么办",
    "filing-impossible": "有的月份赶不上备案日",
}
