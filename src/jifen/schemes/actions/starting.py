"""Beginning: a new 办法 with its first draft, or the next version of one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.refusals import Invalid
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.organizations import OrganizationKind
from jifen.rules import shelf
from jifen.rules.clauses import clauses_of
from jifen.rules.editing import CannotChange, change_head
from jifen.rules.findings import SchemeRefused
from jifen.schemes.actions.recording import name, note
from jifen.schemes.actions.rows import add_version, next_version
from jifen.schemes.actions.texts import CLAUSES, FILE, clean_clauses, clean_text, heading_of
from jifen.schemes.models import Scheme, SchemeVersion
from jifen.schemes.permissions import may, may_start
from jifen.schemes.queries import get_version_for, list_same_code
from jifen.schemes.states.acts import Act
from jifen.schemes.states.versions import VERSION


def start_scheme(
    *,
    actor: Actor,
    at: datetime,
    organization_id: UUID | str,
    library: str = "",
    text: str = "",
    clauses: str = "",
    version_id: UUID | str | None = None,
    code: str = "",
) -> SchemeVersion:
    """Begin a 办法 with its first draft: from the shelf (`library`), from a text, or from a version one sees.

    `code` gives it another identifier than its text says: in one book an identifier means one 办法. From a superior's
    version the draft builds on it (`extends`) and says only what is one's own. Raises `NotFound`, `NotAllowed`,
    `Invalid`.
    """
    with transaction.atomic():
        organization = get_organization_for(actor, organization_id, lock=True)
        group = organization.kind is OrganizationKind.GROUP
        may_start(actor, organization.place, has_schemes=not group).require()
        move = VERSION.find(Act.START_SCHEME, None)
        source = get_version_for(actor, version_id) if version_id else None
        if library:
            text, clauses = _from_shelf(library)
        elif source is not None:
            text, clauses = _built_on(organization, source, code), source.clauses
        text, code = _under(clean_text(text), code.strip())
        heading = heading_of(text)
        taken = list_same_code(organization, code).first()
        if taken is not None:
            raise Invalid(code=_say_taken(organization, taken, code))
        assert heading is not None  # `_under` read it
        scheme = Scheme.objects.create(
            organization=organization,
            code=code,
            title=(heading.title or code)[:200],
            library=library,
            started_at=at,
        )
        version = add_version(scheme, 1, text, clean_clauses(clauses), move.target, made_from=source)
        note(actor, at, Act.START_SCHEME, version, library=library, made_from=name(source))
        return version


def start_version(*, actor: Actor, at: datetime, version_id: UUID | str) -> SchemeVersion:
    """Begin the next version of a 办法 with the text of one of its versions.

    Raises `NotFound`, `NotAllowed`, and `Blocked` while another version is in the making.
    """
    with transaction.atomic():
        source = get_version_for(actor, version_id)
        may(actor, Act.START_VERSION, source.place).require()
        move = VERSION.find(Act.START_VERSION, None)
        version = next_version(source, source.text, move.target)
        note(actor, at, Act.START_VERSION, version, made_from=name(source))
        return version


def _from_shelf(library: str) -> tuple[str, str]:
    """Return the texts of a model scheme; a sample has the clauses of the scheme it is a sample of."""
    try:
        text, clauses = shelf.read(library).decode(), shelf.clauses(library)
        other = clauses_of(clauses, CLAUSES)
        return text, (shelf.clauses(other) if other else clauses).decode()
    except shelf.NoSuchScheme as missing:
        raise Invalid(library=str(missing)) from missing


def _built_on(organization: Organization, source: SchemeVersion, code: str) -> str:
    """Return the text to begin with: of a superior's version the few lines that build on it, else the text itself."""
    above = organization.path.startswith(source.place.path) and source.place.path != organization.path
    if not above:
        return source.text
    own = code.strip() or f"{source.scheme.code}-{organization.code}"
    return (
        f"scheme: {own}\nversion: 1\ntitle: {organization}补充办法\n"
        f"assumed: true   # 每一项写上依据的条款（clause）以后，可以删去这一行\n"
        f"extends: {{scheme: {source.scheme.code}, version: {source.number}}}\n"
    )


def _under(text: str, code: str) -> tuple[str, str]:
    """Return a text as version 1 under an identifier, its own where none is given."""
    try:
        heading = heading_of(text)
        own = code or (heading.code if heading else "")
        return change_head(text, FILE, scheme=own, version="1"), own
    except SchemeRefused as refused:
        raise Invalid(text="；".join(map(str, refused.findings))) from refused
    except CannotChange as cannot:
        raise Invalid(text=f"{cannot}。") from cannot


def _say_taken(organization: Organization, taken: Scheme, code: str) -> str:
    if taken.organization_id == organization.pk:
        return f"本组织已经有代号“{code}”的办法{taken}，请在它下面起草新版本；确是另一份办法的，换一个代号。"
    return f"{taken.organization}已经有代号“{code}”的办法{taken}，同一本账里代号不能重复，请换一个代号。"
