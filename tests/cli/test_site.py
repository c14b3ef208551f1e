"""`jifen site …` at the keyboard of the server."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings, settings

from jifen.audit.models import Record
from jifen.cli.screen import Refused
from jifen.cli.site import checking, rotating, tuning
from jifen.cli.site.clock import run_clock
from jifen.cli.site.county import building
from jifen.cli.site.county.places import VILLAGE
from jifen.cli.site.home import prepare_home
from jifen.cli.site.serving import refuse_open_air
from jifen.cli.site.starting import take_address
from jifen.common.orm import key_ring
from jifen.common.secrecy import read_ring
from jifen.config.hashing import Hashing
from jifen.orgs.models import Appointment, Organization, Person, User
from tests import database
from tests.cast import Cast
from tests.cli.desk import jifen
from tests.house.tree import ROOT

empty = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the keys of this test run."""
    shutil.copy(Path(settings.HOME) / "keys.json", tmp_path)
    shutil.copy(Path(settings.HOME) / "secret.txt", tmp_path)
    monkeypatch.setenv("JIFEN_HOME", str(tmp_path))
    return tmp_path


# Preparing and tuning --------------------------------------------------------


def test_folder_is_made_once_with_secrets_only_its_owner_reads(tmp_path: Path) -> None:
    home = tmp_path / "home"

    assert [prepare_home(home), prepare_home(home)] == [True, False]

    if os.name == "posix":
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (home, *home.glob("*.*"))}
        assert modes == {"home": "0o700", "secret.txt": "0o600", "keys.json": "0o600"}


@pytest.mark.parametrize(("each", "rounds"), [(25.0, 4), (33.0, 3), (200.0, 2), (0.1, 40)])
def test_rounds_come_nearest_to_a_tenth_of_a_second(each: float, rounds: int) -> None:
    assert tuning.choose(lambda tried: each * tried) == rounds


def test_cost_is_kept_in_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tuning, "measure", lambda rounds: 20.0 * rounds)

    answer = jifen("site", "tune")

    assert answer.output.startswith("一次密码计算约 100 毫秒（强度 5）。")
    kept = json.loads((folder / "hashing.json").read_text(encoding="utf-8"))
    assert Hashing(**kept) == Hashing(5, 19_456, 100)


# Checking --------------------------------------------------------------------


def wrong(**changed: Any) -> list[str]:
    class Chosen:
        ALLOWED_HOSTS = ("localhost",)
        JIFEN_HTTPS = False
        JIFEN_DEMO = False
        JIFEN_HASHING = Hashing(4, 19_456, 97)
        JIFEN_IDLE_MINUTES = 15

    for name, value in changed.items():
        setattr(Chosen, name, value)
    return [said.split("：")[0] for good, said in checking.find_in_settings(Chosen) if not good]


@pytest.mark.canary("网站检查", "任意网址、不加密、演示、没测密码强度、退出太晚")
@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({}, []),
        ({"ALLOWED_HOSTS": ["*"], "JIFEN_HTTPS": True}, ["网站地址"]),
        ({"ALLOWED_HOSTS": ["jf.example.gov.cn"]}, ["传输加密"]),
        ({"ALLOWED_HOSTS": ["jf.example.gov.cn"], "JIFEN_HTTPS": True}, []),
        ({"JIFEN_DEMO": True}, ["演示"]),
        ({"JIFEN_HASHING": Hashing()}, ["密码强度"]),
        ({"JIFEN_HASHING": Hashing(2, 19_456, 20)}, ["密码强度"]),
        ({"JIFEN_IDLE_MINUTES": 120}, ["多久不操作就退出"]),
    ],
)
def test_every_unsafe_setting_is_named(changed: dict[str, Any], named: list[str]) -> None:
    assert wrong(**changed) == named


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights otherwise")
def test_key_file_others_can_read_is_named(folder: Path) -> None:
    (folder / "keys.json").chmod(0o644)
    (folder / "secret.txt").unlink()

    said = [said for good, said in checking.find_in_folder(folder) if not good]

    assert said == [
        f"密钥文件：{folder} 里没有 secret.txt，请运行 jifen site prepare。",
        f"密钥文件：{folder / 'keys.json'} 别人也能读，请运行 chmod 600 {folder / 'keys.json'}",
    ]


