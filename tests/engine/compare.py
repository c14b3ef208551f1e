"""Engine against oracle: what differs for a story, and the story told in a few lines."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from jifen.engine.errors import EngineRefusal
from jifen.rules.model.scheme import Scheme
from jifen.rules.tables import Tables
from tests.engine.adapter import FLAGS, QUESTIONS, Illegal, answer, compiled, faults_of, model_of
from tests.engine.shrink import shrink
from tests.oracle.evaluate import evaluate
from tests.oracle.facts import Account, SchemeHasHoles
from tests.oracle.generator import Case

WORDS = (
    "state", "score", "computed", "lines", "parts", "items", "rank", "grade", "grade_without_override",
    "options", "flags", "quota", "proposals", "credited", "dropped", "questions", "feeds", "purse",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One member, one word of his account, and what each side says."""

    member: str
    word: str
    oracle: object
    engine: object

    def __str__(self) -> str:
        return f"{self.member} {self.word}: oracle {plain(self.oracle)} | engine {plain(self.engine)}"


Expected = dict[str, Account] | None


def expectation(case: Case, model: Scheme | None = None) -> Expected:
    """What the oracle says about a story; None where it refuses live holes. Raises Illegal."""
    try:
        scheme = model or model_of(case.scheme)
        found = evaluate(scheme, case.members, case.facts, case.year, case.as_of, whole=case.whole)
    except SchemeHasHoles:
        return None
    return {name: comparable(account) for name, account in found.items()}


def differences(case: Case) -> list[Difference]:
    """Everything in which engine and oracle disagree about a story. Raises Illegal or EngineRefusal."""
    model = model_of(case.scheme)
    expected = expectation(case, model)
    try:
        tables = compiled(case.scheme, model)
    except Illegal:
        raise
    except Exception as crash:
        return [crashed(crash)]
    return differences_from(case, expected, tables)


def crashed(crash: Exception) -> Difference:
    """The engine gave no answer at all."""
    return Difference("-", "crash", None, repr(crash))


def differences_from(case: Case, expected: Expected, tables: Tables) -> list[Difference]:
    """The same with the oracle's answer and the compiled tables at hand."""
    try:
        found = answer(case, tables)
    except EngineRefusal:
        raise
    except Exception as crash:
        return [crashed(crash)]
    if found is None or expected is None:
        return [] if found is expected else [Difference("-", "holes", expected, found)]
    pairs = [(name, account, found.accounts[name]) for name, account in expected.items()]
    return [
        Difference(name, word, getattr(account, word), getattr(other, word))
        for name, account, other in pairs
        for word in WORDS
        if getattr(account, word) != getattr(other, word)
    ]


def comparable(account: Account) -> Account:
    """The oracle's account with what both sides can say."""
    account.flags &= FLAGS
    account.questions = account.questions & QUESTIONS if account.state != "not_scored" else set()
    if account.rank is None:
        account.quota = {}
    return account


def still_shows(word: str, case: Case) -> bool:
    """Whether a story shows a difference in this word; one that is no longer legal shows none."""
    try:
        return any(one.word == word for one in differences(case)) and not faults_of(case.scheme)
    except Exception:
        return False


def report(case: Case) -> str:
    """The seed, the smallest story that still shows it, and what each side says."""
    word = differences(case)[0].word
    small = shrink(case, lambda smaller: still_shows(word, smaller))
    words = {name: found for name, found in small.scheme.items() if found}
    lines = [f"seed {case.seed}, made small:", json.dumps(words, ensure_ascii=False), f"as_of {small.as_of}"]
    lines += [plain(one) for one in (*small.members, *small.facts)]
    return "\n".join([*lines, *map(str, differences(small))])


def plain(found: object) -> str:
    """Dates and fractions as people write them."""
    text = re.sub(r"datetime\.date\((\d+), (\d+), (\d+)\)", r"\1-\2-\3", str(found))
    return re.sub(r"Fraction\((-?\d+), (\d+)\)", r"\1/\2", text).replace("/1,", ",")
