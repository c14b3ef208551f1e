"""The server of the tests: brought up for one command as an ordinary user, and gone afterwards."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.house.tree import ROOT

ASK = """
import os, sys
sys.path.insert(0, "src")
from pathlib import Path
import psycopg
from jifen.config.databases import read_database
wanted = read_database(os.environ["JIFEN_TEST_DATABASE"], Path("."))
with psycopg.connect(dbname=wanted["NAME"], user=wanted["USER"], host=wanted["HOST"]) as connection:
    owner = Path(wanted["HOST"], "data").stat().st_uid
    print(os.environ["JIFEN_TEST_DATABASE"], owner, connection.execute("show fsync").fetchone()[0])
sys.exit(7)
"""


def test_server_serves_one_command_as_an_ordinary_user_and_is_gone() -> None:
    finished = subprocess.run(
        [sys.executable, "tools/postgresql.py", sys.executable, "-c", ASK],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    address, owner, fsync = finished.stdout.split()
    assert (finished.returncode, fsync) == (7, "off")
    assert int(owner) != 0
    assert not Path(unquote(urlsplit(address).hostname or "")).exists()
