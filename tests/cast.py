"""The cast in tests: by what they do, as rows, as actors, as signed-in browsers."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.test import Client

from jifen.cli.site.cast import LOGINS, ORGANIZATIONS, PEOPLE
from jifen.common.actor import Actor
from jifen.common.permissions import Place
from jifen.orgs.models import Organization, Person, User
from jifen.orgs.queries import get_actor

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CODES = {key: code for key, code, *_ in ORGANIZATIONS}
NAMES = {key: name for key, name, *_ in PEOPLE}
SIGN_IN_NAMES = {key: login for key, login, _ in LOGINS}


class Cast:
    """Everybody by key: `secretary`, `commissioner`, `recorder`, `member`, `probationary`, `activist`, `migrant`,
    `organizer`, `county_organizer`, `stranger` (陈某), `admin`, `auditor`."""

    def organization(self, key: str = "branch") -> Organization:
        found: Organization = Organization.objects.get(code=CODES[key])
        return found

    def place(self, key: str = "branch") -> Place:
        return self.organization(key).place

    def person(self, key: str) -> Person:
        return Person.objects.select_related("branch", "group").get(name=NAMES[key])

    def user(self, key: str) -> User:
        return User.objects.get(login=SIGN_IN_NAMES[key])

    def actor(self, key: str, hat: str = "") -> Actor:
        """Return somebody at the keyboard, in the first of his hats or in the one of a role."""
        actor = get_actor(self.user(key), TODAY)
        if hat:
            actor = actor.wearing(next(own for own in actor.hats if own.role == hat))
        return actor

    def browser(self, key: str, hat: str = "") -> Client:
        """Return a browser in which somebody is signed in, with his own password chosen and his second factor shown."""
        client = Client()
        user = self.user(key)
        User.objects.filter(pk=user.pk).update(must_change_password=False, slip_expires_at=None)
        client.force_login(user)
        session = client.session
        session["second_factor"] = True
        if hat:
            worn = self.actor(key, hat).hat
            assert worn is not None
            session["hat"] = f"{worn.role}.{worn.organization_id}"
        session.save()
        return client
