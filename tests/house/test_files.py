"""Files: short enough to read, and naming nothing but the project itself."""

import re

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


def test_no_file_is_longer_than_can_be_read() -> None:
    lengths = {name(path): len(read_text(path).splitlines()) for path in list_files()}

    assert {
        path: length
        for path, length in lengths.items()
        if length > LONGEST and any(path.endswith(kind) for kind in READ_BY_PEOPLE)
    } == {}


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
    broken = [
        f"{name(page)}: {target}"
        for page in list_files()
        if page.suffix == ".md"
        for target in re.findall(
            r"\]\(<?([^)>#\s]+)", re.sub(r"```.*?```", "", read_text(page), flags=re.DOTALL)
        )
        if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists()
    ]

    assert broken == []


def test_changelog_opens_with_what_is_not_released() -> None:
    headings = re.findall(r"^## (.+)$", read_text(ROOT / "CHANGELOG.md"), re.MULTILINE)

    assert headings[0] == "未发布"
