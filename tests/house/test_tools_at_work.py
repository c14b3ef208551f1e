"""The tools are set as strictly as the house asks: each refuses what is planted."""

import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.oracle.test_imports import ALLOWED, GROUND, imported

UNTYPED = "def double(number):\n    return number * 2\n"
UNUSED = "import os\n"
UNFORMATTED = "double = lambda number : number*2\n"
UNDECLARED = "import sqlalchemy\n"


def refuses(*words: str, cwd: Path = ROOT) -> str:
    """What a tool says in refusing; the test fails where it does not refuse."""
    program = Path(sys.executable).with_name(words[0])
    finished = subprocess.run(
        [program, *words[1:]], cwd=cwd, capture_output=True, encoding="utf-8", check=False
    )
    assert finished.returncode == 1, finished.stdout + finished.stderr
    return finished.stdout + finished.stderr


@pytest.mark.canary("类型", "一个没有写明类型的函数")
def test_function_without_types_is_refused(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(UNTYPED, encoding="utf-8")
    settings = ("--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(tmp_path))

    assert "[no-untyped-def]" in refuses("mypy", *settings, str(planted))


@pytest.mark.canary("代码规矩", "一个没有用到的引用")
def test_import_nobody_uses_is_refused(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(UNUSED, encoding="utf-8")

    assert "F401" in refuses("ruff", "check", "--no-cache", "--config", "pyproject.toml", str(planted))


@pytest.mark.canary("代码样式", "一行没有排好的代码")
def test_line_out_of_format_is_refused(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(UNFORMATTED, encoding="utf-8")

    said = refuses("ruff", "format", "--check", "--no-cache", "--config", "pyproject.toml", str(planted))
    assert "1 file would be reformatted" in said


@pytest.mark.canary("依赖", "用了没有申明的软件包")
def test_package_not_asked_for_is_refused(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "src" / "jifen").mkdir(parents=True)
    (tmp_path / "src" / "jifen" / "planted.py").write_text(UNDECLARED, encoding="utf-8")

    assert "'sqlalchemy'" in refuses("deptry", "src", cwd=tmp_path)


@pytest.mark.canary("警告", "程序发出一句警告")
def test_warning_is_an_error() -> None:
    with pytest.raises(UserWarning, match="planted"):
        warnings.warn("planted", stacklevel=1)


@pytest.mark.canary("对照程序独立", "对照程序引用计分程序")
def test_import_of_the_engine_into_the_reference_is_named(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("def late():\n    from jifen.engine.program import score\n", encoding="utf-8")

    assert [name for name in imported(planted) if not name.startswith((*ALLOWED, *GROUND))] == [
        "jifen.engine.program"
    ]
