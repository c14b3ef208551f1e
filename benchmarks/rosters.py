"""Invented rosters of any size: names put together by chance, numbers with a right check digit."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from jifen.orgs.states.identity import check_character
from jifen.workbook import OutColumn, OutSheet, write_xlsx

SURNAMES = "甲乙丙丁戊己庚辛壬癸赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "安邦昌德恩芳贵海惠吉建锦康兰丽民宁平琴庆荣瑞善盛顺泰伟文祥兴秀义英永玉远云泽正志忠"
EDUCATIONS = ("小学", "初中", "高中", "中专", "大专", "本科")
NATIONS = ("汉族", "汉", "回族", "藏族", "01")
HEADINGS = (
    "姓名", "性别", "民族", "出生日期", "身份证号", "学历", "人员类别", "加入党组织日期", "转为正式党员日期",
    "所在党支部", "工作岗位", "工作单位", "手机", "固定电话", "家庭住址", "党籍状态", "是否失联", "是否流动",
    "外出流向", "籍贯", "参加工作日期", "备注",
)  # fmt: skip
_DAYS = {"出生日期", "加入党组织日期", "转为正式党员日期", "参加工作日期"}
PER_BRANCH = 30


def branch_name(number: int) -> str:
    return f"示范县第{number // 50 + 1}镇第{number % 50 + 1}村党支部"


def id_number(born: date, serial: int, *, male: bool) -> str:
    """Return a number of an area that does not exist, with the right check digit; unlike for each serial and day."""
    order = (serial % 500) * 2 + (1 if male else 0)
    digits = f"99{serial // 500 % 10000:04}{born:%Y%m%d}{order:03}"
    return digits + check_character(digits)


def rows(count: int, seed: int = 1, *, per_branch: int = PER_BRANCH) -> Iterator[list[Any]]:
    """Yield the rows of a county's roster, `per_branch` people to a branch."""
    chance = random.Random(seed)
    for number in range(count):
        male = chance.random() < 0.6
        born = date(1945, 1, 1) + timedelta(days=chance.randrange(21_000))
        joined = born + timedelta(days=7_000 + chance.randrange(1_000))
        formal = chance.random() < 0.95
        away = chance.random() < 0.1
        yield [
            chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN),
            "男" if male else "女",
            chance.choice(NATIONS),
            born,
            id_number(born, number, male=male),
            chance.choice(EDUCATIONS),
            "正式党员" if formal else "预备党员",
            joined,
            joined + timedelta(days=366) if formal else None,
            branch_name(number // per_branch),
            "务农",
            "",
            f"139{number % 10**8:08}",
            f"0931-{8_000_000 + number % 10**6}",
            f"示范县第{number // per_branch // 50 + 1}镇第{number % 50 + 1}村{number % 200 + 1}号",
            "正常",
            "否",
            "是" if away else "否",
            "外省务工" if away else "",
            "示范县",
            born + timedelta(days=6_600),
            "",
        ]


def write_roster(path: Path, data: Sequence[Sequence[Any]] | Iterator[Sequence[Any]]) -> None:
    """Write such rows as a workbook."""
    columns = tuple(OutColumn(name, name, "date" if name in _DAYS else "text") for name in HEADINGS)
    cells = ([cell or None for cell in row] for row in data)
    write_xlsx(path, [OutSheet("党员名册", columns, cells)])
