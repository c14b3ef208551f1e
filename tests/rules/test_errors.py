"""Every code of a finding has a broken scheme file of its own, answered exactly as written beside it."""

from pathlib import Path

import pytest

from jifen.rules.codes import CODES, RETIRED
from jifen.rules.reading import check_scheme

ERRORS = Path(__file__).parent / "errors"


def broken(code: str) -> bytes:
    """The broken file; where ``repeat.txt`` stands beside it, its last line so many times."""
    data = (ERRORS / code / "scheme.yaml").read_bytes()
    repeat = ERRORS / code / "repeat.txt"
    if not repeat.exists():
        return data
    *before, last = data.splitlines(keepends=True)
    return b"".join(before) + last * int(repeat.read_text(encoding="ascii"))


def test_every_code_has_a_broken_file():
    assert sorted(folder.name for folder in ERRORS.iterdir()) == sorted(CODES)


def test_a_code_that_is_no_longer_used_is_not_given_away():
    assert set(CODES).isdisjoint(RETIRED)


@pytest.mark.parametrize("code", CODES)
def test_a_broken_file_is_answered_exactly(code: str):
    _, findings = check_scheme(broken(code), "scheme.yaml", (2025, 2026))

    expected = (ERRORS / code / "expected.txt").read_text(encoding="utf-8")
    assert "".join(f"{finding}\n" for finding in findings) == expected
    assert code in {finding.code for finding in findings}


@pytest.mark.parametrize("code", CODES)
def test_a_finding_says_where_what_and_what_to_do(code: str):
    _, findings = check_scheme(broken(code), "scheme.yaml", (2025, 2026))

    for finding in findings:
        assert finding.place.file == "scheme.yaml"
        assert finding.message
        assert finding.remedy
        assert not finding.message.endswith("。")
        assert len(str(finding)) < 500
        assert str(finding).isprintable()
