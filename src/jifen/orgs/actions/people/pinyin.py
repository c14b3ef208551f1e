"""How a name is found by typing: its pinyin and its initials, surnames read as surnames."""

from __future__ import annotations

from pypinyin import Style, pinyin

# The general dictionary reads these as ordinary words; as surnames they sound otherwise.
SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "区": "ou", "解": "xie", "朴": "piao", "查": "zha", "盖": "ge",
    "尉迟": "yuchi", "万俟": "moqi", "任": "ren", "华": "hua", "乐": "yue", "洗": "xian", "冼": "xian", "缪": "miao",
    "员": "yun", "黑": "he", "折": "she", "种": "chong", "秘": "bi", "燕": "yan", "纪": "ji", "应": "ying",
}  # fmt: skip


def spell(name: str) -> str:
    """Return `zhangsan zs`: the whole pinyin and the initials, lower case; a second reading of a surname follows."""
    surname = next((part for part in SURNAMES if len(part) > 1 and name.startswith(part)), name[:1])
    first = SURNAMES.get(surname)
    rest = [sounds[0] for sounds in pinyin(name[len(surname) :], style=Style.NORMAL, errors="ignore")]
    usual = [sounds[0] for sounds in pinyin(surname, style=Style.NORMAL, errors="ignore")]
    readings = [usual] if first is None or [first] == usual else [[first], usual]
    spelled = []
    for head in readings:
        parts = [*head, *rest]
        spelled += ["".join(parts), "".join(part[0] for part in parts if part)]
    return " ".join(dict.fromkeys(spelled)).lower()[:200]
