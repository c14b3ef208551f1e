"""States are tables: one frozen row per act, from which guard, buttons, diagram and tests are made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jifen.common.labelled import LabelledEnum
from jifen.common.refusals import NotNow


@dataclass(frozen=True, slots=True)
class Transition:
    """One legal move: the act, the state it starts from (None: it makes the thing), the state it leads to.

    The act is a member of the room's own enum of acts: its label stands on the button, its code in the record.
    `owner` is the Chinese name of who owns the step.
    """

    act: LabelledEnum
    source: LabelledEnum | None
    target: LabelledEnum
    owner: str

    @property
    def label(self) -> str:
        """Return the words on the button."""
        return self.act.label


@dataclass(frozen=True, slots=True)
class Machine:
    """All moves of one kind of thing; `noun` is its Chinese name, used in refusals."""

    noun: str
    states: type[LabelledEnum]
    rows: tuple[Transition, ...]

    def __post_init__(self) -> None:
        """Refuse two rows for one act and source, and foreign states (`ValueError`)."""
        keys = [(row.act, row.source) for row in self.rows]
        if len(keys) != len(set(keys)):
            raise ValueError(f"{self.noun}: two rows for one act and state")
        for row in self.rows:
            if not isinstance(row.target, self.states) or not isinstance(row.source, self.states | None):
                raise ValueError(f"{self.noun}: {row.act} leads from or to a state that is not its own")

    def find(self, act: LabelledEnum, state: LabelledEnum | None) -> Transition:
        """Return the row for an act in a state; raise `NotNow`, naming the states it starts from."""
        for row in self.rows:
            if row.act == act and row.source == state:
                return row
        raise NotNow(self._refusal(act, state))

    def list_from(self, state: LabelledEnum) -> tuple[Transition, ...]:
        """Return the moves that start from a state, in the order of the table."""
        return tuple(row for row in self.rows if row.source == state)

    def _refusal(self, act: LabelledEnum, state: LabelledEnum | None) -> str:
        rows = [row for row in self.rows if row.act == act]
        if not rows:
            raise KeyError(f"{self.noun}: no act {act!r}")
        sources = "、".join(f"“{row.source.label}”" for row in rows if row.source)
        now = f"这份{self.noun}现在是“{state.label}”" if state else f"还没有这份{self.noun}"
        return (
            f"{now}，不能“{rows[0].label}”；{sources}的才可以。"
            if sources
            else f"{now}，不能“{rows[0].label}”。"
        )


def draw(machine: Machine) -> str:
    """Return the machine as a Mermaid diagram and a table, as `docs/reference/states.md` shows it."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.value}' for state in machine.states]
    for row in machine.rows:
        lines.append(f"    {row.source.value if row.source else '[*]'} --> {row.target.value}: {row.label}")
    sources = {row.source for row in machine.rows}
    lines += [f"    {state.value} --> [*]" for state in machine.states if state not in sources]
    lines += ["```", "", "| 办什么 | 从 | 到 | 谁办 |", "| --- | --- | --- | --- |", *_table(machine.rows)]
    return "\n".join(lines)


def _table(rows: Iterable[Transition]) -> list[str]:
    return [
        f"| {row.label} | {row.source.label if row.source else '（新建）'} | {row.target.label} | {row.owner} |"
        for row in rows
    ]
