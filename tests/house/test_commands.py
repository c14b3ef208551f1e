"""The two commands: plain Python, the standard library alone, no shell, no make, no package manager."""

import ast
import importlib
import importlib.util
import os
import re
import subprocess
import sys
from types import ModuleType

import pytest

from tests.house.tree import ROOT

RUN_PATH = ("run", "score_sample", "assets", "bootstrap")
PROGRAMS_OF_A_SYSTEM = {
    "apt",
    "apt-get",
    "bash",
    "brew",
    "cmd",
    "dnf",
    "make",
    "powershell",
    "sh",
    "sudo",
    "yum",
}
SHELL_CALLS = {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"}


def read_tool(name: str) -> ast.Module:
    return ast.parse((ROOT / "tools" / f"{name}.py").read_text(encoding="utf-8"))


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("bootstrap")


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch, tool: ModuleType) -> ModuleType:
    spec = importlib.util.spec_from_file_location("house_checks", ROOT / "tools" / "test.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "house_checks", module)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", RUN_PATH)
def test_run_imports_the_standard_library_alone(name: str) -> None:
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(read_tool(name))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }

    assert {module.split(".")[0] for module in imported} <= {*sys.stdlib_module_names, "assets", "bootstrap"}


@pytest.mark.parametrize("name", RUN_PATH)
def test_run_calls_no_shell(name: str) -> None:
    calls = [node for node in ast.walk(read_tool(name)) if isinstance(node, ast.Call)]

    assert [ast.unparse(call) for call in calls if any(word.arg == "shell" for word in call.keywords)] == []
    assert {ast.unparse(call.func) for call in calls} & SHELL_CALLS == set()


PREPARED = ["python", "python", "uv", "uv"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("run", [*PREPARED, "npm", "jifen", "jifen", "jifen"]),
        ("score_sample", [*PREPARED, "jifen", "jifen"]),
    ],
)
def test_tool_calls_python_and_what_it_installed_and_nothing_else(name: str, expected: list[str]) -> None:
    finished = subprocess.run(
        [sys.executable, ROOT / "tools" / f"{name}.py", "--dry-run"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
    )

    commands = [line.split() for line in finished.stdout.splitlines()[1:]]
    called = [re.sub(r"\.(exe|cmd)$", "", re.split(r"[\\/]", command[0])[-1]) for command in commands]
    assert [re.sub(r"[\d.]+$", "", program) for program in called] == expected
    assert PROGRAMS_OF_A_SYSTEM.intersection(word for command in commands for word in command) == set()


@pytest.mark.parametrize(
    ("windows", "expected"), [(True, ("Scripts", "jifen.exe")), (False, ("bin", "jifen"))]
)
def test_program_is_found_on_either_system(
    tool: ModuleType, windows: bool, expected: tuple[str, ...]
) -> None:
    assert tool.script("jifen", windows=windows).relative_to(ROOT / ".venv").parts == expected


def test_settings_of_pip_are_handed_on_to_uv(tool: ModuleType) -> None:
    said = "global.index-url='https://mirror.example/simple'\nglobal.timeout='60'\n"
    said += "install.trusted-host='mirror.example\\nother.example'\n"

    assert tool.uv_settings(said, {}) == {
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "UV_INSECURE_HOST": "mirror.example other.example",
    }


def test_setting_of_the_environment_wins_over_the_file(tool: ModuleType) -> None:
    said = ":env:.index-url='https://near.example'\nglobal.index-url='https://far.example'\n"

    assert tool.uv_settings(said, {}) == {"UV_DEFAULT_INDEX": "https://near.example"}


def test_setting_uv_already_has_is_kept(tool: ModuleType) -> None:
    said = "global.index-url='https://mirror.example/simple'\n"

    assert tool.uv_settings(said, {"UV_DEFAULT_INDEX": "https://chosen.example"}) == {}


def test_python_that_is_too_old_is_refused_in_words(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(sys, "version", "3.9.2 (default)")

    with pytest.raises(SystemExit) as refusal:
        tool.prepare("run.lock", tool.Caller())

    assert refusal.value.code == "需要 Python 3.11 或更高版本，现在用的是 3.9.2。请安装新版本后再运行。"


def test_summary_ends_with_the_line_of_pytest_and_the_browser_tests_not_run(checks: ModuleType) -> None:
    outcomes = [
        checks.Outcome("lint", True, 0.2, "All checks passed!\n"),
        checks.Outcome("tests", True, 61.2, "browser tests not run: 0\n==== 812 passed in 61.20s ====\n"),
        checks.Outcome("harness", True, 9.5, "browser tests not run: 0\n==== 70 passed in 9.50s ====\n"),
    ]

    assert checks.summarise(outcomes, strict=True) == (
        [
            "",
            "--- all checks ---",
            "ok      lint             0.2 s",
            "ok      tests           61.2 s",
            "ok      harness          9.5 s",
            "tests: ==== 812 passed in 61.20s ====",
            "harness: ==== 70 passed in 9.50s ====",
            "browser tests not run: 0",
        ],
        True,
    )


def is_good(checks: ModuleType, passed: bool, printed: str, strict: bool) -> bool:
    """What the summary makes of a harness that went well and of tests with this outcome."""
    harness = checks.Outcome("harness", True, 1.0, "browser tests not run: 0\n==== 9 passed in 1s ====\n")
    return bool(checks.summarise([checks.Outcome("tests", passed, 1.0, printed), harness], strict=strict)[1])


@pytest.mark.canary("总结果", "有测试不通过、浏览器测试没有运行、测试程序什么也没有说")
@pytest.mark.parametrize(
    ("passed", "printed", "strict"),
    [
        (False, "browser tests not run: 0\n==== 1 failed, 9 passed in 1s ====\n", False),
        (True, "browser tests not run: 3\n==== 9 passed, 3 skipped in 1s ====\n", True),
        (True, "", False),
    ],
)
def test_summary_is_bad(checks: ModuleType, passed: bool, printed: str, strict: bool) -> None:
    assert not is_good(checks, passed, printed, strict)


def test_summary_takes_browser_tests_not_run_only_where_they_are_not_asked_for(checks: ModuleType) -> None:
    assert is_good(checks, True, "browser tests not run: 3\n==== 9 passed, 3 skipped in 1s ====\n", False)


def test_two_commands_are_those_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = ("make run", "make test", "python tools/run.py", "python tools/test.py")

    assert [command for command in commands if command not in readme] == []
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