@pytest.mark.django_db
def test_check_ends_with_one_where_something_is_to_be_changed(folder: Path) -> None:
    answer = jifen("site", "check")

    assert answer.exit_code == 1
    assert "好　　数据库：" in answer.output
    assert "要改　密码强度：还没有测过这台电脑，请运行 jifen site tune。" in answer.output


# The first account -----------------------------------------------------------


def first(*words: str) -> Any:
    return jifen("site", "first-account", *words)


@empty
def test_first_account_of_a_branch_is_its_secretarys_with_a_random_password() -> None:
    database.empty_tables()

    answer = first("--organization", "红旗镇柳林村党支部", "--code", "62000103", "--name", "马书记")

    user = User.objects.get()
    password = answer.output.split("密码　　")[1].split()[0]
    assert (user.login, user.must_change_password, user.check_password(password)) == ("马书记", True, True)
    assert [(row.organization.full_name, row.role) for row in Appointment.objects.all()] == [
        ("红旗镇柳林村党支部", "SECRETARY")
    ]
    assert set(Record.objects.values_list("actor_kind", flat=True)) == {"INSTALLER"}


@empty
def test_first_account_of_a_department_stands_in_its_own_branch_beside_an_administrator() -> None:
    database.empty_tables()

    first(
        *("--kind", "党委部门", "--organization", "示范县委组织部", "--code", "620000", "--name", "何干事"),
        *("--own-branch", "示范县委组织部机关党支部", "--with-admin"),
    )

    assert list(User.objects.values_list("login", "duty")) == [("何干事", "NONE"), ("系统管理员", "ADMIN")]
    assert Appointment.objects.get().role == "COUNTY_ORGANIZER"
    assert str(Person.objects.get().branch) == "示范县委组织部机关党支部"


@empty
def test_first_account_above_a_branch_needs_a_branch_and_leaves_nothing_half_done() -> None:
    database.empty_tables()

    answer = first("--kind", "党委", "--organization", "红旗镇党委", "--code", "6", "--name", "王组织员")

    assert answer.exit_code == 1
    assert answer.stderr == "党委要写 --own-branch：王组织员的组织关系在哪个机关支部。\n"
    assert not Organization.objects.exists()


@pytest.mark.django_db
def test_there_is_one_first_account() -> None:
    answer = first("--organization", "又一个党支部", "--code", "7", "--name", "马书记")

    assert answer.stderr.startswith("这个网站里已经有组织了。")


@pytest.mark.django_db
def test_slip_from_the_server_opens_a_closed_account_too(cast: Cast) -> None:
    User.objects.filter(login="系统管理员").update(is_active=False)

    answer = jifen("site", "slip", "系统管理员")

    admin = cast.user("admin")
    assert admin.is_active
    assert admin.check_password(answer.output.split("密码　　")[1].split()[0])
    assert Record.objects.order_by("-number")[0].actor_name == "安装程序"
    assert jifen("site", "slip", "没有的").stderr == "没有登录名是“没有的”的账号，请核对。\n"


# Keys ------------------------------------------------------------------------


def versions() -> set[str]:
    return {person.phone.sealed.split(":")[0] for person in Person.objects.exclude(phone="")}


def add_factor(cast: Cast) -> Authenticator:
    sealed = key_ring().seal("JBSWY3DP", "mfa.authenticator.data")
    factor: Authenticator = Authenticator.objects.create(
        user=cast.user("member"), type="totp", data={"secret": sealed}
    )
    return factor


