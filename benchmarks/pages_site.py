"""Makes the site that `benchmarks.pages` asks: `python -m benchmarks.pages_site HOME BRANCHES` prints its pages."""

from __future__ import annotations

import sys
from pathlib import Path


def main(home: str, branches: int) -> None:
    """Migrate, build the county, open sessions, and print `name, address, session key` a line."""
    from jifen.cli.site.home import prepare_home

    prepare_home(Path(home))
    import django

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from benchmarks.county import build

    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False) if branches != 1_500 else None
    call_command("collectstatic", verbosity=0, interactive=False, ignore=["*.map"])
    small = {"groups": branches * 10, "people": branches * 50} if branches < 1_500 else {}
    found = build(branches, **small)
    keys = {}
    for name, user in found["users"].items():
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "jifen.web.accounts.backends.Accounts"
        session["second_factor"] = True
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        keys[name] = session.session_key
    pages = {
        "organisation of a small branch": (f"/organizations/{found['small']}/", "small"),
        "people of a small branch": (f"/organizations/{found['small']}/people/", "small"),
        "people of a branch of 300": (f"/organizations/{found['large']}/people/", "large"),
        "people of the county": (f"/organizations/{found['county']}/people/", "county"),
        "township with its branches": (f"/organizations/{found['township']}/", "township"),
        "one person": (f"/people/{found['person']}/", "small"),
        "home of a secretary": ("/", "small"),
    }
    for name, (address, who) in pages.items():
        print(name, address, keys[who], sep="\t")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
