"""Names of files: a label for people, never a path, never a trick (trust F3)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jifen.documents.actions.cleaning.labels import clean_label
from jifen.documents.states.documents import DocumentKind

NAMES = {
    "会议记录.jpg": "会议记录",
    "IMG_20260310_091522.JPG": "IMG_20260310_091522",
    "mmexport1700000000000.jpg": "mmexport170…00",
    "李明110101199003070012.pdf": "李明110…12",
    "3.8 妇女节.活动 3.10.jpg": "3.8 妇女节.活动 3.10",
    "../../etc/passwd": "passwd",
    "..\\..\\windows\\system32\\cmd.exe": "cmd",
    "/etc/cron.d/evil.pdf": "evil",
    "C:\\evil.pdf": "evil",
    "C:evil.pdf": "C evil",
    "a\0b.jpg": "ab",
    "\u202egpj.exe": "gpj",
    "photo\u202egpj.exe": "photogpj",
    "隐\u200b形\ufeff.jpg": "隐形",
    "CON": "材料 CON",
    "con.txt.pdf": "材料 con",
    "NUL.jpg": "材料 NUL",
    "COM1": "材料 COM1",
    "ＣＯＭ１.jpg": "材料 COM1",
    "lpt9.tar.gz": "材料 lpt9",
    "．．／．．／ｅｔｃ／ｐａｓｓｗｄ": "passwd",
    "…/etc": "etc",
    "\uff0e\uff0e\uff3cx": "x",
    "photo.jpg.html.svg": "photo",
    "a<script>alert(1)</script>.jpg": "script",
    'a"b|c?d*e:f.jpg': "a b c d e f",
    "line\r\nSet-Cookie: a=b.jpg": "lineSet-Cookie a=b",
    "": "JPG 图片",
    "...": "JPG 图片",
    ".htaccess": "htaccess",
    "~$a.jpg": "$a",
    "-rf.jpg": "rf",
    " . . ": "JPG 图片",
    "\ud800.jpg": "JPG 图片",
    "长" * 4_096 + ".jpg": "长" * 80,
    "a/" * 2_000: "JPG 图片",
}


@pytest.mark.parametrize("name", NAMES, ids=[f"name-{number}" for number in range(len(NAMES))])
def test_name_becomes_a_label(name):
    assert clean_label(name, DocumentKind.JPEG) == NAMES[name]


@given(st.text(st.characters(), max_size=300))
def test_no_name_gives_a_label_that_is_a_path_or_hides_anything(name):
    label = clean_label(name, DocumentKind.PDF)

    assert 0 < len(label) <= 90
    assert not set(label) & set('/\\<>:"|?*\0\r\n\t')
    assert label not in (".", "..")
    assert label.strip(". ") == label
    assert [sign for sign in label if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")] == []
