"""Verbs of this room, one public function per act."""

from jifen.filing.actions.moving import acknowledge_package, receive_package, return_package, send_package
from jifen.filing.actions.preparing import prepare_from_seal, prepare_package

__all__ = [
    "acknowledge_package",
    "prepare_from_seal",
    "prepare_package",
    "receive_package",
    "return_package",
    "send_package",
]
