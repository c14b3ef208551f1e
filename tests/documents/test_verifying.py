"""What is on the disk compared with the book: missing, changed, left over."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from jifen.audit.models import Record
from jifen.common.actor import CLOCK, INSTALLER
from jifen.common.refusals import NotAllowed
from jifen.documents.actions.verifying import clear_left_over, verify_documents
from jifen.documents.queries import incoming_folder, path_of
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(keep, photo):
    """Three papers of different content."""
    return [keep(cleaned=replace(photo, content=photo.content + bytes([number]))) for number in range(3)]


def test_sound_folder_is_found_sound(three):
    found = verify_documents(actor=CLOCK, at=NOW)

    assert (found.checked, found.missing, found.changed, found.left_over, bool(found)) == (
        3,
        (),
        (),
        (),
        True,
    )


@pytest.mark.canary("核对材料", "一份缺失、一份改了一个字节、一份多出来")
def test_missing_changed_and_left_over_are_told_apart(three):
    gone, changed, _ = (path_of(document.blob_id) for document in three)
    gone.unlink()
    changed.write_bytes(changed.read_bytes()[:-1] + b"x")
    incoming_folder().mkdir(exist_ok=True)
    (incoming_folder() / "half").write_bytes(b"half")

    found = verify_documents(actor=INSTALLER, at=NOW)

    assert (found.missing, found.changed) == ((gone.name,), (changed.name,))
    assert (found.checked, found.left_over, bool(found)) == (3, ("half",), False)
    assert Record.objects.get(act="documents.VERIFY").detail == {
        "checked": 3,
        "missing": [gone.name],
        "changed": [changed.name],
        "left_over": 1,
    }


def test_old_files_without_an_owner_are_cleared_and_no_others(three, folder):
    incoming_folder().mkdir(exist_ok=True)
    orphan = path_of("ab" * 32)
    orphan.parent.mkdir(parents=True)
    old, young = incoming_folder() / "old", incoming_folder() / "young"
    for path, age in ((old, 2), (young, 0), (orphan, 2), (path_of(three[0].blob_id), 2)):
        path.touch()
        moment = (NOW - timedelta(days=age)).timestamp()
        os.utime(path, (moment, moment))
    stray = folder / "note.txt"
    stray.write_text("写给管理员")

    assert clear_left_over(actor=INSTALLER, at=NOW) == 2

    assert [path.exists() for path in (old, young, orphan, stray)] == [False, True, False, True]
    assert verify_documents(actor=CLOCK, at=NOW).left_over == ("note.txt", "young")
    assert Record.objects.get(act="documents.CLEAR").detail == {"files": 2}


def test_only_those_who_look_after_the_machine_check_and_clear(cast):
    for key in ("secretary", "recorder", "stranger"):
        with pytest.raises(NotAllowed, match="系统管理员、审计员"):
            verify_documents(actor=cast.actor(key), at=NOW)
        with pytest.raises(NotAllowed, match="系统管理员"):
            clear_left_over(actor=cast.actor(key), at=NOW)
    with pytest.raises(NotAllowed):
        clear_left_over(actor=cast.actor("auditor"), at=NOW)
    assert verify_documents(actor=cast.actor("auditor"), at=NOW).checked == 0
