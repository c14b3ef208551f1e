"""Makes the site that `benchmarks.pages` asks: `python -m benchmarks.pages_site BRANCHES` prints its pages."""

from __future__ import annotations

import sys


def main(branches: int) -> None:
    """Build the county, open sessions, and print `name, address, session key` a line."""
    import django

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import connection

    from benchmarks.county import build

    small = {"groups": branches * 10, "people": branches * 50} if branches < 1_500 else {}
    found = build(branches, **small)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what a server does by itself within a minute
    signers = [user.login for name, user in found["users"].items() if name.startswith("signer")]
    print("signing in", "/sign-in/", ",".join(signers), sep="\t")
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
    main(int(sys.argv[1]))
