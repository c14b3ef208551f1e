"""The page of settings names every environment variable the program reads, and no other."""

import re

from tests.house.tree import ROOT, read_text

READ = re.compile(r"""(?:environ(?:\.get\(|\[)|_flag\()\s*["'](JIFEN_[A-Z_]+)["']""")
PAGE = read_text(ROOT / "docs" / "reference" / "settings.md")


def read_in_code() -> set[str]:
    files = (ROOT / "src").rglob("*.py")
    return {name for path in files for name in READ.findall(read_text(path))}


def test_page_names_what_the_program_reads() -> None:
    assert sorted(re.findall(r"^\| `(JIFEN_[A-Z_]+)` \|", PAGE, re.MULTILINE)) == sorted(read_in_code())


def test_reading_is_found_however_it_is_written() -> None:
    written = "os.environ.get(\n    'JIFEN_A', '')\nos.environ['JIFEN_B']\n_flag(\"JIFEN_C\")\n"

    assert READ.findall(written) == ["JIFEN_A", "JIFEN_B", "JIFEN_C"]
