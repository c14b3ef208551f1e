"""The engine beside hand-written pandas on the same columns; trace against no trace; one branch; a long stream.

python -m benchmarks.engine [--members 30000] [--stream 300000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks import pandas_version
from benchmarks.data import Sample, make, tables
from jifen.engine.book import Facts, Members
from jifen.engine.program import score, stream

FACTS_EACH = 100
PARCEL = 2400
THREADS = 2


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def sorted_sample(count: int, seed: int) -> tuple[Sample, float]:
    """A sample in canonical order, and the seconds the sorting took."""
    sample = make(tables(), count, FACTS_EACH, seed)
    begin = time.perf_counter()
    sample.facts = sample.facts.sorted(sample.plan.kind_item)
    return sample, time.perf_counter() - begin


def agree(sample: Sample) -> tuple[int, int]:
    """How many members were compared, and how many differ in score or grade."""
    facts, members = pandas_version.frames(sample)
    wanted = pandas_version.score(sample, facts, members)
    batches = score(sample.plan, sample.members, sample.facts, sample.vocabulary, trace=False)
    found = np.concatenate([b.score * 100 // b.score_den for b in batches])
    grades: list[str] = []
    for batch in batches:
        for member in range(len(batch)):
            row = int(batch.grade_row[member])
            rows = batch.plan.tables[int(batch.members.scheme[member])].grades
            grades.append("?" if member in batch.grade_open else rows[row].grade if row >= 0 else "")
    differ = (found != wanted["score"].to_numpy()) | (np.array(grades) != wanted["grade"].to_numpy())
    return len(found), int(differ.sum())


def compare(count: int, rounds: int) -> None:
    """Interleaved rounds of pandas, engine without trace, engine with trace."""
    sample, sorting = sorted_sample(count, 1)
    facts, members = pandas_version.frames(sample)
    print(f"{count} members x {FACTS_EACH} facts; sorting {sorting:.2f} s (reported apart)")
    compared, differ = agree(make_small())
    print(f"agreement with pandas on {compared} members: {differ} differ")
    times: dict[str, list[float]] = {"pandas": [], "engine": [], "engine with trace": []}
    for _ in range(rounds):
        times["pandas"].append(timed(lambda: pandas_version.score(sample, facts, members)))
        times["engine"].append(
            timed(
                lambda: score(
                    sample.plan, sample.members, sample.facts, sample.vocabulary, trace=False, threads=THREADS
                )
            )
        )
        times["engine with trace"].append(
            timed(
                lambda: score(sample.plan, sample.members, sample.facts, sample.vocabulary, threads=THREADS)
            )
        )
    middle = {name: statistics.median(values) for name, values in times.items()}
    for name, value in middle.items():
        print(f"  {name:18} {value:7.3f} s")
    print(f"  engine / pandas             {middle['engine'] / middle['pandas']:.2f}  (limit 1.5, aim 0.75)")
    print(f"  with trace / without        {middle['engine with trace'] / middle['engine']:.2f}  (limit 3)")


def make_small() -> Sample:
    """A smaller sample for the agreement check."""
    return sorted_sample(3000, 2)[0]


def one_branch() -> None:
    """31 members, 3,100 facts of one scheme, warm, with trace."""
    compiled = tables()
    for number, table in enumerate(compiled):
        sample = make(compiled, 31, FACTS_EACH, 3, schemes=(number,))
        sample.members.branch[:] = sample.members.branch[0]
        sample.facts = sample.facts.sorted(sample.plan.kind_item)
        work = partial(score, sample.plan, sample.members, sample.facts, sample.vocabulary)
        runs = [timed(work) for _ in range(30)]
        print(f"  one branch, {table.scheme:24} {statistics.median(runs) * 1000:6.1f} ms  (limit 20)")


def parcels(count: int, sample: Sample) -> Iterator[tuple[Members, Facts]]:
    """The sample over and over as parcels of whole branches, with ever new branch numbers."""
    done = 0
    while done < count:
        shifted = sample.members.slice(0, len(sample.members))
        yield (
            Members(
                shifted.names, shifted.numbers, shifted.branch + done, shifted.scheme, shifted.fields,
                shifted.state_member, shifted.state_from,
            ),
            Facts(sample.facts.member.copy(), sample.facts.kind, sample.facts.occurred_on.copy(), sample.facts.columns),
        )  # fmt: skip
        done += len(sample.members)


def streamed(count: int) -> None:
    """Score ``count`` members parcel by parcel; print time per fact and peak memory of this process."""
    sample = make(tables(), PARCEL, FACTS_EACH, 4)
    sample.facts = sample.facts.sorted(sample.plan.kind_item)
    begin = time.perf_counter()
    total = 0
    for batch in stream(sample.plan, parcels(count, sample), sample.vocabulary, trace=False, threads=THREADS):
        total += int((batch.score * 100 // batch.score_den).sum())
    seconds = time.perf_counter() - begin
    peak = peak_memory()
    print(f"{count} {seconds / (count * FACTS_EACH) * 1e9:.1f} {peak:.0f} {total}")


def peak_memory() -> float:
    """Peak memory of this process in MB (Linux keeps its parent's figure in getrusage across exec)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise OSError("VmHWM")


def long_stream(small: int, large: int) -> None:
    """Two streams in processes of their own: time per fact must not grow, memory must not either."""
    found = []
    for count in (small, large):
        command = [sys.executable, "-m", "benchmarks.engine", "--only-stream", str(count)]
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        found.append((float(answer[1]), int(answer[2])))
        print(
            f"  stream of {count:7} members: {found[-1][0]:6.1f} ns a fact, peak {found[-1][1]} MB  (limit 600)"
        )
    print(f"  time per fact, large / small {found[1][0] / found[0][0]:.2f}  (limit 1.3)")


def main() -> None:
    """Run everything and print one table."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--members", type=int, default=30_000)
    reader.add_argument("--stream", type=int, default=300_000)
    reader.add_argument("--rounds", type=int, default=3)
    reader.add_argument("--only-stream", type=int, default=0)
    chosen = reader.parse_args()
    if chosen.only_stream:
        streamed(chosen.only_stream)
        return
    compare(chosen.members, chosen.rounds)
    one_branch()
    long_stream(chosen.members, chosen.stream)


if __name__ == "__main__":
    main()
