"""From the cells of one row to what the row wishes, with everything that is wrong with it. Asks no database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jifen.common.orm import index_of
from jifen.orgs.actions.roster.places import Branch, Group, Places
from jifen.orgs.actions.roster.sheet import CATEGORIES, NORMAL, SUSPENDED
from jifen.orgs.states.codes import (
    REPORTED_EDUCATION,
    plain_word,
    read_education,
    read_ethnicity,
    read_sex,
)
from jifen.orgs.states.identity import birth_on_of, clean_number, find_id_fault, sex_of
from jifen.orgs.states.people import MEMBERS, Sex, Standing

Cells = Mapping[str, Any]
"""Column key → text, `bool`, or the day in ISO form; empty cells are left out."""

NUMBER = re.compile(r"(?P<mobile>1[3-9][0-9]{9})|(?P<landline>(0[0-9]{2,3})?[2-9][0-9]{6,7})")
"""A phone, without blanks and hyphens and the code of the country."""
LONGEST = {
    "name": 60, "mark": 20, "member_no": 40, "native_place": 60, "degree": 40, "work_post": 60, "employer": 120,
    "remark": 200, "address": 200, "where": 120,
}  # fmt: skip
_PLAIN = ("native_place", "degree", "work_post", "employer", "remark", "address", "member_no", "mark")
_DAYS = ("birth_on", "joined_on", "converted_on", "work_started_on")
_BETWEEN_HAN = re.compile(
    r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])\s+(?=[\u3400-\u9fff\U00020000-\U0003ffff])"
)
_ADULT = 18
_LOOK = "请核对；不改也可以导入"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a cell: the column's key, permanent code, message, remedy; a hint does not block."""

    key: str
    code: str
    message: str
    remedy: str
    value: str = ""
    blocking: bool = True


@dataclass(slots=True)
class Wish:
    """What one row wants to be true. `set` holds fields of the person in Python's own values, numbers in plain text.

    `id_index` is the blind index of the identity number. `migrant`, `lost` are None where the row says nothing.
    """

    row: int
    name: str
    mark: str = ""
    member_no: str = ""
    id_index: str = ""
    branch: Branch | None = None
    group: Group | None = None
    standing: Standing | None = None
    category: Standing | None = None
    set: dict[str, Any] = field(default_factory=dict)
    migrant: bool | None = None
    lost: bool | None = None
    where: str = ""
    troubles: list[Trouble] = field(default_factory=list)

    def blame(
        self, key: str, code: str, message: str, remedy: str, value: str = "", *, hint: bool = False
    ) -> None:
        """Take down what is wrong with a cell."""
        self.troubles.append(Trouble(key, code, message, remedy, value, not hint))


def read_row(row: int, cells: Cells, places: Places, today: date) -> Wish:
    """Return what a row wishes; empty cells wish nothing."""
    wish = Wish(row, one_line(cells.get("name", "")))
    _read_texts(wish, cells)
    _read_codes(wish, cells)
    _read_days(wish, cells, today)
    _read_id_no(wish, cells)
    _read_phones(wish, cells)
    _read_standing(wish, cells)
    _read_place(wish, cells, places)
    _read_circumstances(wish, cells)
    return wish


def one_line(text: str) -> str:
    """Return a text on one line, without blanks at its ends and between Chinese characters (`李　明` is 李明)."""
    return _BETWEEN_HAN.sub("", " ".join(text.split())) if text else ""


def _read_texts(wish: Wish, cells: Cells) -> None:
    for key in ("name", *_PLAIN, "where"):
        text = one_line(cells.get(key, ""))
        most = LONGEST[key]
        if len(text) > most:
            wish.blame(key, "text-too-long", f"超过{most}个字", f"请缩短到{most}个字以内", text)
        elif text and key in _PLAIN:
            wish.set[key] = text
    wish.mark, wish.member_no = wish.set.get("mark", ""), wish.set.get("member_no", "")


def _read_codes(wish: Wish, cells: Cells) -> None:
    tables: tuple[tuple[str, Callable[[str], Any], str], ...] = (
        ("sex", read_sex, "请填男或女"),
        ("ethnicity", read_ethnicity, "请填民族名称（例如汉族、回族）或国家标准代码"),
        ("education", read_education, "请填学历名称（例如初中、高中、大专、本科）或国家标准代码"),
    )
    for key, read, remedy in tables:
        word = cells.get(key)
        if not word:
            continue
        code = read(word)
        if code is None:
            wish.blame(key, "unknown-word", "不认识这个写法", remedy, word)
            continue
        wish.set[key] = code
        if plain_word(word) in REPORTED_EDUCATION:
            wish.blame(key, "code-says-less", "国家标准里没有这一项，按“其他”登记", "请核对", word, hint=True)


