"""孙记录员 copies everything to a USB stick while the site works; a stranger puts it back on another computer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trust.installation import ROOT, Installation, new_database, surroundings
from tests.trust.test_races import answer, stop

pytestmark = pytest.mark.django_db
PROGRAM = [sys.executable, "-c", "from jifen.cli.main import main; main()"]


def run(home: Path, database: str, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [*PROGRAM, *words],
        env=surroundings(home, database),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def post(installation: Installation, *keys: str) -> None:
    worker = installation.start("post", installation.book)
    assert answer(worker) == "ready"
    assert worker.stdin is not None
    for key in keys:
        worker.stdin.write(key + "\n")
        assert answer(worker) == "new"
    stop(worker)


def back_up(installation: Installation, stick: Path, *words: str) -> Path:
    code, said = run(installation.home, installation.database, "site", "backup", str(stick), *words)
    assert code == 0, said
    return max(stick.glob("jifen-*"))


@pytest.mark.canary("备份读得回来", "备份里的文件坏了、少了")
def test_backup_comes_back_on_another_computer_and_a_broken_one_does_not(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    installation = Installation(tmp_path / "home")
    post(installation, "一", "二")
    backup = back_up(installation, tmp_path / "usb", "--with-keys")
    post(installation, "三")
    new, database = tmp_path / "new", new_database()

    code, said = run(new, database, "site", "restore", str(backup))

    assert code == 0, said
    assert "1 本积分账核对得上" in said
    assert "2 条" in run(new, database, "ledger", "list")[1]
    assert run(new, database, "ledger", "verify")[0] == 0
    assert "已经有东西" in run(new, database, "site", "restore", str(backup))[1]
    manifest = json.loads((backup / "backup.json").read_text(encoding="utf-8"))
    broken = next(path for path in backup.iterdir() if path.name.startswith(("jifen.sqlite3", "database")))
    content = bytearray(broken.read_bytes())
    content[len(content) // 2] ^= 1
    broken.write_bytes(content)
    assert "读回来对不上" in run(tmp_path / "third", "", "site", "restore", str(backup))[1]
    assert manifest["books"][installation.book][0] == 2


def test_backup_without_keys_says_so_and_needs_them_to_come_back(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    installation = Installation(tmp_path / "home")
    backup = back_up(installation, tmp_path / "usb")
    new, database = tmp_path / "new", new_database()

    assert not (backup / "keys.json").exists()
    assert "没有找到钥匙 secret.txt、keys.json" in run(new, database, "site", "restore", str(backup))[1]
    assert run(new, database, "site", "restore", str(backup), "--keys", str(installation.home))[0] == 0


def test_backup_inside_the_data_folder_is_refused_and_only_the_last_are_kept(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    installation = Installation(tmp_path / "home")
    for day in ("20200101", "20200102"):
        old = tmp_path / "usb" / f"jifen-{day}-000000"
        old.mkdir(parents=True)
        (old / "backup.json").write_text("{}", encoding="utf-8")

    backup = back_up(installation, tmp_path / "usb", "--keep", "2")

    kept = sorted(path.name for path in (tmp_path / "usb").iterdir())
    assert kept == ["jifen-20200102-000000", backup.name]
    last = json.loads((installation.home / "last-backup.json").read_text(encoding="utf-8"))
    assert last["folder"] == backup.name
    assert not (backup / "last-backup.json").exists()
    said = run(installation.home, installation.database, "site", "backup", str(installation.home / "b"))[1]
    assert "不能放在数据文件夹" in said
    assert "不是一份完整的备份" in run(tmp_path / "x", "", "site", "restore", str(tmp_path))[1]
