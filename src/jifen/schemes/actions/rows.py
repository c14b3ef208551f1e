"""Writing rows of versions: the first, the next, and a draft over itself."""

from __future__ import annotations

from django.db.models import Max

from jifen.common.labelled import LabelledEnum
from jifen.common.refusals import Blocked
from jifen.rules.editing import CannotChange, change_head
from jifen.rules.findings import SchemeRefused
from jifen.schemes.actions.texts import FILE, heading_of, upper_of
from jifen.schemes.errors import DraftChangedMeanwhile
from jifen.schemes.models import Scheme, SchemeVersion
from jifen.schemes.states.texts import digest_of
from jifen.schemes.states.versions import IN_THE_MAKING, PASSED, VersionState


def next_version(source: SchemeVersion, text: str, state: LabelledEnum) -> SchemeVersion:
    """Add the next version of a 办法, numbered in its text too; there may be only one in the making."""
    scheme = (
        Scheme.objects.select_for_update(of=("self",)).select_related("organization").get(pk=source.scheme.pk)
    )
    open_one = scheme.versions.filter(state__in=IN_THE_MAKING).first()
    if open_one is not None:
        said = f"第{open_one.number}版还在办理（{open_one.state.label}）"
        raise Blocked(f"{scheme}的{said}，一份办法同时只有一个新版本；请接着办它，或者先撤回它。")
    number = (scheme.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        text = change_head(text, FILE, scheme=scheme.code, version=str(number))
    except (SchemeRefused, CannotChange) as refused:
        raise Blocked(f"第{source.number}版的文本读不懂，不能照它起草：{refused}。") from refused
    return add_version(scheme, number, text, source.clauses, state, made_from=source)


def add_version(
    scheme: Scheme,
    number: int,
    text: str,
    clauses: str,
    state: LabelledEnum,
    *,
    made_from: SchemeVersion | None,
) -> SchemeVersion:
    """Write a new version down."""
    return SchemeVersion.objects.create(
        scheme=scheme,
        number=number,
        text=text,
        clauses=clauses,
        digest=digest_of(text, clauses),
        state=VersionState(state),
        upper=upper_of(scheme.organization, heading_of(text)),
        made_from=made_from,
    )


def write_draft(version: SchemeVersion, text: str, clauses: str, state: LabelledEnum, seen: int) -> None:
    """Write a text into a draft; what its heading says goes with it."""
    if version.version != seen:
        raise DraftChangedMeanwhile
    version.text, version.clauses, version.digest = text, clauses, digest_of(text, clauses)
    version.state, version.version = VersionState(state), seen + 1
    version.upper = upper_of(version.scheme.organization, heading_of(text))
    version.save(update_fields=["text", "clauses", "digest", "state", "version", "upper"])
    if not version.scheme.versions.filter(state__in=PASSED).exists():
        retitle(version.scheme, text)


def retitle(scheme: Scheme, text: str) -> None:
    """Call a 办法 as its text does."""
    heading = heading_of(text)
    if heading is not None and heading.title and heading.title[:200] != scheme.title:
        scheme.title = heading.title[:200]
        scheme.save(update_fields=["title"])
