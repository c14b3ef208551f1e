"""GB/T code tables of people, and the common words for their codes (domain §13.6). Unknown words are never guessed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from jifen.orgs.states.people import Sex

SEX_DIGITS: Mapping[Sex, str] = {Sex.UNKNOWN: "0", Sex.MALE: "1", Sex.FEMALE: "2", Sex.UNSTATED: "9"}
"""GB/T 2261.1."""

EDUCATIONS: Mapping[str, str] = {
    "10": "研究生教育",
    "11": "博士研究生毕业",
    "12": "博士研究生结业",
    "13": "博士研究生肄业",
    "14": "硕士研究生毕业",
    "15": "硕士研究生结业",
    "16": "硕士研究生肄业",
    "17": "研究生班毕业",
    "18": "研究生班结业",
    "19": "研究生班肄业",
    "20": "大学本科教育",
    "21": "大学本科毕业",
    "22": "大学本科结业",
    "23": "大学本科肄业",
    "28": "大学普通班毕业",
    "30": "大学专科教育",
    "31": "大学专科毕业",
    "32": "大学专科结业",
    "33": "大学专科肄业",
    "40": "中等职业教育",
    "41": "中等专科毕业",
    "42": "中等专科结业",
    "43": "中等专科肄业",
    "44": "职业高中毕业",
    "45": "职业高中结业",
    "46": "职业高中肄业",
    "47": "技工学校毕业",
    "48": "技工学校结业",
    "49": "技工学校肄业",
    "60": "普通高级中学教育",
    "61": "普通高中毕业",
    "62": "普通高中结业",
    "63": "普通高中肄业",
    "70": "初级中学教育",
    "71": "初中毕业",
    "73": "初中肄业",
    "80": "小学教育",
    "81": "小学毕业",
    "83": "小学肄业",
    "90": "其他",
}
"""GB/T 4658-2006."""

EDUCATION_WORDS: Mapping[str, str] = {
    "研究生": "10", "博士": "11", "博士研究生": "11", "硕士": "14", "硕士研究生": "14", "本科": "21", "大学": "21",
    "大学本科": "21", "本科毕业": "21", "本科结业": "22", "本科肄业": "23", "大专": "31", "专科": "31",
    "大学专科": "31", "大专毕业": "31", "专科毕业": "31", "专科结业": "32", "专科肄业": "33", "中专": "41",
    "中专毕业": "41", "中等专科": "41", "职高": "44", "职业高中": "44", "职高毕业": "44", "技校": "47",
    "技工学校": "47", "技校毕业": "47", "高中": "61", "普通高中": "61", "高中毕业": "61", "高中肄业": "63",
    "初中": "71", "小学": "81", "文盲": "90",
}  # fmt: skip
"""Words offices write; what the standard calls otherwise. 文盲 becomes 其他, which the reader is told."""

REPORTED_EDUCATION = frozenset({"文盲"})
"""Words whose code says less than the word: taken, and reported."""

ETHNICITIES: Mapping[str, str] = {
    f"{number:02}": name
    for number, name in enumerate(
        "汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 "
        "黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 "
        "撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 "
        "京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族".split(),
        start=1,
    )
} | {"97": "其他", "98": "外国血统中国籍人士"}
"""GB/T 3304."""

_ETHNICITY_WORDS = {"外国血统": "98", "外国血统中国籍": "98", "其他民族": "97"}


def plain_word(text: str) -> str:
    """Return a word as it is compared: half-width, without blanks and line breaks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def read_sex(text: str) -> Sex | None:
    """Return the sex a word or digit means; None for a word that means none."""
    word = plain_word(text)
    return _SEX_BY_WORD.get(word) or _SEX_BY_WORD.get(word.removesuffix("性"))


def read_education(text: str) -> str | None:
    """Return the code a word or code means; None for a word that means none."""
    word = plain_word(text)
    if word in EDUCATIONS:
        return word
    return _EDUCATION_BY_NAME.get(word) or EDUCATION_WORDS.get(word)


def read_ethnicity(text: str) -> str | None:
    """Return the code a word or code means (`汉`, `汉族`, `01`, `1`); None for a word that means none."""
    word = plain_word(text)
    if word.isascii() and word.isdigit():
        code = word.zfill(2)
        return code if code in ETHNICITIES else None
    return _ETHNICITY_BY_NAME.get(word) or _ETHNICITY_BY_NAME.get(f"{word}族") or _ETHNICITY_WORDS.get(word)


_SEX_BY_WORD = {sex.label: sex for sex in Sex} | {digit: sex for sex, digit in SEX_DIGITS.items()}
_EDUCATION_BY_NAME = {name: code for code, name in EDUCATIONS.items()}
_ETHNICITY_BY_NAME = {name: code for code, name in ETHNICITIES.items()}
