"""Decision records: numbered without a gap, one page each, the same four headings."""

import re
import tomllib

from tests.house.tree import ROOT, read_text

PAGES = sorted((ROOT / "docs" / "adr").glob("*.md"))


def test_records_are_numbered_without_a_gap() -> None:
    assert [int(page.name[:4]) for page in PAGES] == list(range(1, len(PAGES) + 1))


def test_record_has_the_four_headings_and_fits_a_page() -> None:
    headings = {page.name: re.findall(r"^## (.+)$", read_text(page), re.MULTILINE) for page in PAGES}
    lengths = {page.name: len(read_text(page).splitlines()) for page in PAGES}

    assert {
        name for name, found in headings.items() if found != ["Status", "Context", "Decision", "Consequences"]
    } == set()
    assert {name: length for name, length in lengths.items() if length > 60} == {}


def test_record_is_headed_by_its_number() -> None:
    assert [page.name for page in PAGES if not read_text(page).startswith(f"# {int(page.name[:4])}. ")] == []


def test_every_package_asked_for_has_its_line_of_reason() -> None:
    project = tomllib.loads(read_text(ROOT / "pyproject.toml"))
    groups = project["dependency-groups"].values()
    lines = [*project["project"]["dependencies"], *(line for group in groups for line in group)]
    names = [re.match(r"[\w.-]+", line)[0] for line in lines if isinstance(line, str)]
    record = next(page for page in PAGES if "dependencies" in page.name)

    assert [name for name in names if f"`{name}`" not in read_text(record)] == []
