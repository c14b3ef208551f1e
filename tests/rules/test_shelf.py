"""The shelf of schemes, and finding one by name or path."""

from pathlib import Path

import pytest

from jifen.rules import shelf
from jifen.rules.shelf import NoSuchScheme, cases, find, names, read
from tests.rules.small import SMALL


def test_the_schemes_of_the_five_documents_are_on_the_shelf():
    assert set(names()) >= {
        "bureau-branch",
        "county-declared",
        "school-branch",
        "township-branch",
        "village-branch",
    }
    assert list(names()) == sorted(names())


def test_a_scheme_on_the_shelf_is_opened_by_its_name():
    assert b"scheme: village-branch" in read("village-branch")
    assert find("village-branch") == ("village-branch/scheme.yaml", read("village-branch"))


def test_worked_cases_come_with_their_names():
    found = cases("village-branch")
    assert found
    assert all(name.endswith(".yaml") and data for name, data in found)
    assert [name for name, _ in found] == sorted(name for name, _ in found)


def test_a_file_is_found_by_its_path(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    file.write_text(SMALL, encoding="utf-8")
    assert find(str(file)) == (str(file), SMALL.encode())


def test_a_folder_leads_to_the_scheme_in_it(tmp_path: Path):
    (tmp_path / "scheme.yaml").write_text(SMALL, encoding="utf-8")
    assert find(str(tmp_path)).name == str(tmp_path / "scheme.yaml")


def test_a_name_nearly_right_is_answered_with_the_right_one():
    with pytest.raises(NoSuchScheme) as missing:
        find("vilage-branch")
    assert str(missing.value) == (
        "没有叫“vilage-branch”的方案，也没有这个文件。是不是想用“village-branch”？"
        f"自带的方案有：{'、'.join(names())}。"
    )


def test_a_name_far_off_is_answered_with_the_list(tmp_path: Path):
    with pytest.raises(NoSuchScheme) as missing:
        find(str(tmp_path))
    assert (
        str(missing.value)
        == f"没有叫“{tmp_path}”的方案，也没有这个文件。自带的方案有：{'、'.join(names())}。"
    )


def test_a_scheme_without_cases_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "scheme.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(shelf, "_shelf", lambda: tmp_path)
    assert names() == ("bare",)
    assert cases("bare") == ()


def test_an_installation_without_a_shelf_has_no_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shelf, "_shelf", lambda: tmp_path / "library")
    assert names() == ()


def test_a_scheme_without_clauses_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "scheme.yaml").write_text(SMALL, encoding="utf-8")
    monkeypatch.setattr(shelf, "_shelf", lambda: tmp_path)
    assert shelf.clauses("bare") == b""
