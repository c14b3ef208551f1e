"""Who acts: a frozen value that a door loads once per request and every action takes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jifen.common.labelled import LabelledEnum


class ActorKind(LabelledEnum):
    """What kind of actor signs an act."""

    PERSON = "PERSON", "本人账号"
    PUBLIC = "PUBLIC", "群众"
    CLOCK = "CLOCK", "到期自动办理"
    INSTALLER = "INSTALLER", "安装程序"


@dataclass(frozen=True, slots=True)
class Hat:
    """One office an account may act in: a role in an organisation, with the organisation's place in the tree.

    `path` is the materialised path of the organisation: every organisation below begins with it.
    """

    role: str
    organization_id: str
    path: str
    label: str

    def reaches(self, path: str) -> bool:
        """Say whether a place of the tree is this organisation or below it."""
        return bool(self.path) and path.startswith(self.path)


@dataclass(frozen=True, slots=True)
class Actor:
    """The account at the keyboard, the person behind it, and the hat worn now; ids are opaque texts.

    `hat` is the current one of `hats`: rights come from it alone, and it is always shown and always audited.
    A person without office wears no hat and still is a member of his branch.
    """

    kind: ActorKind
    name: str
    user_id: str = ""
    person_id: str = ""
    hats: tuple[Hat, ...] = ()
    hat: Hat | None = None

    def __post_init__(self) -> None:
        """Refuse a hat that is not one's own (`ValueError`)."""
        if self.hat is not None and self.hat not in self.hats:
            raise ValueError(f"{self.name} does not own the hat {self.hat.label!r}")

    @property
    def role(self) -> str:
        """Return the role of the current hat, or nothing."""
        return self.hat.role if self.hat else ""

    @property
    def title(self) -> str:
        """Return who acts in which office, as people read it."""
        return f"{self.name}（{self.hat.label}）" if self.hat else self.name

    def wearing(self, hat: Hat | None) -> Actor:
        """Return the same actor in another of his hats."""
        return replace(self, hat=hat)

    def is_person(self, person_id: str) -> bool:
        """Say whether the actor is this very person."""
        return bool(person_id) and self.person_id == person_id


CLOCK = Actor(ActorKind.CLOCK, "到期自动办理")
INSTALLER = Actor(ActorKind.INSTALLER, "安装程序")
VISITOR = Actor(ActorKind.PUBLIC, "未登录的访客")
