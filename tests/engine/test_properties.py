"""The guarantees of LANGUAGE §5, on whatever schemes, members and facts the generator draws."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jifen.engine.result import Account as Result
from tests.engine.adapter import Answer, answer, answer_for, compiled
from tests.oracle.facts import Account, Fact
from tests.oracle.generator import Case, cases
from tests.oracle.story import fact, member

pytestmark = pytest.mark.harness


def scored(case: Case) -> Answer:
    """The engine's answer; stories with live holes are passed over."""
    found = answer(case)
    assume(found is not None)
    assert found is not None
    return found


def without_trace(account: Account) -> Account:
    """An account without what is said of single entries."""
    return replace(account, credited={}, dropped={})


@given(case=cases(), order=st.randoms(use_true_random=False))
def test_order_of_entry_does_not_matter(case: Case, order: Random) -> None:
    shuffled = deepcopy(case)
    order.shuffle(shuffled.facts)
    order.shuffle(shuffled.members)
    one, other = scored(case).accounts, scored(shuffled).accounts
    assert {name: without_trace(account) for name, account in one.items()} == {
        name: without_trace(account) for name, account in other.items()
    }


@given(case=cases())
def test_credit_is_never_larger_than_the_multiplied_value(case: Case) -> None:
    entries = [entry for result in scored(case).results.values() for entry in result.entries]
    assert [entry for entry in entries if abs(entry.credited) > abs(entry.value)] == []
    assert [entry for entry in entries if entry.credited * entry.value < 0] == []


@given(case=cases())
def test_trace_adds_up_to_the_score(case: Case) -> None:
    known = [result for result in scored(case).results.values() if result.score is not None]
    assert [result.trace_sum for result in known] == [result.score for result in known]


@given(case=cases())
def test_same_story_twice_gives_the_same_bytes(case: Case) -> None:
    assert bytes_of(scored(case)) == bytes_of(scored(deepcopy(case)))


def bytes_of(found: Answer) -> bytes:
    return "\n".join(repr(replace_tables(result)) for result in found.results.values()).encode()


def replace_tables(result: Result) -> Result:
    """The result without the tables of its scheme, which are the same object in every account."""
    return replace(result, tables=None)  # type: ignore[arg-type]


@given(case=cases())
def test_branch_alone_equals_branch_inside_the_county(case: Case) -> None:
    assume(len({one.branch for one in case.members}) == 1)
    county = replace(case, members=list(case.members), facts=list(case.facts))
    for mark, branch in (("甲", "东村支部"), ("乙", "西村支部")):
        copy = renamed(case, mark, branch)
        county.members += copy.members
        county.facts += copy.facts
    alone, inside = scored(case).accounts, scored(county).accounts
    for name, account in alone.items():
        assert inside[name] == account
        assert without_trace(inside[f"{name}乙"]) == without_trace(account)


@given(case=cases(), place=st.integers(min_value=0), which=st.integers(min_value=0))
def test_reversal_restores_exactly_the_account_without_the_fact(case: Case, place: int, which: int) -> None:
    kinds = sorted({one.kind for one in case.facts if "reverses" not in one.fields})
    assume(kinds)
    who = case.members[place % len(case.members)].id
    added = Fact("new", who, kinds[which % len(kinds)], date(2026, 9, 10), {"decided_value": Fraction(1)})
    taken_back = Fact("back", who, added.kind, date(2026, 9, 10), {"reverses": "new"})
    with_both = deepcopy(case)
    with_both.facts += [added, taken_back]
    assume(case.as_of is None or case.as_of >= date(2026, 9, 10))
    before, after = scored(case).accounts, scored(with_both).accounts
    for account in after.values():
        account.dropped = {entry: reason for entry, reason in account.dropped.items() if entry[0] != "new"}
    assert after == before


