"""Working on a draft: saving its whole text, changing single values, giving it up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid
from jifen.rules.editing import CannotChange
from jifen.rules.editing import change_values as changed
from jifen.schemes.actions.recording import name, note
from jifen.schemes.actions.rows import next_version, write_draft
from jifen.schemes.actions.texts import clean_clauses, clean_text
from jifen.schemes.models import SchemeVersion
from jifen.schemes.permissions import may
from jifen.schemes.queries import get_version_for, read_of
from jifen.schemes.states.acts import Act
from jifen.schemes.states.versions import VERSION, VersionState


def save_draft(
    *, actor: Actor, at: datetime, version_id: UUID | str, text: str, clauses: str, seen: int
) -> SchemeVersion:
    """Save the whole text of a draft; a text with faults is kept too, so that nothing typed is lost.

    `seen` is the `version` of the row that the form was opened with. What was checked is a draft again. Raises
    `NotFound`, `NotAllowed`, `NotNow`, `Invalid`, `DraftChangedMeanwhile`.
    """
    with transaction.atomic():
        version = get_version_for(actor, version_id, lock=True)
        may(actor, Act.SAVE_DRAFT, version.place).require()
        move = VERSION.find(Act.SAVE_DRAFT, version.state)
        write_draft(version, clean_text(text), clean_clauses(clauses), move.target, seen)
        note(actor, at, Act.SAVE_DRAFT, version, digest=version.digest)
        return version


def change_values(
    *, actor: Actor, at: datetime, version_id: UUID | str, values: Mapping[str, str], seen: int
) -> SchemeVersion:
    """Change single values, by their keys (`rules.editing.list_values`); every other byte stays as it is.

    A draft is changed itself; of a version that was passed the next one is drafted. Raises `NotFound`, `NotAllowed`,
    `NotNow`, `Blocked`, `DraftChangedMeanwhile`, and `Invalid` at the key of a value that cannot be so.
    """
    with transaction.atomic():
        version = get_version_for(actor, version_id, lock=True)
        may(actor, Act.CHANGE_VALUES, version.place).require()
        text = _with_values(version, values)
        if text == version.text:
            raise Blocked("没有改动任何分值，不用保存。")
        if version.is_open:
            move = VERSION.find(Act.CHANGE_VALUES, version.state)
            write_draft(version, text, version.clauses, move.target, seen)
            made = version
        else:
            made = next_version(version, text, VERSION.find(Act.CHANGE_VALUES, None).target)
        note(actor, at, Act.CHANGE_VALUES, made, digest=made.digest, made_from=name(version))
        return made


def withdraw_version(*, actor: Actor, at: datetime, version_id: UUID | str, reason: str) -> SchemeVersion:
    """Give a version up before it comes into force; it stays readable. Raises `NotFound`, `NotAllowed`, `NotNow`,
    `Invalid`."""
    with transaction.atomic():
        version = get_version_for(actor, version_id, lock=True)
        may(actor, Act.WITHDRAW_VERSION, version.place).require()
        move = VERSION.find(Act.WITHDRAW_VERSION, version.state)
        if not reason.strip():
            raise Invalid(reason="请写明为什么撤回（另有考虑、表决没有通过、上级没有批准等）。")
        version.state, version.reason = VersionState(move.target), reason.strip()[:200]
        version.save(update_fields=["state", "reason"])
        note(actor, at, Act.WITHDRAW_VERSION, version, reason=version.reason)
        return version


def _with_values(version: SchemeVersion, values: Mapping[str, str]) -> str:
    """Return the text of a version with other values."""
    read = read_of(version)
    if read.scheme is None:
        raise Blocked("这份草稿里有错误，读不出分值；请先在“修改全文”里改好错误，再逐项修改分值。")
    try:
        return changed(version.text, read, values)
    except CannotChange as cannot:
        key = "/".join(map(str, cannot.path))
        raise Invalid(**{key: f"{cannot}。"}) from cannot
