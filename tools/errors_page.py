"""The page of faults: what every code of a finding answers to, from the broken files of the tests."""

from __future__ import annotations

from pathlib import Path

from jifen.rules.codes import CODES

ROOT = Path(__file__).resolve().parent.parent
ERRORS = ROOT / "tests" / "rules" / "errors"
LINES = 20
LONGEST = 160

HEAD = """# 错例

[检查时的提示](../spec/scheme-language/findings.md)每一个代码，这里有一份写错的方案：写错的地方，和程序的原话。回答的写法是
“行:字 轻重 [代码] 在哪里、写的是什么。条款。改法”，前面还有文件名。
**错误**不能采用，**提醒**要有人看过，**说明**只供参考。
"""


def write_page() -> str:
    """Return the page, without the note that it is generated."""
    return "\n".join([HEAD, *(_section(code, meaning) for code, meaning in CODES.items()), ""])


def _section(code: str, meaning: str) -> str:
    """Return what is told of a code: its weight, the lines at fault, the answer."""
    told = (ERRORS / code / "expected.txt").read_text(encoding="utf-8").splitlines()
    answers = [line for line in told if f" [{code}] " in line]
    weights = "、".join(dict.fromkeys(line.split(" ")[1] for line in answers))
    shown = _shown(code, [int(line.split(":")[1]) for line in answers])
    block = [f"- `{code}` {meaning}（{weights}）"]
    block += [f"  - 写成：`{line}`" for line in shown]
    block += [f"  - 回答：{line.removeprefix('scheme.yaml:')}" for line in answers]
    return "\n".join(block)


def _shown(code: str, numbers: list[int]) -> list[str]:
    """Return the lines at fault, where they can be printed."""
    data = (ERRORS / code / "scheme.yaml").read_bytes()
    lines = data.decode("utf-8", "replace").splitlines()
    places = [number for number in dict.fromkeys(numbers) if number <= len(lines)][:LINES]
    found = [lines[number - 1].strip() for number in places]
    return found if all(line.isprintable() and 0 < len(line) <= LONGEST for line in found) else []
