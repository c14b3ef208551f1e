"""The files for a server name commands, options and settings that exist; they are not run here."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from ruamel.yaml import YAML

from jifen.cli.main import main
from tests.house.tree import ROOT, read_text

UNITS = sorted((ROOT / "deploy").glob("*.service"))
SETTINGS = read_text(ROOT / "docs" / "reference" / "settings.md")


def list_commands(unit: Path) -> list[list[str]]:
    """Return the words after the program of every command a unit runs."""
    lines = re.findall(r"^Exec\w+=\S*/jifen (.+)$", read_text(unit), re.MULTILINE)
    return [shlex.split(line) for line in lines]


def find_fault(command_line: list[str]) -> str:
    """Return what is wrong with a command; empty when it would be understood."""
    command: click.Command = main
    words = list(command_line)
    while isinstance(command, click.Group):
        word = words.pop(0)
        found = command.commands.get(word)
        if found is None:
            return f"没有命令 {word}"
        command = found
    known = {name for option in command.params for name in option.opts}
    return "".join(f"没有选项 {word}" for word in words if word.startswith("--") and word not in known)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_unit_runs_commands_that_exist_and_sets_what_is_told(unit: Path) -> None:
    commands = list_commands(unit)
    named = re.findall(r"^Environment=(JIFEN_\w+)=", read_text(unit), re.MULTILINE)

    assert commands
    assert [fault for words in commands if (fault := find_fault(words))] == []
    assert [name for name in named if f"`{name}`" not in SETTINGS] == []


@pytest.mark.canary("服务器用的文件", "写了没有的命令、没有的选项")
def test_command_that_does_not_exist_is_named() -> None:
    assert find_fault(["site", "server"]) == "没有命令 server"
    assert find_fault(["site", "serve", "--fast"]) == "没有选项 --fast"


# Containers -------------------------------------------------------------------

COMPOSE = ROOT / "deploy" / "compose.yaml"
DOCKERFILE = read_text(ROOT / "deploy" / "Dockerfile")
NO_VOLUME = ("/", "./", "../")


def parts_of(compose: dict[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    """Yield which service names which volume, network or secret; folders of the machine are no volumes."""
    for name, service in compose["services"].items():
        for one in service.get(kind, ()):
            named = str(one).partition(":")[0] if kind == "volumes" else str(one)
            if not (kind == "volumes" and named.startswith(NO_VOLUME)):
                yield name, named


def find_compose_faults(compose: dict[str, Any]) -> list[str]:
    """Return what does not hold together in a compose file, and what is run that does not exist."""
    services = compose["services"]
    faults = [
        f"{name}：没有 {named}"
        for kind in ("volumes", "networks", "secrets")
        for name, named in parts_of(compose, kind)
        if named not in compose[kind]
    ]
    for name, service in services.items():
        command = service.get("command", [])
        if command[:1] == ["jifen"] and (fault := find_fault(command[1:])):
            faults.append(f"{name}：{fault}")
        for other, wanted in service.get("depends_on", {}).items():
            if other not in services:
                faults.append(f"{name}：没有 {other}")
            elif wanted["condition"] == "service_healthy" and "healthcheck" not in services[other]:
                faults.append(f"{name}：{other} 没有健康检查")
        settings = [one for one in service.get("environment", {}) if one.startswith("JIFEN_")]
        known = SETTINGS + read_text(ROOT / "deploy" / "Caddyfile")
        faults += [f"{name}：没有设置 {one}" for one in settings if one not in known]
    for one in compose["secrets"].values():
        if not str(one.get("file", "")).startswith("secrets/"):
            faults.append("密码不在文件夹 secrets 里")
    return faults


def read_compose() -> dict[str, Any]:
    compose: dict[str, Any] = YAML(typ="safe").load(read_text(COMPOSE))
    return compose


def test_compose_file_holds_together_and_runs_what_exists() -> None:
    assert find_compose_faults(read_compose()) == []


def test_containers_run_the_same_commands_as_the_units() -> None:
    services = read_compose()["services"]
    run = [
        service["command"][1:] for service in services.values() if service.get("command", [""])[0] == "jifen"
    ]
    prepare, serve = list_commands(ROOT / "deploy" / "jifen.service")
    backup, _ = list_commands(ROOT / "deploy" / "jifen-backup.service")

    # Inside, the door stands open to the proxy; outside it does not.
    assert run == [
        prepare,
        [*serve[:2], "--host", "0.0.0.0", *serve[2:]],
        ["site", "backup", "/backup", *backup[3:]],
    ]
    assert not any("ports" in service for name, service in services.items() if name != "caddy")
    assert json.loads(DOCKERFILE.rpartition("CMD ")[2]) == ["jifen", *run[1]]


def test_image_is_built_from_files_that_are_there_and_its_dump_fits_the_database() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    left_out = read_text(ROOT / "deploy" / "Dockerfile.dockerignore").splitlines()
    services = read_compose()["services"]

    assert [name for words in copied for name in words.split() if not (ROOT / name).exists()] == []
    assert services["database"]["image"].startswith("postgres:15")
    assert "postgresql-client-15" in DOCKERFILE
    assert {"var", "deploy/secrets", ".git"} <= set(left_out)
    # The address the site believes is the one the proxy has.
    proxy = services["caddy"]["networks"]["inside"]["ipv4_address"]
    assert {services[name]["environment"]["JIFEN_PROXY"] for name in ("prepare", "site", "backup")} == {proxy}
    assert services["caddy"]["environment"]["JIFEN_DOMAIN"] == services["site"]["environment"]["JIFEN_HOSTS"]


@pytest.mark.canary("服务器用的文件", "compose 里没有的卷、没有的命令、等一个没有健康检查的、明写的密码")
def test_compose_file_that_does_not_hold_together_is_named() -> None:
    compose = read_compose()
    compose["services"]["site"]["volumes"] = ["elsewhere:/data"]
    compose["services"]["site"]["command"] = ["jifen", "site", "serve", "--fast"]
    compose["services"]["site"]["environment"] = {"JIFEN_SPEED": "9"}
    del compose["services"]["database"]["healthcheck"]
    compose["secrets"]["database_password"] = {"environment": "PASSWORD"}

    assert find_compose_faults(compose) == [
        "site：没有 elsewhere",
        "prepare：database 没有健康检查",
        "site：没有选项 --fast",
        "site：没有设置 JIFEN_SPEED",
        "backup：database 没有健康检查",
        "密码不在文件夹 secrets 里",
    ]


# Windows ----------------------------------------------------------------------

SCRIPTS = sorted((ROOT / "deploy" / "windows").glob("*.ps1"))
PAIRS = {")": "(", "}": "{", "]": "["}


def find_script_faults(text: str) -> list[str]:
    """Return what is wrong with a script, as far as it shows without running it."""
    faults = [] if text.startswith("\ufeff") else ["没有字节序标记：旧的 PowerShell 会把汉字读成乱码"]
    bare = re.sub(r"(?m)#.*$|`.", "", text)
    if bare.count('"') % 2:
        faults.append("引号不成对")
    open_ones: list[str] = []
    for sign in re.sub(r'"[^"]*"', "", bare):
        if sign in PAIRS.values():
            open_ones.append(sign)
        elif sign in PAIRS and (not open_ones or open_ones.pop() != PAIRS[sign]):
            faults.append(f"多了一个 {sign}")
    faults += [f"没有关上 {sign}" for sign in open_ones]
    for words in re.findall(r"(?:jifen|\$Jifen)(?:`\")? (site [^\"\r\n]+)", text, re.IGNORECASE):
        if fault := find_fault(words.replace("$Port", "8000").split()):
            faults.append(fault)
    settings = set(re.findall(r"\b(JIFEN_\w+)", text))
    return faults + [f"没有设置 {name}" for name in sorted(settings) if f"`{name}`" not in SETTINGS]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script_is_whole_and_runs_what_exists(script: Path) -> None:
    assert find_script_faults(read_text(script)) == []


def test_scripts_put_up_and_take_down_the_same_task() -> None:
    install, remove = map(read_text, SCRIPTS)
    name = r'\$TaskName = "(\w+)"'

    assert re.findall(name, install) == re.findall(name, remove) == ["jifen"]
    assert "Register-ScheduledTask -TaskName $TaskName" in install
    assert "-AtStartup" in install
    assert "site serve --port $Port" in install
    assert "Unregister-ScheduledTask -TaskName $TaskName" in remove
    # Windows has one process only; other machines are not let in.
    assert "--processes" not in install
    assert "--host" not in install


def test_guide_says_what_was_not_tried() -> None:
    guides = ROOT / "docs" / "guide"

    assert "未在此试过" in read_text(guides / "备份和县里的服务器.md").partition("compose.yaml")[2]
    assert "未在此试过" in read_text(guides / "安装和启动.md").partition("install-task.ps1")[2]


@pytest.mark.canary("服务器用的文件", "脚本里少一个括号、没有的命令、没有的设置、读成乱码")
def test_script_that_would_not_run_is_named() -> None:
    text = 'if ($x) {\n& $Jifen site prepar\n$env:JIFEN_SPEED = "1"\n'

    assert find_script_faults(text) == [
        "没有字节序标记：旧的 PowerShell 会把汉字读成乱码",
        "没有关上 {",
        "没有命令 prepar",
        "没有设置 JIFEN_SPEED",
    ]
