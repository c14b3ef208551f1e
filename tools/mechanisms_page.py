"""The page of mechanisms, written from the gallery: what each is, with which words, and where it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from jifen.rules.yamlfile import parse

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "tests" / "rules" / "mechanisms"
LINK = "../../tests/rules/mechanisms"
SECTIONS = {
    "A": "给谁计分",
    "B": "一件事怎样变成分",
    "C": "封顶和下限",
    "D": "怎样合成积分",
    "E": "时间",
    "F": "一票否决和直接认定",
    "G": "等次",
    "H": "结果运用",
    "I": "兑换",
    "J": "由人评分",
    "K": "手续",
    "L": "原文没有说清的",
    "M": "先后次序",
}
INTRO = """\
# 积分办法里的各种写法，一种一个样例

各地的积分办法里见得到的计分写法，一种一个代码。每一种都有一份很短的办法、几条算例；拿掉这一种写法，算例就不再相符——所以样例里起作用的
确实是它。分数和名称都是编的。词的意思见[积分办法的写法](../spec/scheme-language.md)。

样例文件夹里：`scheme.yaml` 是办法，`cases.yaml` 是算例，`mutation.yaml` 写明拿掉哪几个字就没有了这一种写法。有的
写法不止一个样例，例如 `B11-2` 是 `B11` 的另一种。拿一份样例来试：`jifen scheme check 样例文件夹`。
"""


def write_page() -> str:
    """Return the page, without the note that it is generated."""
    blocks = [INTRO]
    for letter, title in SECTIONS.items():
        rows = "\n".join(_row(code) for code in _codes(letter))
        blocks.append(
            f"## {letter} {title}\n\n| 代码 | 是什么 | 用到的词 | 样例 |\n| --- | --- | --- | --- |\n{rows}\n"
        )
    left_out = _read(GALLERY / "not-expressible.yaml")
    if left_out:
        rows = "\n".join(
            f"| {code} | {said['title']} | {said['reason']} | {said['next']} |"
            for code, said in left_out.items()
        )
        blocks.append(
            f"## 还写不出来的\n\n| 代码 | 是什么 | 为什么 | 下一步 |\n| --- | --- | --- | --- |\n{rows}\n"
        )
    return "\n".join(blocks)


def _codes(letter: str) -> list[str]:
    folders = [path.name for path in GALLERY.iterdir() if path.is_dir() and path.name[0] == letter]
    return sorted(folders, key=lambda code: [int(number) for number in code[1:].split("-")])


def _row(code: str) -> str:
    first = (GALLERY / code / "scheme.yaml").read_text(encoding="utf-8").split("\n", 1)[0]
    said = first.removeprefix(f"# {code} ").removesuffix("。")
    words = "、".join(f"`{word}`" for word in _read(GALLERY / code / "mutation.yaml")["words"])
    return f"| {code} | {said} | {words} | [{code}]({LINK}/{code}/scheme.yaml) |"


def _read(path: Path) -> dict[str, Any]:
    return cast("dict[str, Any]", parse(path.read_bytes(), path.name).tree)
