"""The generator alone: the same seed gives the same story, every story is legal, nothing is left out."""

from __future__ import annotations

from collections import Counter

import pytest

from jifen.rules.model.scheme import Scheme
from tests.oracle.drawing.words import FACTS, RESULTS
from tests.oracle.evaluate import evaluate
from tests.oracle.facts import SchemeHasHoles
from tests.oracle.generator import generate

REASONS = {
    "disabled", "not_in_force", "undecided_yet", "reversed", "outside_period", "not_for_member",
    "condition_false", "condition_unknown", "needs_decider", "needs_document", "needs_evidence",
    "needs_reason", "needs_filing", "value_missing", "value_outside", "value_step", "key_unknown",
    "skipped", "window_over", "absorbed", "limit", "after_left",
}  # fmt: skip
STATES = {
    "number", "zero_vetoed", "zero_floored", "zero_nothing", "not_scored", "no_result", "not_graded",
    "grade_forced", "needs_decision", "undefined", "refused",
}  # fmt: skip
OTHERS = {"gap", "nothing_allotted", "in", "out", "tied", "proposed", "to_decide"}


def test_generate_same_seed_gives_the_same_story() -> None:
    assert [generate(seed) for seed in range(30)] == [generate(seed) for seed in range(30)]


@pytest.mark.harness
def test_generate_reaches_every_state_and_every_reason() -> None:
    seen: Counter[str] = Counter()
    for seed in range(500):
        case = generate(seed)
        scheme = Scheme.model_validate(case.scheme)
        try:
            accounts = evaluate(scheme, case.members, case.facts, case.year, case.as_of).values()
        except SchemeHasHoles:
            seen["refused"] += 1
            continue
        for account in accounts:
            seen.update([account.state, *account.dropped.values(), *account.flags])
            seen.update([*account.quota.values(), *account.proposals.values()])
    assert set(seen) == REASONS | STATES | OTHERS
    assert seen["refused"] < 20


@pytest.mark.harness
def test_generate_with_the_words_about_facts_reaches_their_reasons() -> None:
    seen: set[str] = set()
    for seed in range(120):
        case = generate(seed, FACTS)
        try:
            scheme = Scheme.model_validate(case.scheme)
            found = evaluate(scheme, case.members, case.facts, case.year, case.as_of)
        except SchemeHasHoles:
            continue
        for account in found.values():
            seen.update([*account.dropped.values(), *account.flags])
    assert {"held", "duty_missed", "link_unknown", "needs_any", "plus_unknown"} <= seen
    assert seen <= REASONS | OTHERS | {
        "held", "duty_missed", "link_unknown", "needs_any", "plus_unknown", "value_outside", "not_scored"
    }  # fmt: skip


@pytest.mark.harness
def test_generate_with_the_words_about_results_reaches_their_questions() -> None:
    seen: set[str] = set()
    for seed in range(120):
        case = generate(seed, RESULTS)
        scheme = Scheme.model_validate(case.scheme)
        try:
            found = evaluate(scheme, case.members, case.facts, case.year, case.as_of, whole=case.whole)
        except SchemeHasHoles:
            continue
        for account in found.values():
            seen.update([*account.questions, *(["fed"] if account.feeds else [])])
            seen.update(account.purse.refused.values() if account.purse is not None else ())
    assert seen == {
        "pool_incomplete", "value_unknown", "gate_unknown", "override_unknown", "feed_unknown", "bar_unknown",
        "fed", "barred", "over_balance", "over_limit", "cost_unknown",
    }  # fmt: skip
