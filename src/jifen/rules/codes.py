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
}