def _read_days(wish: Wish, cells: Cells, today: date) -> None:
    for key in _DAYS:
        if text := cells.get(key):
            day = date.fromisoformat(text)
            if day > today:
                wish.blame(key, "day-to-come", "是以后的日期", "请核对日期", text)
            else:
                wish.set[key] = day
    birth, joined, converted = (wish.set.get(key) for key in ("birth_on", "joined_on", "converted_on"))
    if joined and converted and converted < joined:
        said = f"早于加入党组织日期{joined}"
        wish.blame("converted_on", "converted-before-joining", said, "请核对这两个日期", str(converted))
    if birth and joined and joined < birth:
        wish.blame(
            "joined_on", "joined-before-birth", f"早于出生日期{birth}", "请核对这两个日期", str(joined)
        )
    elif (
        birth
        and joined
        and (joined.year - birth.year, joined.month, joined.day) < (_ADULT, birth.month, birth.day)
    ):
        wish.blame(
            "joined_on",
            "joined-young",
            "入党时不满18周岁",
            "请核对出生日期和入党日期",
            str(joined),
            hint=True,
        )


def _read_id_no(wish: Wish, cells: Cells) -> None:
    number = clean_number(cells.get("id_no", ""))
    if not number:
        return
    if len(number) == 15 and number.isdigit():
        wish.blame("id_no", "old-id-no", "是15位的旧号码", "请填写换发后的18位公民身份号码", number)
        return
    if said := find_id_fault(number):
        message, _, remedy = said.rstrip("。").partition("，请")
        wish.blame("id_no", "bad-id-no", message, f"请{remedy}", number)
        return
    wish.set["id_no"] = number
    wish.id_index = index_of("orgs.person.id_no", number)
    if (birth := wish.set.get("birth_on")) and birth != birth_on_of(number):
        wish.blame(
            "birth_on",
            "birth-differs",
            "与身份证号里的出生日期不同",
            _LOOK,
            str(birth),
            hint=True,
        )
    sex = wish.set.get("sex")
    if sex in (Sex.MALE, Sex.FEMALE) and sex is not sex_of(number):
        wish.blame("sex", "sex-differs", "与身份证号里的性别不同", _LOOK, sex.label, hint=True)


def _read_phones(wish: Wish, cells: Cells) -> None:
    for key, kind, remedy in (
        ("phone", "mobile", "手机号应当是1开头的11位数字；几个号码只填一个，座机填在“固定电话”列"),
        ("landline", "landline", "请填区号加号码，例如 0931-8123456；手机填在“手机”列"),
    ):
        number = clean_number(cells.get(key, "")).removeprefix("+86")
        if not number:
            continue
        match = NUMBER.fullmatch(re.sub(r"[()]", "", number))
        if match is None or match[kind] is None:
            wish.blame(key, "bad-phone", "不是有效号码", remedy, number)
        else:
            wish.set[key] = match[kind]


def _read_standing(wish: Wish, cells: Cells) -> None:
    word = plain_word(cells.get("standing", ""))
    if not word:
        return
    category = CATEGORIES.get(word)
    if category is None:
        labels = "、".join(dict.fromkeys(standing.label for standing in CATEGORIES.values()))
        wish.blame("standing", "unknown-word", "不认识这个类别", f"可以填：{labels}", cells["standing"])
        return
    wish.standing = wish.category = category
    _read_membership(wish, cells)
    if category is not Standing.FORMAL and "converted_on" in wish.set:
        wish.blame(
            "converted_on",
            "not-converted-yet",
            f"{category.label}不应有转正日期",
            "请核对人员类别，或清空这一格",
        )
    if category not in MEMBERS and "joined_on" in wish.set:
        wish.blame(
            "joined_on", "not-joined-yet", f"{category.label}还没有入党", "请核对人员类别，或清空这一格"
        )


def _read_membership(wish: Wish, cells: Cells) -> None:
    word = unicodedata.normalize("NFKC", one_line(cells.get("membership", "")))
    if word == SUSPENDED and wish.category in MEMBERS:
        wish.standing = Standing.SUSPENDED
    elif word == SUSPENDED:
        wish.blame(
            "membership", "not-a-member", "还没有入党，没有党籍可停止", "请核对人员类别和党籍状态", word
        )
    elif word not in ("", NORMAL):
        remedy = "已经去世、出党或转走的同志不导入名册，请删去这一行；其余填“正常”或“停止党籍”"
        wish.blame("membership", "unknown-word", "名册里不登记这种状态", remedy, word)


def _read_place(wish: Wish, cells: Cells, places: Places) -> None:
    wish.branch = places.sole
    if word := cells.get("branch"):
        found = places.find_branch(word)
        if isinstance(found, str):
            wish.branch = None
            remedy = "请核对名称；同名的请填组织代码，新设的请先在“组织”里登记"
            wish.blame("branch", "unknown-branch", found, remedy, one_line(word))
        else:
            wish.branch = found
    if (word := cells.get("group")) and wish.branch:
        wish.group = places.find_group(wish.branch, word)
        if wish.group is None:
            remedy = "请核对名称；新设的请先在“组织”里登记党小组，再回到这里重新核对"
            wish.blame("group", "unknown-group", f"{wish.branch.name}没有这个党小组", remedy, one_line(word))


def _read_circumstances(wish: Wish, cells: Cells) -> None:
    wish.migrant, wish.lost = cells.get("migrant"), cells.get("lost")
    wish.where = one_line(cells.get("where", ""))
    if wish.where and wish.migrant is False:
        wish.blame("where", "not-away", "“是否流动”填的是否，却填了外出流向", "请改正其中一个", wish.where)
