"""Decision records: numbered without a gap, one page each, the same four headings."""

import re
import tomllib

import pytest

from tests.house.tree import ROOT, read_text

HEADINGS = ["Status", "Context", "Decision", "Consequences"]
LONGEST = 60
PAGES = sorted((ROOT / "docs" / "adr").glob("*.md"))


def list_faults(name: str, text: str) -> list[str]:
    """Return what is wrong with a record: its headings, its length, its number."""
    faults = {
        "headings": re.findall(r"^## (.+)$", text, re.MULTILINE) != HEADINGS,
        "length": len(text.splitlines()) > LONGEST,
        "number": not text.startswith(f"# {int(name[:4])}. "),
    }
    return [fault for fault, found in faults.items() if found]


def test_records_are_numbered_without_a_gap() -> None:
    assert [int(page.name[:4]) for page in PAGES] == list(range(1, len(PAGES) + 1))


def test_record_has_its_number_the_four_headings_and_fits_a_page() -> None:
    assert {page.name: list_faults(page.name, read_text(page)) for page in PAGES} == {
        page.name: [] for page in PAGES
    }


@pytest.mark.canary("决定的记录", "标题不全、超过一页、编号不对")
@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        (("## Context\n", ""), "headings"),
        (("## Status\n", "## Status\n" + "\n" * 60), "length"),
        (("# 7. ", "# 8. "), "number"),
    ],
)
def test_faulty_record_is_named(planted: tuple[str, str], fault: str) -> None:
    sound = "# 7. A title\n" + "".join(f"## {heading}\n" for heading in HEADINGS)

    assert list_faults("0007-title.md", sound) == []
    assert list_faults("0007-title.md", sound.replace(*planted)) == [fault]


def test_every_package_asked_for_has_its_line_of_reason() -> None:
    project = tomllib.loads(read_text(ROOT / "pyproject.toml"))
    groups = project["dependency-groups"].values()
    lines = [*project["project"]["dependencies"], *(line for group in groups for line in group)]
    names = [re.match(r"[\w.-]+", line)[0] for line in lines if isinstance(line, str)]
    records = "".join(read_text(page) for page in PAGES if "dependencies" in page.name)

    assert [name for name in names if f"`{name}`" not in records] == []
