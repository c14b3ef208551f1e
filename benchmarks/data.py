"""Invented facts for the four mixed schemes, as sorted columns; the same columns feed both sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from jifen.engine.book import Facts, Members, Vocabulary
from jifen.engine.linking import link
from jifen.engine.plan import Plan
from jifen.engine.vectors import MISSING, MISSING32, Array
from jifen.rules.compiling import compile_scheme
from jifen.rules.reading import load_scheme
from jifen.rules.shelf import read
from jifen.rules.tables import Tables, day_number

SCHEMES = ("school-branch", "village-branch", "township-branch-sample", "bureau-branch")
BRANCH = 30
LEVELS = ("unit", "school", "county", "city", "province", "nation")
BODIES = ("recorder", "branch_committee", "general_branch", "member_assembly")

# kind, weight; what a fact of the kind carries is drawn for every row (columns are shared by all kinds).
KINDS: dict[str, dict[str, int]] = {
    "school-branch": {
        "honour": 12, "superior_activity": 14, "notes_missing": 10, "essay_missing": 8, "badge_missing": 8,
        "meeting_missed": 14, "criticised": 6, "party_article": 10, "journal_paper": 6, "other_reward": 6,
        "lowered_policy": 6,
    },
    "village-branch": {
        "meeting_absent": 14, "meeting_late": 12, "dues_late": 8, "policy_neglected": 6, "labour_missed": 10,
        "breach": 5, "gambling": 5, "good_deed": 12, "help": 12, "proposal": 12, "patrol_year": 4,
    },
    "township-branch-sample": {
        "publicity_action": 10, "resolution_done": 10, "rules_broken": 8, "study_done": 12, "course_passed": 8,
        "meeting_attended": 14, "meeting_absent": 8, "dues_paid": 12, "labour_half_day": 10, "urgent_task": 4,
        "donation": 4,
    },
    "bureau-branch": {
        "politics_fault": 8, "life_fault": 8, "task_done": 60, "overfulfilled": 8, "honour": 12, "serious_warning": 4,
    },
}  # fmt: skip


@dataclass(slots=True)
class Sample:
    """A plan with its members and facts, facts sorted canonically."""

    plan: Plan
    members: Members
    facts: Facts
    vocabulary: Vocabulary


def tables() -> list[Tables]:
    """The four schemes, compiled."""
    return [compile_scheme(load_scheme(read(name), name)) for name in SCHEMES]


def words() -> Vocabulary:
    """All words the facts use, in one vocabulary."""
    vocabulary = Vocabulary()
    for word in sorted({*LEVELS, *BODIES, "superior_committee", "business_department", "none", "leave_approved",
                        "文号", "事由", "formal", "home", "well", "合格", "优秀"}):  # fmt: skip
        vocabulary.code(word)
    for number in range(1000):
        vocabulary.code(f"m{number:03}")
    return vocabulary


def make(
    compiled: list[Tables],
    count: int,
    each: int,
    seed: int,
    schemes: tuple[int, ...] = (0, 1, 2, 3),
    first_branch: int = 0,
) -> Sample:
    """``count`` members in branches of 30, ``each`` facts a member; branches take the schemes in turn."""
    random = np.random.default_rng(seed)
    plan = link(compiled, 2026)
    vocabulary = words()
    branch = np.arange(count) // BRANCH
    scheme = np.array(schemes)[branch % len(schemes)].astype(np.int16)
    members = _members(vocabulary, count, branch + 2000 + first_branch, scheme)
    member = np.repeat(np.arange(count, dtype=np.int32), each)
    kind = np.empty(count * each, np.int32)
    for number, name in enumerate(SCHEMES):
        mine = np.flatnonzero(scheme[member] == number)
        codes = np.array([plan.kind_codes[number, k] for k in KINDS[name]], np.int32)
        weights = np.array(list(KINDS[name].values()), float)
        kind[mine] = codes[random.choice(len(codes), len(mine), p=weights / weights.sum())]
    starts = np.array([day_number(period.start) for period in plan.periods], np.int32)
    day = (starts[scheme[member]] + random.integers(0, 365, count * each)).astype(np.int32)
    facts = Facts(member, kind, day, _columns(random, vocabulary, count * each))
    return Sample(plan, members, facts, vocabulary)


def _members(vocabulary: Vocabulary, count: int, branch: Array, scheme: Array) -> Members:
    every = np.full(count, 0, np.int32)
    code = vocabulary.code
    return Members(
        names=[f"m{n}" for n in range(count)],
        numbers=[""] * count,
        branch=branch.astype(np.int32),
        scheme=scheme,
        fields={
            "status": every + code("formal"),
            "residence": every + code("home"),
            "health": every + code("well"),
            "birth_date": every + day_number(date(1980, 5, 1)),
            "village_cadre": np.zeros(count, np.int8),
            "appraisal": np.where(np.arange(count) % 3 == 0, code("优秀"), code("合格")).astype(np.int32),
        },
        state_member=np.arange(count),
        state_from=np.full(count, MISSING32),
    )


def _columns(random: np.random.Generator, vocabulary: Vocabulary, count: int) -> dict[str, Array]:
    code = vocabulary.code
    levels = np.array([code(level) for level in LEVELS], np.int32)
    bodies = np.array([code(body) for body in BODIES], np.int32)
    organisers = np.array([code("superior_committee"), code("business_department")], np.int32)
    value = random.integers(1, 11, count).astype(np.int64) * 50
    blank = random.random(count)
    matter = np.array([code(f"m{n:03}") for n in range(40)], np.int32)[random.integers(0, 40, count)]
    return {
        "level": levels[random.integers(0, len(levels), count)],
        "organiser": organisers[random.integers(0, 2, count)],
        "matter": np.where(blank < 0.5, matter, MISSING32).astype(np.int32),
        "decided_by": bodies[random.integers(0, len(bodies), count)],
        "decided_value": np.where(blank < 0.97, value, MISSING),
        "excuse": np.where(blank < 0.9, code("none"), code("leave_approved")).astype(np.int32),
        "documents": np.where(blank < 0.95, code("文号"), MISSING32).astype(np.int32),
        "evidence": np.full(count, code("文号"), np.int32),
        "reason": np.full(count, code("事由"), np.int32),
        "effect_until": (20500 + random.integers(0, 900, count)).astype(np.int32),
    }
