"""Writing files: whole or not there, whatever the disk refuses and at which step."""

import errno
import hashlib
import os
import shutil
import threading

import pytest
from django.db import connection

from jifen.common.refusals import NotNow
from jifen.documents.actions.storing import store
from jifen.documents.actions.together import together
from jifen.documents.errors import ContentChanged, StorageFailed
from jifen.documents.models import Blob, Document
from jifen.documents.queries import path_of
from tests.cast import Cast

CONTENT = b"content" * 100_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
FULL = "服务器磁盘已满，放不下这份 684 KB 的材料，没有保存任何东西；请告诉系统管理员清理磁盘后再提交。"
FAILED = "材料没有写进服务器磁盘，没有保存任何东西；请稍后再试，还是不行就告诉系统管理员检查磁盘。"
STEPS = ("mkdir", "open", "write", "fsync", "close", "rename")


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


class FailingDisk:
    """The steps of writing, of which the n-th fails; what is not below the folder is left alone."""

    def __init__(self, monkeypatch, folder, nth: int, code: int) -> None:
        self.folder, self.nth, self.code = str(folder), nth, code
        self.done: list[str] = []
        self.descriptors: set[int] = set()
        for step in STEPS:
            monkeypatch.setattr(os, step, self.shim(step, getattr(os, step)))

    def shim(self, step, real):
        def act(first, *rest, **options):
            ours = first in self.descriptors or (
                not isinstance(first, int) and str(first).startswith(self.folder)
            )
            if not ours:
                return real(first, *rest, **options)
            self.done.append(step)
            if len(self.done) == self.nth:
                if step == "close":
                    self.descriptors.discard(first)
                    real(first)
                raise OSError(self.code, os.strerror(self.code))
            if step == "write":
                # A disk takes what it likes to: in pieces.
                return real(first, bytes(rest[0][:300_000]))
            result = real(first, *rest, **options)
            if step == "open":
                self.descriptors.add(result)
            if step == "close":
                self.descriptors.discard(first)
            return result

        return act


@pytest.mark.canary("写文件的每一步", "第几步写不进去都不留半份")
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
def test_a_disk_that_fails_at_any_step_leaves_nothing(folder, monkeypatch, code):
    """The loop of faults: the 1st, the 2nd … step fails, until nothing is left to fail."""
    told: set[tuple[str, str]] = set()
    for nth in range(1, 60):
        with monkeypatch.context() as patch:
            disk = FailingDisk(patch, folder, nth, code)
            try:
                store(CONTENT, SHA256)
                break
            except StorageFailed as refusal:
                told.add((disk.done[nth - 1], str(refusal)))
        assert files(folder) == []
        shutil.rmtree(folder, ignore_errors=True)

    full = code in (errno.ENOSPC, errno.EDQUOT)
    assert {step for step, _ in told} == set(STEPS)
    assert {said for _, said in told} == {FULL if full else FAILED}
    assert files(folder) == [path_of(SHA256)]
    assert path_of(SHA256).read_bytes() == CONTENT


def test_what_stands_is_never_written_over(folder):
    assert store(CONTENT, SHA256) is True
    written = path_of(SHA256).stat()

    assert store(CONTENT, SHA256) is False
    assert path_of(SHA256).stat() == written
    path_of(SHA256).write_bytes(b"something else")
    with pytest.raises(ContentChanged):
        store(CONTENT, SHA256)
    assert path_of(SHA256).read_bytes() == b"something else"


def test_a_broken_write_by_any_other_cause_leaves_nothing(folder, monkeypatch):
    def stop(descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "write", lambda descriptor, content: stop(descriptor))

    with pytest.raises(KeyboardInterrupt):
        store(CONTENT, SHA256)

    assert files(folder) == []


@pytest.mark.django_db
def test_full_disk_is_a_refusal_and_nothing_is_in_the_book(keep, folder, monkeypatch):
    FailingDisk(monkeypatch, folder, 5, errno.ENOSPC)

    with pytest.raises(StorageFailed, match="服务器磁盘已满，放不下这份 1 KB 的材料"):
        keep()

    monkeypatch.undo()
    assert (Document.objects.count(), Blob.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_one_act_refused_while_another_keeps_the_same_content(cast: Cast, keep, folder):
    """A race: the file of the refused one must not be taken away under the other."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time; the tests' one in memory refuses the others at once")
    failures: list[BaseException] = []
    start = threading.Barrier(6)

    def act(refused: bool) -> None:
        try:
            start.wait()
            with together():
                keep()
                if refused:
                    raise NotNow("支部已经撤销。")
        except NotNow:
            pass
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(number % 2 == 0,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert Document.objects.count() == 3
    assert files(folder) == [path_of(Blob.objects.get().sha256)]