def quiet(case: Case) -> Case:
    """The story without the words by which more may be less.

    Those lint names; overrides, `keep`, `expect` and limits on the number of facts, which act on other facts;
    and limits inside limits: what is credited early may crowd out what would have counted later.
    """
    found = deepcopy(case)
    words = found.scheme
    words.update(override=[], quotas={}, outcomes=[])
    words.pop("grades", None)
    words["total"] = {
        "score": {"is": " + ".join(part["part"] for part in words["parts"]), "floor": 0, "cap": 90}
    }  # type: ignore[attr-defined]
    for part in words["parts"]:  # type: ignore[attr-defined]
        if isinstance(part.get("start"), dict) and "carry" in part["start"]:
            part["start"]["carry"]["line"] = "score"
        for item in part["items"]:
            for holder in (part, item, *item["facts"].values()):
                holder.pop("keep", None)
                holder.pop("expect", None)
                limits = [
                    limit for limit in holder.pop("limit", []) if limit.keys() <= {"per", "points", "side"}
                ]
                if limits and holder is not part and holder is not item and "allot" not in part:
                    holder["limit"] = limits[:1]
    return found


@given(case=cases(), pick=st.integers(min_value=0))
def test_more_gains_never_lower_and_more_deductions_never_raise_a_score(case: Case, pick: int) -> None:
    whole = quiet(case)
    assume('"all"' not in json.dumps(whole.scheme["parts"]))
    real = [one for one in whole.facts if "reverses" not in one.fields]
    assume(real)
    chosen = real[pick % len(real)]
    fewer = replace(whole, facts=[one for one in whole.facts if one is not chosen])
    most, least = scored(whole), scored(fewer)
    readings = [entry for entry in most.results[chosen.member].entries if entry.fact == chosen.id]
    values = [entry.value for entry in readings if entry.drop.name == "NONE"]
    after, before = most.accounts[chosen.member].score, least.accounts[chosen.member].score
    assert (after is None) == (before is None)
    if after is not None and before is not None and all(value >= 0 for value in values):
        assert after >= before
    if after is not None and before is not None and all(value <= 0 for value in values):
        assert after <= before


@given(case=cases(), other=cases())
def test_two_schemes_in_one_run_do_not_touch_each_other(case: Case, other: Case) -> None:
    apart: dict[str, Account] = {}
    stories = []
    for number, (story, branch) in enumerate(((case, "东村支部"), (other, "西村支部"))):
        moved = renamed(story, str(number), branch)
        stories.append(moved)
        apart |= scored(moved).accounts
    members = [(number, one) for number, story in enumerate(stories) for one in story.members]
    facts = [one for story in stories for one in story.facts]
    found = answer_for([compiled(story.scheme) for story in stories], members, facts, 2026)
    assert found is not None
    assert found.accounts == apart


def renamed(case: Case, mark: str, branch: str) -> Case:
    """The story in another branch, everybody and everything under another name, asked without a day."""
    found = replace(deepcopy(case), as_of=None)
    for one in found.members:
        one.id, one.branch = f"{one.id}{mark}", branch
    for fact_ in found.facts:
        fact_.id, fact_.member = f"{fact_.id}.{mark}", f"{fact_.member}{mark}"
        if "reverses" in fact_.fields:
            fact_.fields["reverses"] = f"{fact_.fields['reverses']}.{mark}"
    return found


@pytest.mark.parametrize("times", ["1/3", "1/7", "2/3", "0.33"])
def test_nothing_is_rounded_where_no_round_stands(times: str) -> None:
    rule = {"points": 1, "times": {"by": times}}
    item = {"item": "a.one", "title": "一", "facts": {"deed": rule}}
    words: dict[str, object] = {
        "scheme": "exact",
        "title": "不取舍",
        "people": {"scored": ["formal"]},
        "parts": [{"part": "a", "title": "甲", "items": [item]}],
        "total": {"third": "a / 3", "score": "third * 3"},
    }
    facts = [fact("李明", "deed", "2026-03-12") for _ in range(5)]
    found = answer_for([compiled(words)], [(0, member("李明"))], facts, 2026, None)
    assert found is not None
    assert found.accounts["李明"].score == 5 * Fraction(times)
