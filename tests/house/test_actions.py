"""Every act has the same shape: who and when by name, a record in the memory, a row of rights, a reachable state."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import jifen
from jifen.common.labelled import LabelledEnum
from jifen.common.permissions import Rule
from jifen.common.transitions import Machine, Transition
from tests.house.tree import list_files, name, read_text

NOT_ACTS = {
    "audit/actions.py::digest": "a fingerprint, writes nothing",
    "audit/actions.py::seal_lines": "a fingerprint, writes nothing",
    "audit/actions.py::segment_name": "a name, writes nothing",
    "audit/actions.py::record": "it is the record",
    "audit/actions.py::record_each": "it is the record, of many at once",
    "ledger/actions/importing.py::check_book_file": "reads a file and writes nothing",
    "ledger/actions/taking/checking.py::check_take_over": "reads a sheet and writes nothing",
    "ledger/actions/taking/filling.py::write_take_over_template": "an empty sheet, writes no row",
    "orgs/actions/accounts/signing.py::refuse_sign_in": "nobody has signed in: the record says which name was tried",
    "orgs/actions/roster/checking.py::check_rows": "work that an act began; it changes nothing but the import",
    "orgs/actions/roster/exporting.py::write_roster_template": "an empty sheet, writes no row",
    "orgs/actions/roster/exporting.py::write_faults": "what one has just uploaded oneself, writes no row",
    "schemes/actions/plans/filling.py::write_promise_template": "an empty table, writes no row",
    "schemes/actions/plans/importing.py::check_promises": "reads a table and writes nothing",
}
"""What a room offers among its verbs that is no act, or no act of somebody, and why."""

OWN_ACTS = {"SIGN_IN", "SIGN_IN_REFUSED", "SIGN_OUT", "CHANGE_PASSWORD", "CHANGE_SECOND_FACTOR", "CHANGE_HAT"}
"""Acts on one's own account: they ask for no right."""
OF_THE_OWNER = {"KEEP", "OPEN"}
"""Acts on papers: the room that owns the paper answers."""
OF_THE_CLOCK = {"VERIFY_BOOKS"}
"""Acts no office has: the site does them by itself."""


def list_sources() -> dict[str, str]:
    """Return the text of every file of a room's actions by its name under `src/jifen/`."""
    files = {name(path).removeprefix("src/jifen/"): path for path in list_files()}
    return {
        short: read_text(path)
        for short, path in files.items()
        if name(path).startswith("src/jifen/") and path.suffix == ".py" and "actions" in _parts(short)
    }


def _parts(short: str) -> tuple[str, ...]:
    return Path(short).with_suffix("").parts[1:]


def list_public(sources: Mapping[str, str]) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield the functions a room offers as its verbs: what `actions/__init__` exports, all of `actions.py` else.

    Where `__init__` exports nothing, every public function that takes an actor is one.
    """
    for short, text in sources.items():
        exported = _exported(sources.get(f"{short.split('/')[0]}/actions/__init__.py", ""))
        alone = short.count("/") == 1
        for node in ast.parse(text).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            takes_actor = "actor" in {argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]}
            if node.name in exported or (not exported and (alone or takes_actor)):
                yield f"{short}::{node.name}", node


def _exported(text: str) -> set[str]:
    """Return the names in `__all__`."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def list_shapeless(sources: Mapping[str, str], left_out: Mapping[str, str]) -> list[str]:
    """Name the acts that do not ask for `actor` and `at` by name, or write nothing into the memory."""
    functions = dict(list_public(sources))
    recording = _list_recording(sources)
    found = []
    for where, node in functions.items():
        if where in left_out:
            continue
        keywords = {argument.arg for argument in node.args.kwonlyargs}
        found += [f"{where}: {word} is no keyword" for word in ("actor", "at") if word not in keywords]
        if node.name not in recording:
            found.append(f"{where}: records nothing")
    return found


def _list_recording(sources: Mapping[str, str]) -> set[str]:
    """Return the names of the functions that call `record`, themselves or through another one of the room's."""
    calls: dict[str, set[str]] = {}
    for text in sources.values():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                names = {_called(call) for call in ast.walk(node) if isinstance(call, ast.Call)}
                calls.setdefault(node.name, set()).update(names)
    recording = {"record"}
    while more := {name for name, called in calls.items() if called & recording} - recording:
        recording |= more
    return recording


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def test_every_act_says_who_and_when_and_is_recorded() -> None:
    assert list_shapeless(list_sources(), NOT_ACTS) == []


