"""Templates: each is used, each text in them is Chinese, none holds a script or a style of its own."""

import re
from collections.abc import Mapping

import pytest

from tests.house.tree import list_files, name, read_text

FOLDER = "src/jifen/web/templates/"
BY_PACKAGES = {
    "429.html": "the framework's name for too many requests",
    "account/": "the sign-in package asks for it by this name",
    "mfa/": "the sign-in package asks for it by this name",
    "allauth/": "the sign-in package asks for it by this name",
}


def list_templates() -> dict[str, str]:
    """Return the text of every template by the name it is asked for."""
    return {
        name(path).removeprefix(FOLDER): read_text(path)
        for path in list_files()
        if name(path).startswith(FOLDER)
    }


def list_unused(templates: Mapping[str, str], sources: str) -> list[str]:
    """Name the templates no program and no template asks for."""
    asked = set(re.findall(r"[\"']([\w/-]+\.(?:html|txt))[\"']", sources))
    for text in templates.values():
        asked |= set(re.findall(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']", text))
    return [path for path in templates if path not in asked and not path.startswith(tuple(BY_PACKAGES))]


def read_sources() -> str:
    """Return the program as one text."""
    return "\n".join(
        read_text(path)
        for path in list_files()
        if name(path).startswith("src/jifen/") and path.suffix == ".py"
    )


def test_every_template_is_used() -> None:
    assert list_unused(list_templates(), read_sources()) == []


def test_every_template_asked_for_exists() -> None:
    templates = list_templates()
    asked = set(re.findall(r"render\(\s*request,\s*[\"']([\w/-]+\.html)[\"']", read_sources()))
    for text in templates.values():
        asked |= set(re.findall(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']", text))

    assert sorted(asked - set(templates)) == []


@pytest.mark.canary("页面模板", "有模板没人用")
def test_template_nobody_asks_for_is_named() -> None:
    templates = {
        "base.html": "",
        "a.html": '{% extends "base.html" %}',
        "b.html": "",
        "account/login.html": "",
    }

    assert list_unused(templates, 'render(request, "a.html")') == ["b.html"]


FOREIGN = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", re.I)
ENGLISH = re.compile(r">[^<{]*?\b([A-Za-z]{3,})\b[^<{]*?<")
ALLOWED_WORDS = {"PDF", "Excel", "WPS", "xlsx", "jifen", "Ctrl"}


def list_wrong(templates: Mapping[str, str]) -> list[str]:
    """Name scripts and styles inside templates, and words of English between their tags."""
    found = []
    for path, text in templates.items():
        plain = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", text, flags=re.DOTALL)
        found += [f"{path}: {hit.group().strip()}" for hit in FOREIGN.finditer(plain)]
        found += [f"{path}: {word}" for word in ENGLISH.findall(plain) if word not in ALLOWED_WORDS]
    return found


def test_templates_hold_no_script_no_style_and_no_english() -> None:
    assert list_wrong(list_templates()) == []


@pytest.mark.canary("页面模板", "页面里写脚本、样式、英文")
def test_script_style_and_english_are_named() -> None:
    planted = {"a.html": "<p style='x'>好</p><script>x</script><a onclick='x'>好</a><b>Submit 好</b>"}

    assert list_wrong(planted) == ["a.html: style=", "a.html: <script", "a.html: onclick=", "a.html: Submit"]
