"""The four schemes written by hand in pandas, for the kinds of ``benchmarks.data``: the yardstick of the engine.

Works on integer hundredths; returns the score of every member in hundredths (missing where there is none) and
the grade as text. Facts and members are data frames with the same columns the engine reads.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.data import LEVELS, Sample
from jifen.engine.vectors import MISSING, MISSING32
from jifen.rules.tables import day_number

COMMITTEE = ("branch_committee", "general_branch", "member_assembly")


def frames(sample: Sample) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The columns of a sample as data frames (not counted in the time)."""
    facts = pd.DataFrame(
        {"member": sample.facts.member, "kind": sample.facts.kind, "day": sample.facts.occurred_on}
    )
    for name, values in sample.facts.columns.items():
        facts[name] = values
    members = pd.DataFrame({"branch": sample.members.branch, "scheme": sample.members.scheme})
    members["appraisal"] = sample.members.fields["appraisal"]
    return facts, members


def score(sample: Sample, facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Scores and grades of all members."""
    parts = [
        _school(sample, facts, members), _village(sample, facts, members), _township(sample, facts, members),
        _bureau(sample, facts, members),
    ]  # fmt: skip
    return pd.concat(parts).sort_index()


def _mine(
    sample: Sample, facts: pd.DataFrame, members: pd.DataFrame, scheme: int
) -> tuple[pd.DataFrame, pd.Index]:
    ids = members.index[members["scheme"] == scheme]
    period = sample.plan.periods[scheme]
    own = facts[(members["scheme"].to_numpy() == scheme)[facts["member"].to_numpy()]]
    own = own[(own["day"] >= day_number(period.start)) & (own["day"] <= day_number(period.end))]
    return own, ids


def _code(sample: Sample, scheme: int, kind: str) -> int:
    return sample.plan.kind_codes[scheme, kind]


def _words(sample: Sample, names: tuple[str, ...]) -> list[int]:
    return [sample.vocabulary.code(name) for name in names]


def _sum(rows: pd.DataFrame, ids: pd.Index, column: str = "points") -> pd.Series:
    return rows.groupby("member", sort=False)[column].sum().reindex(ids, fill_value=0)


def _levels(sample: Sample, rows: pd.DataFrame, table: dict[str, int]) -> pd.Series:
    codes = {sample.vocabulary.code(level): points for level, points in table.items()}
    return rows["level"].map(codes)


def _largest(rows: pd.DataFrame) -> pd.DataFrame:
    """One entry per member and matter, the largest; entries without a matter stand alone."""
    named = rows[rows["matter"] != MISSING32]
    kept = named.loc[named.groupby(["member", "matter"], sort=False)["points"].idxmax()]
    return pd.concat([kept, rows[rows["matter"] == MISSING32]])


def _school(sample: Sample, facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    own, ids = _mine(sample, facts, members, 0)
    decided = own["decided_by"].isin(_words(sample, COMMITTEE))
    raised = own["decided_by"].isin(_words(sample, ("general_branch", "member_assembly")))
    value = own["decided_value"].where(own["decided_value"] != MISSING)

    def kind(name: str) -> pd.Series:
        return own["kind"] == _code(sample, 0, name)

    honour = own[kind("honour") & (own["documents"] != MISSING32)].copy()
    honour["points"] = _levels(
        sample, honour, {"school": 50, "county": 200, "city": 400, "province": 600, "nation": 800}
    )
    honour = honour[honour["points"].notna()]
    article = own[kind("party_article")].copy()
    article["points"] = _levels(sample, article, {"county": 200, "city": 400, "province": 600, "nation": 800})
    article = article[article["points"].notna()]
    journal = own[kind("journal_paper")].copy()
    journal["points"] = 300
    activity = own[kind("superior_activity")].copy()
    superior = sample.vocabulary.code("superior_committee")
    activity["points"] = np.where(activity["organiser"] == superior, 400, 200)
    other = own[kind("other_reward") & decided & value.notna()].copy()
    other["points"] = other["decided_value"].abs()
    reward = _sum(_largest(honour), ids) + _sum(_largest(pd.concat([article, journal])), ids)
    reward = reward + _sum(activity, ids) + _sum(other, ids)

    minus = own[kind("notes_missing") | kind("essay_missing") | kind("badge_missing")].copy()
    minus["points"] = -100
    missed = own[kind("meeting_missed") & (own["excuse"] != sample.vocabulary.code("leave_approved"))].copy()
    missed["points"] = -100
    criticised = own[kind("criticised") & (own["documents"] != MISSING32)].copy()
    criticised["points"] = -300
    deduction = _sum(minus, ids) + _sum(missed, ids) + _sum(criticised, ids)

    lowered = own[kind("lowered_policy") & raised & value.notna() & (value.abs() <= 500)].copy()
    lowered["points"] = -lowered["decided_value"].abs()
    base = 7500 + (500 + _sum(lowered, ids)).clip(0, 500)
    total = (base + reward + deduction).clip(lower=0)

    result = pd.DataFrame({"score": total, "branch": members.loc[ids, "branch"]})
    group = result.groupby("branch")["score"]
    places = group.transform("size") // 3
    front = _standing(result, places, ascending=False)
    back = _standing(result, places, ascending=True)
    s = result["score"]
    grade = np.select(
        [(s >= 8000) & (front == "tied"), (s >= 8000) & (front == "in"), s >= 7000,
         (s >= 6000) & (back == "tied"), (s >= 6000) & (back == "in"), s >= 6000],
        ["?", "好", "一般", "?", "差", "一般"], "不合格",
    )  # fmt: skip
    return pd.DataFrame({"score": s, "grade": grade}, index=ids)


def _standing(result: pd.DataFrame, places: pd.Series, *, ascending: bool) -> pd.Series:
    group = result.groupby("branch")["score"]
    better = group.rank(method="min", ascending=ascending) - 1
    level = result.groupby(["branch", "score"])["score"].transform("size")
    return pd.Series(
        np.select([better + level <= places, better >= places], ["in", "out"], "tied"), result.index
    )


def _village(sample: Sample, facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    own, ids = _mine(sample, facts, members, 1)
    decided = own["decided_by"].isin(_words(sample, COMMITTEE))
    secretary = own["decided_by"].isin(_words(sample, ("branch_secretary", *COMMITTEE)))
    present = own["excuse"] != sample.vocabulary.code("leave_approved")

    def kind(name: str) -> pd.Series:
        return own["kind"] == _code(sample, 1, name)

    dues = own[kind("dues_late")]
    month = dues["day"].to_numpy().astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    dues = dues[~pd.DataFrame({"m": dues["member"], "month": month}).duplicated().to_numpy()]

    def fixed(mask: pd.Series, points: int) -> pd.Series:
        return own.loc[mask, "member"].value_counts(sort=False).reindex(ids, fill_value=0) * points

    duty = fixed(kind("meeting_absent") & present, -100) + fixed(kind("meeting_late") & present, -50)
    duty = duty - dues["member"].value_counts(sort=False).reindex(ids, fill_value=0) * 100
    base = (1000 + duty).clip(0, 1000)
    base = base + (1000 + fixed(kind("policy_neglected") & decided, -100)).clip(0, 1000)
    base = base + (1000 + fixed(kind("labour_missed") & present, -200)).clip(0, 1000)
    base = base + (1000 + fixed(kind("breach") & decided, -500)).clip(0, 1000)
    base = base + (1000 + fixed(kind("gambling") & decided, -500)).clip(0, 1000)
    plus = fixed(kind("good_deed") & secretary, 500)
    plus = plus + fixed((kind("help") | kind("proposal")) & secretary, 200)
    v = own["decided_value"]
    patrol = own[kind("patrol_year") & decided & (v >= 300) & (v <= 500) & (v % 50 == 0)]
    plus = plus + patrol.groupby("member")["decided_value"].first().reindex(ids, fill_value=0)
    return pd.DataFrame({"score": base + plus, "grade": ""}, index=ids)


def _township(sample: Sample, facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    own, ids = _mine(sample, facts, members, 2)
    decided = own["decided_by"].isin(_words(sample, COMMITTEE))
    month = own["day"].to_numpy().astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)

    def kind(name: str) -> pd.Series:
        return own["kind"] == _code(sample, 2, name)

    def fixed(mask: pd.Series, points: int) -> pd.Series:
        return own.loc[mask, "member"].value_counts(sort=False).reindex(ids, fill_value=0) * points

    def monthly(mask: pd.Series, points: int) -> pd.Series:
        rows = pd.DataFrame(
            {"member": own.loc[mask, "member"], "month": month[mask.to_numpy()]}
        ).drop_duplicates()
        return rows["member"].value_counts(sort=False).reindex(ids, fill_value=0) * points

    total = 3000 + fixed(kind("publicity_action"), 100) + fixed(kind("resolution_done"), 200)
    total = total + fixed(kind("rules_broken") & decided, -300) + monthly(kind("study_done"), 100)
    total = total + fixed(kind("course_passed"), 300) + fixed(kind("meeting_attended"), 100)
    total = total + fixed(kind("meeting_absent") & decided, -200) + monthly(kind("dues_paid"), 50)
    total = total + fixed(kind("labour_half_day"), 100) + fixed(kind("urgent_task"), 500)
    total = (total + fixed(kind("donation") & decided, 200)).clip(lower=0)
    grade = np.select([total >= 10000, total >= 7000, total >= 5100], ["优秀", "合格", "基本合格"], "不合格")
    return pd.DataFrame({"score": total, "grade": grade}, index=ids)


def _bureau(sample: Sample, facts: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    own, ids = _mine(sample, facts, members, 3)
    decided = own["decided_by"].isin(_words(sample, COMMITTEE))
    v = own["decided_value"].where(own["decided_value"] != MISSING)

    def kind(name: str) -> pd.Series:
        return own["kind"] == _code(sample, 3, name)

    def fault(name: str, full: int) -> pd.Series:
        rows = own[kind(name) & decided & v.notna() & (v <= full) & (v % 50 == 0)]
        left = full - rows.groupby("member")["decided_value"].sum().reindex(ids, fill_value=0)
        return left.clip(0, full)

    base = fault("politics_fault", 400) + fault("life_fault", 300) + 1300
    tasks = own[kind("task_done") & v.notna() & (v <= 600)]
    month = tasks["day"].to_numpy().astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    done = tasks.groupby([tasks["member"], month])["decided_value"].sum()
    cap = np.where(done.index.get_level_values(1) % 12 < 2, 500, 600)
    task = done.clip(upper=cap).groupby(level=0).sum().reindex(ids, fill_value=0)
    over = own[kind("overfulfilled") & decided & v.notna()]
    honour = own[kind("honour") & (own["documents"] != MISSING32)].copy()
    honour = honour[honour["level"] == sample.vocabulary.code(LEVELS[0])]
    reward = over.groupby("member")["decided_value"].sum().reindex(ids, fill_value=0)
    reward = (reward + honour["member"].value_counts(sort=False).reindex(ids, fill_value=0) * 200).clip(
        upper=1000
    )
    raw = base + task + reward
    ratio = members.loc[ids, "appraisal"].map(
        {sample.vocabulary.code("优秀"): 100, sample.vocabulary.code("合格"): 90}
    )
    total = (raw * ratio + 50) // 100
    end = day_number(sample.plan.periods[3].end)
    warned = facts[(facts["kind"] == _code(sample, 3, "serious_warning")) & (facts["documents"] != MISSING32)]
    warned = warned[(warned["effect_until"] >= warned["day"]) & (warned["effect_until"] >= end)]
    result = pd.DataFrame({"score": total, "branch": members.loc[ids, "branch"]}, index=ids)
    result["forced"] = ids.isin(warned["member"].unique())
    grade = np.select([total >= 9000, total >= 8000, total >= 6000], ["优秀", "合格", "基本合格"], "不合格")
    places = result.groupby("branch")["score"].transform("size") // 3
    able = result[total >= 9000]
    standing = _standing(able, places[able.index], ascending=False).reindex(ids, fill_value="out")
    grade = np.where((total >= 9000) & (standing != "in"), "?", grade)
    return pd.DataFrame({"score": total, "grade": np.where(result["forced"], "不合格", grade)}, index=ids)
