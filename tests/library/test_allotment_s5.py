"""The monthly task points of the bureau scheme as an office would rewrite them (E43, AMB-35)."""

from pathlib import Path

import pytest

from jifen.rules.findings import Severity
from jifen.rules.reading import check_scheme

SCHEME = Path(__file__).resolve().parents[2] / "src" / "jifen" / "library" / "bureau-branch" / "scheme.yaml"
MONTHS = "[5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6]"


def list_errors(months: str) -> list[str]:
    """Return the errors of the scheme with other monthly task points."""
    text = SCHEME.read_text(encoding="utf-8")
    assert text.count(MONTHS) == 1
    _, findings = check_scheme(text.replace(MONTHS, months), "细则.yaml")
    return [finding.code for finding in findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("months", [MONTHS, "[5.5, 5.5, 5.9, 5.9, 5.9, 5.9, 5.9, 5.9, 5.9, 5.9, 5.9, 5.9]"])
def test_months_between_five_and_six_that_make_seventy_are_accepted(months: str) -> None:
    assert list_errors(months) == []


@pytest.mark.parametrize(
    ("months", "errors"),
    [
        ("[6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6]", ["allot-sum"]),
        ("[5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]", ["allot-sum"]),
        ("[5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 5, 7]", ["allot-month"]),
    ],
)
def test_months_outside_the_bounds_or_the_sum_are_refused(months: str, errors: list[str]) -> None:
    assert list_errors(months) == errors
