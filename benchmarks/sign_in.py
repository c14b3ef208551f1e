"""Signing in as a browser does: the form with its token first, then the form sent."""

from __future__ import annotations

import http.client
import re
from urllib.parse import urlencode

from benchmarks.serving import PASSWORD


def sign_in(port: int, login: str) -> None:
    """Sign in; raise `RuntimeError` where the site does not let in."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/sign-in/")
    answer = connection.getresponse()
    page = answer.read().decode()
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    fields = {"csrfmiddlewaretoken": token[1], "login": login, "password": PASSWORD}
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/sign-in/", urlencode(fields), headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 302:
        raise RuntimeError(f"{login}: {answer.status} {body[:300]!r}")