def test_what_is_no_act_exists_and_would_be_found() -> None:
    functions = dict(list_public(list_sources()))

    assert [where for where in NOT_ACTS if where not in functions] == []


@pytest.mark.canary("办理的样子", "办事的函数不说是谁、什么时候，办了不记录")
def test_shapeless_act_is_named() -> None:
    planted = {
        "orgs/actions/planted.py": "def strike(actor, *, at): ...\n"
        "def good(*, actor, at):\n    _note()\ndef _note():\n    record()\n"
    }

    assert list_shapeless(planted, {}) == [
        "orgs/actions/planted.py::strike: actor is no keyword",
        "orgs/actions/planted.py::strike: records nothing",
    ]


def list_modules(kind: str) -> Iterator[object]:
    """Yield every module of a kind (`states`, `permissions`) in all rooms."""
    for found in pkgutil.walk_packages(jifen.__path__, "jifen."):
        if kind in found.name.split(".")[2:]:
            yield importlib.import_module(found.name)


def list_acts() -> dict[str, type[LabelledEnum]]:
    """Return the enum `Act` of each room."""
    acts = {}
    for module in list_modules("states"):
        act = getattr(module, "Act", None)
        if isinstance(act, type) and act.__module__ == module.__name__:
            acts[module.__name__.split(".")[1]] = act
    return acts


def list_ruled() -> set[LabelledEnum]:
    """Return the acts that have a row of rights anywhere."""
    ruled = set()
    for module in list_modules("permissions"):
        for value in vars(module).values():
            if isinstance(value, Rule):
                ruled.add(value.act)
            if isinstance(value, Mapping):
                ruled |= {rule.act for rule in value.values() if isinstance(rule, Rule)}
    return ruled


def test_every_act_has_a_row_of_rights() -> None:
    acts = [act for room in list_acts().values() for act in room]

    unruled = OWN_ACTS | OF_THE_OWNER | OF_THE_CLOCK
    assert [act for act in acts if act not in list_ruled() and act.value not in unruled] == []
    assert len(acts) > 40


def list_machines() -> dict[str, Machine]:
    """Return every table of moves by its noun."""
    machines = {}
    for module in list_modules("states"):
        machines |= {found.noun: found for found in vars(module).values() if isinstance(found, Machine)}
    return machines


BY_THE_PROGRAM = {
    "名册导入": {"CHECKING": ("FAULTY", "READY"), "APPLYING": ("APPLIED",), "UNDOING": ("UNDONE",)},
}
"""Moves no person makes: a state to those the program itself goes on to."""


def list_unreachable(machine: Machine, by_the_program: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the states no chain of moves leads to."""
    reached: set[str | None] = {None}
    while True:
        more = {row.target.value for row in machine.rows if (row.source and row.source.value) in reached}
        more |= {state for source, states in by_the_program.items() if source in reached for state in states}
        if more <= reached:
            return [state.value for state in machine.states if state.value not in reached]
        reached |= more


def test_every_state_can_be_reached_and_every_move_has_a_right() -> None:
    machines = list_machines()

    assert {noun: list_unreachable(one, BY_THE_PROGRAM.get(noun, {})) for noun, one in machines.items()} == {
        noun: [] for noun in machines
    }
    moves = {row.act for machine in machines.values() for row in machine.rows}
    assert {act for act in moves if act.value not in OF_THE_OWNER} - list_ruled() == set()
    assert len(machines) >= 4


@pytest.mark.canary("状态表", "有一个状态怎么也到不了")
def test_state_nothing_leads_to_is_named() -> None:
    class Door(LabelledEnum):
        OPEN = "OPEN", "开"
        SHUT = "SHUT", "关"
        LOST = "LOST", "丢了"

    class Act(LabelledEnum):
        MAKE = "MAKE", "做"
        SHUT = "SHUT", "关上"

    door = Machine(
        "门",
        Door,
        (Transition(Act.MAKE, None, Door.OPEN, "木匠"), Transition(Act.SHUT, Door.OPEN, Door.SHUT, "人")),
    )

    assert list_unreachable(door, {}) == ["LOST"]
