"""The package: whole when installed, with the shelf of schemes inside and no Python on the shelf."""

import shutil
import subprocess
import sys
import zipfile

import pytest

from tests.house.tree import ROOT

PACKAGE = ROOT / "src" / "jifen"
LIBRARY = PACKAGE / "library"
PLANTED = "jifen/rules/planted.csv"


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}

    assert sorted(str(folder) for folder in folders if not (folder / "__init__.py").exists()) == []


def test_library_is_data_alone() -> None:
    kinds = {path.suffix for path in LIBRARY.rglob("*") if path.is_file()}

    assert kinds <= {".yaml", ".md"}


@pytest.fixture(scope="module")
def left_out(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a wheel of the package leaves out, of a copy with a file of an unknown kind planted."""
    tree = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", tree)
    (tree / "README.md").touch()
    shutil.copytree(ROOT / "src", tree / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    (tree / "src" / "jifen" / "rules" / "planted.csv").touch()
    kept = {path.relative_to(tree / "src").as_posix() for path in tree.rglob("jifen/**/*") if path.is_file()}
    build = "from setuptools import build_meta; build_meta.build_wheel('dist')"

    subprocess.run([sys.executable, "-c", build], cwd=tree, capture_output=True, check=True)

    with zipfile.ZipFile(next((tree / "dist").glob("*.whl"))) as wheel:
        return kept.symmetric_difference(name for name in wheel.namelist() if name.startswith("jifen/"))


def test_wheel_holds_the_code_and_the_library(left_out: set[str]) -> None:
    assert left_out - {PLANTED} == set()


@pytest.mark.canary("安装包", "一个文件没有装进去")
def test_file_the_wheel_leaves_out_is_named(left_out: set[str]) -> None:
    assert PLANTED in left_out