@pytest.mark.django_db
def test_new_key_reseals_everything_and_the_old_one_goes_when_nothing_needs_it(
    cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotating, "BATCH", 1)
    factor = add_factor(cast)
    assert versions() == {"1"}

    answer = jifen("site", "rotate-keys", "--site-is-stopped")

    ring = read_ring((folder / "keys.json").read_text(encoding="utf-8"))
    assert (answer.exit_code, ring.current, sorted(ring.keys), versions()) == (0, 2, [1, 2], {"2"})
    assert answer.output.splitlines()[:2] == ["人员的手机：2 处", "两步验证：1 处"]
    phone = cast.person("member").phone.sealed
    assert ring.open(phone, "orgs.person.phone") == "13800000001"
    factor.refresh_from_db()
    assert ring.open(factor.data["secret"], "mfa.authenticator.data") == "JBSWY3DP"

    jifen("site", "rotate-keys", "--site-is-stopped", "--remove-old")
    ring = read_ring((folder / "keys.json").read_text(encoding="utf-8"))
    assert (ring.current, sorted(ring.keys)) == (2, [2])


@pytest.mark.django_db
def test_interrupted_rotation_goes_on_with_the_same_key(
    cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    factor = add_factor(cast)

    def power_cut(*_: Any) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rotating, "_reseal_factors", power_cut)
        jifen("site", "rotate-keys", "--site-is-stopped")
    assert (versions(), factor.data["secret"][:2]) == ({"2"}, "1:")

    answer = jifen("site", "rotate-keys", "--site-is-stopped", "--remove-old")

    assert answer.output.splitlines()[:2] == ["上次换钥匙没有做完，接着做。", "两步验证：1 处"]
    assert sorted(read_ring((folder / "keys.json").read_text(encoding="utf-8")).keys) == [2]


@pytest.mark.canary("换钥匙", "还有没换的就删旧钥匙")
@pytest.mark.django_db
def test_old_key_stays_while_something_needs_it(
    cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotating, "_reseal_column", lambda *_: 0)
    jifen("site", "rotate-keys", "--site-is-stopped")

    answer = jifen("site", "rotate-keys", "--site-is-stopped", "--remove-old")

    assert answer.stderr == "还有 2 处是旧钥匙加密的，请再运行一次。\n"
    assert sorted(read_ring((folder / "keys.json").read_text(encoding="utf-8")).keys) == [1, 2]


def test_keys_are_not_changed_under_a_site_at_work(folder: Path) -> None:
    assert jifen("site", "rotate-keys").stderr.startswith("请先停下网站")


# The address of the database in a file -----------------------------------------


def test_address_of_the_database_may_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "address.txt"
    monkeypatch.setenv("JIFEN_DATABASE", "")
    monkeypatch.setenv("JIFEN_DATABASE_FILE", str(file))
    with pytest.raises(Refused, match="读不出来"):
        take_address()
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(Refused, match="是空的"):
        take_address()
    file.write_text("postgresql://jifen@database/jifen\n", encoding="utf-8")

    take_address()
    assert os.environ["JIFEN_DATABASE"] == "postgresql://jifen@database/jifen"

    # What is said outright counts, as everywhere.
    monkeypatch.setenv("JIFEN_DATABASE", "postgresql://other/")
    take_address()
    assert os.environ["JIFEN_DATABASE"] == "postgresql://other/"


# Demonstration, clock, serving -----------------------------------------------


