"""What the stories of this room do again and again."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from jifen.common.basis import Basis, BasisKind
from jifen.rules.editing import list_values
from jifen.schemes import actions
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import read_of
from tests.cast import NOW, TODAY, Cast

VOTE = Basis(BasisKind.MEETING, "支部党员大会", TODAY, "青山村会议记录2026-3")
ORDER = Basis(BasisKind.DOCUMENT, "关于印发积分办法的通知", TODAY, "红旗发〔2026〕15号")


def at(day: date) -> datetime:
    """Return nine o'clock of a day."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def start(
    cast: Cast, library: str = "village-branch", by: str = "secretary", **changes: Any
) -> SchemeVersion:
    """Begin a 办法 of the branch from the shelf."""
    given = {
        "actor": cast.actor(by),
        "at": NOW,
        "organization_id": cast.organization().pk,
        "library": library,
    }
    return actions.start_scheme(**{**given, **changes})


def write(cast: Cast, text: str, by: str = "secretary", **changes: Any) -> SchemeVersion:
    """Begin a 办法 of the branch from a text."""
    return start(cast, "", by, text=text, **changes)


def value_key(version: SchemeVersion, *words: str) -> str:
    """Return the key of the one value whose place and name hold these words."""
    found = [
        value
        for value in list_values(version.text, read_of(version))
        if all(word in "".join((*value.place, value.what)) for word in words)
    ]
    assert len(found) == 1, [value.place for value in found]
    return found[0].key


def change(cast: Cast, version: SchemeVersion, key: str, new: str, by: str = "secretary") -> SchemeVersion:
    """Change one value."""
    return actions.change_values(
        actor=cast.actor(by), at=NOW, version_id=version.pk, values={key: new}, seen=version.version
    )


def validate(cast: Cast, version: SchemeVersion, by: str = "secretary") -> SchemeVersion:
    """Close a draft."""
    return actions.validate_version(actor=cast.actor(by), at=NOW, version_id=version.pk, seen=version.version)


def adopt(
    cast: Cast, version: SchemeVersion, basis: Basis = VOTE, by: str = "secretary", when: datetime = NOW
) -> SchemeVersion:
    """Close a draft and enter that it was passed."""
    version = validate(cast, version, by)
    return actions.adopt_version(
        actor=cast.actor(by), at=when, version_id=version.pk, basis=basis, seen=version.version
    )


def put_in_force(
    cast: Cast, version: SchemeVersion, period: str, by: str = "secretary", when: datetime = NOW
) -> SchemeVersion:
    """Settle from when a version holds."""
    return actions.put_in_force(actor=cast.actor(by), at=when, version_id=version.pk, from_period=period)


def in_force(cast: Cast, library: str = "village-branch", period: str = "2026-03") -> SchemeVersion:
    """Return the 办法 of the branch, in force since the first of March."""
    return put_in_force(cast, adopt(cast, start(cast, library)), period)
