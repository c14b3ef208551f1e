"""The processes that answer: one, or several at the same door (Linux), each with an interpreter of its own.

A Python process answers on one core; a county with forty pages a second needs two.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import waitress
from django.db import connections

WATCH_SECONDS = 1


def take_port(host: str, port: int) -> socket.socket:
    """Return a listening socket; raise `OSError` where the port is taken or not allowed."""
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    return socket.create_server(address[:2], family=family, backlog=1024)


def make_server(application: Any, door: socket.socket, threads: int, **options: Any) -> Any:
    """Return a server of this process at a door that is open already."""
    return waitress.create_server(application, sockets=[door], threads=threads, ident=None, **options)


@contextmanager
def helped(count: int, application: Any, door: socket.socket, threads: int, **options: Any) -> Iterator[None]:
    """Let so many other processes answer at the door while the block runs; they end with it, and with this process."""
    connections.close_all()
    helpers = [_fork(application, door, threads, options) for _ in range(count)]
    try:
        yield
    finally:
        for helper in helpers:
            os.kill(helper, signal.SIGTERM)
        for helper in helpers:
            os.waitpid(helper, 0)


def _fork(application: Any, door: socket.socket, threads: int, options: dict[str, Any]) -> int:
    parent = os.getpid()
    if helper := os.fork():
        return helper
    try:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
        make_server(application, door, threads, **options).run()
    finally:
        os._exit(0)  # whatever the parent would do at its end is not this process's business


def _end_with(parent: int) -> None:
    waiting = threading.Event()
    while os.getppid() == parent:
        waiting.wait(WATCH_SECONDS)
    os._exit(0)
