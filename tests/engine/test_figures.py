"""Points from a number, over facts at hand: exact, whatever the numbers are."""

from fractions import Fraction

import pytest

from jifen.engine.codes import Drop
from tests.engine.bench import compiled, fact, person, scored

SCHEME = """
    scheme: figures
    title: 按数计分
    people: {{scored: [formal], graded: [formal]}}
    parts:
      - part: base
        title: 基准分
        items:
          - {{item: base.help, title: 帮扶, facts: {{help: {{title: 帮扶, points: {points}}}}}}}
    total: {{score: base}}
"""
PER = "{per: 30, give: 0.5, of: quantity, whole: %s}"
SLICES = "{slices: [{to: 1000, per: 100, give: 1}, {to: 2000, per: 200, give: 1}, {per: 1000, give: 0.5}], of: amount}"
AROUND = "{around: 10, at: 5, more: 0.5, less: 1, step: 2, whole: %s}"
SHARE = "{share: [quantity, amount], full: 10, none: %s}"


def worth(points: str, **fields: object) -> Fraction | Drop:
    """What one fact with these fields is worth, or why it counts nothing."""
    (account,) = scored(
        compiled(SCHEME.format(points=points)),
        [person("李明")],
        [fact(1, "help", "2026-03-01", **fields)],  # type: ignore[arg-type]
    )
    (entry,) = account.entries
    assert account.score == entry.credited == entry.value
    return entry.drop or entry.value


@pytest.mark.parametrize(
    ("points", "fields", "found"),
    [
        (PER % "false", {"quantity": 45}, Fraction(3, 4)),
        (PER % "true", {"quantity": 89}, Fraction(1)),
        (PER % "true", {"quantity": -45}, Fraction(-1, 2)),
        (PER % "false", {}, Fraction(1, 60)),
        (SLICES, {"amount": 500}, Fraction(5)),
        (SLICES, {"amount": 1500}, Fraction(25, 2)),
        (SLICES, {"amount": 5000}, Fraction(33, 2)),
        (SLICES, {"amount": -5}, Fraction(0)),
        (SLICES, {}, Drop.KEY_UNKNOWN),
        (SLICES.replace("{per: 1000, give: 0.5}", "{to: 3000, per: 7, give: 7}"), {"amount": 9000}, Fraction(1015)),
        (AROUND % "true", {"quantity": 15}, Fraction(6)),
        (AROUND % "false", {"quantity": 15}, Fraction(25, 4)),
        (AROUND % "true", {"quantity": 7}, Fraction(4)),
        (AROUND % "false", {"quantity": 7}, Fraction(7, 2)),
        (AROUND % "true", {"quantity": 10}, Fraction(5)),
        (SHARE % "skip", {"quantity": 2, "amount": 7}, Fraction(20, 7)),
        (SHARE % "ask", {"quantity": 2, "amount": 0}, Drop.KEY_UNKNOWN),
        (SHARE % "skip", {"amount": 3}, Drop.SKIPPED),
        (SHARE % "-2", {"quantity": 2}, Fraction(-2)),
        (SHARE % "0.25", {"quantity": 2}, Fraction(1, 4)),
    ],
)  # fmt: skip
def test_a_number_is_worth(points: str, fields: dict[str, object], found: Fraction | Drop) -> None:
    assert worth(points, **fields) == found


def test_a_share_times_a_third_is_exact() -> None:
    text = SCHEME.format(points="{share: [quantity, amount], full: 10}, times: {by: 1/3, when: on_time}")
    found = scored(
        compiled(text),
        [person("李明")],
        [
            fact(1, "help", "2026-03-01", quantity=2, amount=7, on_time=True),
            fact(2, "help", "2026-03-02", quantity=2),
        ],
    )[0]
    assert [entry.value for entry in found.entries] == [Fraction(20, 21), 0]
    assert found.score == Fraction(20, 21)
