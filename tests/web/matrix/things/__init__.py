"""What addresses are about. One small factory per thing reaches it by acting; an unknown parameter name fails.

`@thing("organization")` registers a factory `(world, spot) → Thing`, or None where there can be no such thing at that
spot. What it made is kept: a factory runs once for every spot of a world.
"""

from importlib import import_module
from pathlib import Path

for _path in sorted(Path(__file__).parent.glob("*.py")):
    if _path.stem not in ("__init__", "registry"):
        import_module(f"{__name__}.{_path.stem}")

from tests.web.matrix.things.registry import OF_PEOPLE, REGISTRY, make, spots_of, things_for  # noqa: E402 -- factories first

__all__ = ["OF_PEOPLE", "REGISTRY", "make", "spots_of", "things_for"]
