"""What every test shares: the long profile, what passed for the scoreboard, browser tests that could not run."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.cast import Cast

settings.register_profile(
    "ci",
    max_examples=60,
    deadline=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", parent=settings.get_profile("ci"), max_examples=2_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="also run tests marked long, with many more examples"
    )
    parser.addoption("--figures", metavar="FILE", help="write down which tests passed, for the scoreboard")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "ci")


ACCESS = Path(__file__).parent / "web" / "access"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.is_relative_to(ACCESS))  # their world stays until the end
    if config.getoption("--long"):
        return
    config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("long")])
    items[:] = [item for item in items if not item.get_closest_marker("long")]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    not_run = sum("browser" in report.keywords for report in skipped)
    if figures := terminalreporter.config.getoption("--figures"):
        write_figures(Path(figures), terminalreporter.stats.get("passed", []))
    terminalreporter.write_line(f"browser tests not run: {not_run}")


def write_figures(path: Path, passed: list[pytest.TestReport]) -> None:
    """Write what passed, with what each test noted by `record_property`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    noted = {report.nodeid: dict(report.user_properties) for report in passed}
    path.write_text(json.dumps(noted, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Enter the cast once, after the migrations; every test that does not commit finds it untouched."""
    from django.test.testcases import TransactionTestCase

    from tests import database

    def start_afresh(case: TransactionTestCase) -> None:
        database.empty_tables()
        database.fill()

    TransactionTestCase._fixture_teardown = start_afresh
    with django_db_blocker.unblock():
        database.fill()


@pytest.fixture
def cast(db: None) -> "Cast":
    """The people of the stories, with their organisations and accounts."""
    from tests.cast import Cast

    return Cast()
