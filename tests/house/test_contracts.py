"""The walls stand: each import contract catches a violation planted in a copy of the tree."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

FLOORS = "Stairs go down only"
FLATS = "Every flat has the same floor plan"
PURE = "The pure rooms know no framework and no screen"
BOOKS = "Only a book opens its own pages"
CIRCLES = "No circles anywhere"

FLAT_FILES = ("__init__", "errors", "states", "permissions", "models", "queries", "actions")
PLANTED = {
    "rules/planted.py": "import jifen.engine\nimport django.db\n",
    "workbook/planted.py": "import jifen.common\nimport openpyxl\n",
    "common/planted.py": "import click\nfrom jifen.common import planted_too\n",
    "common/planted_too.py": "from jifen.common import planted\n",
    "engine/planted.py": "import pandas\nimport jifen.reports\n",
    "reports/planted.py": "import jifen.cli\nimport jifen.ledger.models\n",
    "utils/__init__.py": "",
    "api/__init__.py": "import jifen.web\n",
    "appraisal/errors.py": "import jifen.appraisal.actions\n",
    "appraisal/helpers.py": "",
    "appraisal/permissions.py": "import jifen.appraisal.queries\n",
    "appraisal/queries.py": "import django.db\n",
    "appraisal/states.py": "import django.db\n",
    "appraisal/actions.py": "import jifen.outcomes.actions\n",
    "meetings/queries/planted.py": "import jifen.ledger.actions\n",
}
CAUGHT = [
    (FLOORS, "jifen.rules is not allowed to import jifen.engine:"),
    (FLOORS, "jifen.workbook is not allowed to import jifen.common:"),
    (FLOORS, "jifen.engine is not allowed to import jifen.reports:"),
    (FLOORS, "jifen.reports is not allowed to import jifen.cli:"),
    (FLOORS, "jifen.api is not allowed to import jifen.web:"),
    (FLOORS, "jifen.appraisal is not allowed to import jifen.outcomes:"),
    (FLOORS, "jifen.meetings is not allowed to import jifen.ledger:"),
    (FLOORS, "- jifen.utils"),
    (FLATS, "jifen.appraisal.errors is not allowed to import jifen.appraisal.actions:"),
    (FLATS, "jifen.appraisal.permissions is not allowed to import jifen.appraisal.queries:"),
    (FLATS, "- jifen.appraisal.helpers"),
    (PURE, "jifen.rules.planted -> django (l.2)"),
    (PURE, "jifen.workbook.planted -> openpyxl (l.2)"),
    (PURE, "jifen.engine.planted -> pandas (l.1)"),
    (PURE, "jifen.common.planted -> click (l.1)"),
    (PURE, "jifen.appraisal.states -> django (l.1)"),
    (PURE, "jifen.appraisal.queries -> django (l.1)"),
    (BOOKS, "- jifen.reports.planted -> jifen.ledger.models (l.2)"),
    (CIRCLES, "No cycles are allowed in jifen.common."),
]


def lint_imports(tree: Path) -> str:
    """Return what the contracts of the project say about a tree."""
    program = Path(sys.executable).with_name("lint-imports")
    finished = subprocess.run(
        [program, "--no-cache"],
        cwd=tree,
        env={"PYTHONPATH": str(tree / "src"), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return finished.stdout + finished.stderr


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each contract says of a copy with every violation planted."""
    tree = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", tree)
    package = tree / "src" / "jifen"
    shutil.copytree(ROOT / "src" / "jifen", package, ignore=shutil.ignore_patterns("__pycache__", "library"))
    for flat in ("appraisal", "outcomes"):
        (package / flat).mkdir()
        for module in FLAT_FILES:
            (package / flat / f"{module}.py").touch()
    for path, text in PLANTED.items():
        (package / path).parent.mkdir(exist_ok=True)
        (package / path).write_text(text, encoding="utf-8")
    sections = re.split(r"\n(.+)\n-+\n", lint_imports(tree).partition("Broken contracts")[2])
    return dict(zip(sections[1::2], sections[2::2], strict=True))


@pytest.mark.canary(
    "引用约定", "往上一层引用、绕过门引用别的屋子、算分的屋子用网页框架、兜圈子引用、多出一间屋子"
)
@pytest.mark.parametrize(("contract", "line"), CAUGHT)
def test_contract_catches_what_is_planted(findings: dict[str, str], contract: str, line: str) -> None:
    assert line in findings[contract]
