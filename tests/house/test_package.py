"""The package: whole when installed, with the shelf of schemes inside and no Python on the shelf."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.house.tree import ROOT

PACKAGE = ROOT / "src" / "jifen"
LIBRARY = PACKAGE / "library"


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}

    assert sorted(str(folder) for folder in folders if not (folder / "__init__.py").exists()) == []


def test_library_is_data_alone() -> None:
    kinds = {path.suffix for path in LIBRARY.rglob("*") if path.is_file()}

    assert kinds <= {".yaml", ".md"}


def test_wheel_holds_the_code_and_the_library(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "README.md").touch()
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
    )
    build = "from setuptools import build_meta; build_meta.build_wheel('dist')"

    subprocess.run([sys.executable, "-c", build], cwd=tmp_path, capture_output=True, check=True)

    with zipfile.ZipFile(next((tmp_path / "dist").glob("*.whl"))) as wheel:
        packed = {name for name in wheel.namelist() if name.startswith("jifen/")}
    kept = {path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert packed == {path.relative_to(ROOT / "src").as_posix() for path in kept}
