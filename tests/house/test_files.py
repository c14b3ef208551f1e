"""Files: short enough to read, and naming nothing but the project itself."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.house.tree import ROOT, list_files, name, read_text

LONGEST = 500
READ_BY_PEOPLE = {".py", ".md", ".toml", ".html", ".css", ".js"}

# In pieces, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a package registry or mirror": [
        r"pypi\." + "org",
        "python" + "hosted",
        r"npmjs\." + "(org|com)",
        r"deb\.debian\." + "org",
        r"(tuna|aliyun|ustc|douban)[\w.]*/" + "(pypi|simple)",
    ],
    "a path of one machine": [
        rf"(?<![\w.)\]}}]){re.escape('/' + part + '/')}" for part in ("work", "root", "home")
    ]
    + ["[A-Z]:" + r"\\Users\\"],
    "a tool that writes text": [
        rf"\b{part}\b"
        for part in ("clau" + "de", "anthro" + "pic", "open" + "ai", "chat" + "gpt", "copi" + "lot")
    ],
}


def too_long(files: Mapping[str, str]) -> list[str]:
    """The names of the files nobody would read to the end; a generated page is for looking things up."""
    kinds = tuple(READ_BY_PEOPLE)
    return [
        path
        for path, text in files.items()
        if len(text.splitlines()) > LONGEST
        and path.endswith(kinds)
        and "/migrations/" not in path
        and "生成，请勿手改" not in text.partition("\n")[0]
    ]


def broken_links(page: Path) -> list[str]:
    """The links of a page that lead to no file."""
    text = re.sub(r"```.*?```", "", read_text(page), flags=re.DOTALL)
    targets = re.findall(r"\]\(<?([^)>#\s]+)", text)
    return [
        target
        for target in targets
        if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists()
    ]


def test_no_file_is_longer_than_can_be_read() -> None:
    assert too_long({name(path): read_text(path) for path in list_files()}) == []


@pytest.mark.canary("文件长短", "一个文件 501 行")
def test_a_file_that_is_too_long_is_named() -> None:
    files = {"a.py": "\n" * 501, "b.py": "\n" * 500, "c.yaml": "\n" * 501}

    assert too_long(files) == ["a.py"]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    pattern = re.compile("|".join(FORBIDDEN[what]), re.IGNORECASE)

    found = [
        f"{name(path)}:{number}: {hit[0]}"
        for path in list_files()
        for number, line in enumerate(read_text(path).splitlines(), start=1)
        if (hit := pattern.search(line))
    ]

    assert found == []


@pytest.mark.canary("文件里不许写的", "软件源的地址、一台电脑上的路径、写文字的工具的名字")
@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a package registry or mirror", "https://pypi" + ".org/simple"),
        ("a path of one machine", "open('/" + "work/main/a.py')"),
        ("a path of one machine", "C:" + "\\Users\\李明"),
        ("a tool that writes text", "asked Chat" + "GPT"),
    ],
)
def test_forbidden_words_are_found_where_they_stand(what: str, line: str) -> None:
    assert re.search("|".join(FORBIDDEN[what]), line, re.IGNORECASE)


def test_links_between_pages_lead_to_files() -> None:
    pages = [page for page in list_files() if page.suffix == ".md"]

    assert [f"{name(page)}: {target}" for page in pages for target in broken_links(page)] == []


@pytest.mark.canary("页面之间的链接", "链接指向没有的文件")
def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[好](page.md) [坏](gone.md) [外](mailto:a)\n```\n[例](example.md)\n```\n", "utf-8")

    assert broken_links(page) == ["gone.md"]


def test_changelog_opens_with_what_is_not_released() -> None:
    headings = re.findall(r"^## (.+)$", read_text(ROOT / "CHANGELOG.md"), re.MULTILINE)

    assert headings[0] == "未发布"
