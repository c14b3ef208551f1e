"""What tests of papers share: a folder of their own, a sound paper, somebody to whom it belongs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jifen.common.decision import ALLOWED
from jifen.documents.actions.cleaning.program import clean_here
from jifen.documents.actions.keeping import keep_document
from jifen.documents.models import Document
from jifen.documents.states.documents import Cleaned, DocumentKind, Owner
from jifen.documents.states.limits import LIMITS
from tests.cast import NOW, Cast
from tests.documents.files import jpeg


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    """The documents folder, empty."""
    settings.JIFEN_DOCUMENTS = tmp_path / "documents"
    return tmp_path / "documents"


@pytest.fixture
def photo() -> Cleaned:
    return clean_here(jpeg(), frozenset(DocumentKind), LIMITS)


@pytest.fixture
def owner(cast: Cast) -> Owner:
    person = cast.person("member")
    return Owner("orgs.person", str(person.pk), str(person), cast.place())


Keep = Callable[..., Document]


@pytest.fixture
def keep(cast: Cast, photo: Cleaned, owner: Owner) -> Keep:
    """Keep a paper of 李明 as the recorder does, unless told otherwise."""

    def act(**other) -> Document:
        given = {"cleaned": photo, "name": "会议记录.jpg", "owner": owner, "allowed": ALLOWED, **other}
        return keep_document(actor=cast.actor("recorder"), at=NOW, **given)

    return act