@empty
def test_demonstration_is_loaded_once_and_prints_the_same_passwords_again(
    folder: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.empty_tables()
    settings.JIFEN_DEMO = True
    monkeypatch.setattr(building, "FIVE", (VILLAGE,))

    first = jifen("site", "demo", "--entries", "10")
    shown, again = first.stdout, jifen("site", "demo").output

    assert shown == again
    assert re.fullmatch(r"青山村支部：31 人，2 本积分账，\d+ 条\n", first.stderr)
    [line] = [line for line in shown.splitlines() if line.startswith("孙记录员")]
    user = User.objects.get(login="孙记录员")
    assert user.check_password(line.split()[1])
    assert line.split()[2] == "青山村支部记录员"
    assert not user.must_change_password
    if os.name == "posix":
        assert (folder / "demo-logins.txt").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_demonstration_never_goes_into_a_site_with_data(folder: Path, settings: LazySettings) -> None:
    assert jifen("site", "demo").stderr.startswith("演示数据只能装进演示用的网站")
    settings.JIFEN_DEMO = True
    assert jifen("site", "demo").stderr.startswith("这个网站里已经有组织了")


@pytest.mark.django_db
def test_clock_says_what_it_did(cast: Cast) -> None:
    at = database.STARTED + timedelta(days=91)

    def lines() -> list[str]:
        return [str(done) for done in run_clock(at)]

    rest = [
        "导出旧的操作记录：没有设置，不办。",
        "登记申辩期满（一般的扣分，过七天没有登记的）：0 件。",
        "公示期满，等登记结果：0 份，由支部办理。",
        "核对积分账：全部核对得上。",
        "清理过期的登录：办好了。",
    ]
    assert lines() == ["停用 90 天没有用过的账号：10 个。", *rest]
    rest[3] = "核对积分账：今天已经核对过。"
    assert lines() == ["停用 90 天没有用过的账号：0 个。", *rest]
    assert jifen("clock").exit_code == 0


@pytest.mark.canary("明文传密码", "不加密就给别的电脑用")
@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "jf.example.gov.cn"])
def test_plain_http_is_for_this_machine_alone(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="没有加密，密码会明着传"):
        refuse_open_air(host)
    monkeypatch.setenv("JIFEN_BEHIND_PROXY", "1")
    refuse_open_air(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_loopback_needs_no_encryption(host: str) -> None:
    refuse_open_air(host)


def test_settings_of_a_server_are_clean_by_the_frameworks_own_list(tmp_path: Path) -> None:
    prepare_home(tmp_path)
    surroundings = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("JIFEN_", "DJANGO_"))},
        "JIFEN_HOME": str(tmp_path),
        "JIFEN_HOSTS": "jf.example.gov.cn",
        "JIFEN_HTTPS": "1",
        "JIFEN_BEHIND_PROXY": "1",
        "DJANGO_SETTINGS_MODULE": "jifen.config.settings",
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]

    done = subprocess.run(
        command, env=surroundings, cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == 0, done.stderr


def test_site_is_prepared_served_and_stopped(tmp_path: Path) -> None:
    """The whole way on SQLite: the one test that takes seconds, in programs of its own."""
    (tmp_path / "vendor").mkdir()
    for name in ("tabler.min.css", "htmx.min.js"):
        (tmp_path / "vendor" / name).write_text("/* */", encoding="utf-8")
    surroundings = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("JIFEN_", "DJANGO_"))},
        "JIFEN_HOME": str(tmp_path / "var"),
        "JIFEN_ASSETS": str(tmp_path),
        "JIFEN_DEMO": "1",
        "PYTHONUTF8": "1",
    }
    program = [sys.executable, "-c", "from jifen.cli.main import main; main()", "site"]
    how: dict[str, Any] = {"env": surroundings, "cwd": ROOT, "encoding": "utf-8"}
    for command in ("prepare", "demo"):
        subprocess.run([*program, command], check=True, capture_output=True, **how)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        helpers = 1 if hasattr(os, "fork") else 0
        serve = [*program, "serve", "--port", port, "--processes", str(1 + helpers)]
        refused = subprocess.run(serve, check=False, capture_output=True, **how)
    assert f"端口 {port} 已经被别的程序占用" in refused.stderr

    with subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == f"网站已经启动：http://127.0.0.1:{port}/　按 Ctrl-C 停止。\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/") as page:
            assert "登录名" in page.read().decode()
        children = children_of(server.pid)
        assert len(children) == 1 + helpers  # the worker of long tasks, and whoever answers beside
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=60) == 0
    assert [child for child in children if is_alive(child)] == []


def children_of(pid: int) -> list[int]:
    """The children of a process, where the system tells."""
    tasks = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in tasks.read_text().split()] if tasks.exists() else []


def is_alive(pid: int) -> bool:
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True
