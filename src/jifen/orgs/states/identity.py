"""Identity numbers and phone numbers: how they are written, and what can be wrong with them.

Shared by the form and the roster. No message repeats a number: it says which characters to look at (domain §13.6).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from stdnum.cn import ric

from jifen.orgs.states.people import Sex

OLDEST = date(1900, 1, 1)
LOOKS_LIKE_A_NUMBER = re.compile(r"[0-9Xx]{7,}")


def clean_number(text: str) -> str:
    """Return a number as it is stored: half-width, without blanks and hyphens, the last X large."""
    return re.sub(r"[\s\-—–]", "", unicodedata.normalize("NFKC", text)).upper()


def holds_a_number(text: str) -> bool:
    """Say whether a text seems to hold an identity or phone number; such a text goes into no address and no record."""
    return bool(LOOKS_LIKE_A_NUMBER.search(clean_number(text)))


def find_id_fault(id_no: str) -> str:
    """Return what is wrong with a cleaned identity number as one sentence; empty when nothing is."""
    if len(id_no) != 18:
        return f"公民身份号码应当是18位，现在是{len(id_no)}位，请对照证件填写。"
    if not re.fullmatch(r"[0-9]{17}[0-9X]", id_no):
        return "公民身份号码应当是17位数字加一位数字或字母X，请对照证件填写。"
    if birth_on_of(id_no) is None:
        return "公民身份号码第7至14位不是真实的出生日期，请对照证件填写。"
    if check_character(id_no) != id_no[17]:
        return "公民身份号码的最后一位对不上，请对照证件逐位核对。"
    return ""


def check_character(id_no: str) -> str:
    """Return the eighteenth character that goes with the first seventeen digits."""
    return str(ric.calc_check_digit(f"{id_no[:17]}0"))  # it drops the last character itself


def birth_on_of(id_no: str) -> date | None:
    """Return the day of birth that digits 7 to 14 say; None where they are no day since 1900."""
    digits = id_no[6:14]
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if born >= OLDEST else None


def sex_of(id_no: str) -> Sex:
    """Return the sex that digit 17 says: odd is male."""
    return Sex.MALE if int(id_no[16]) % 2 else Sex.FEMALE


def find_phone_fault(phone: str) -> str:
    """Return what is wrong with a cleaned mobile number as one sentence; empty when nothing is."""
    if re.fullmatch(r"1[3-9][0-9]{9}", phone.removeprefix("+86")):
        return ""
    return f"手机号应当是1开头的11位数字，现在是{len(phone)}位，请核对；固定电话填在“固定电话”一栏。"
