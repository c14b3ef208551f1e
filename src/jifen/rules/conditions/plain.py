"""A condition without what goes without saying, before it is put into words."""

from __future__ import annotations

from jifen.rules.conditions.syntax import Among, And, Call, Compare, Node, Not, Or, walk


def plainer(node: Node) -> Node:
    """A condition without its guards: ``known(x)`` beside a condition on x goes without saying to a reader."""
    match node:
        case And(items=items):
            kept = [plainer(item) for item in items if not _guards(item, items, known=True)]
            return kept[0] if len(kept) == 1 else And(tuple(kept))
        case Or(items=items):
            kept = [plainer(item) for item in items if not _guards(item, items, known=False)]
            return kept[0] if len(kept) == 1 else Or(tuple(kept))
        case Not(operand=And(items=items)) if any(_guards(item, items, known=True) for item in items):
            return plainer(Or(tuple(_denied(item) for item in items)))
        case Not(operand=operand):
            return Not(plainer(operand))
        case _:
            return node


def _guards(item: Node, items: tuple[Node, ...], *, known: bool) -> bool:
    """Whether an operand only says that the subject of another one is known (``and``) or is not (``or``)."""
    inner = item.operand if isinstance(item, Not) else item
    if not isinstance(inner, Call) or inner.name not in (("known",), ("unknown",)):
        return False
    if ((inner.name == ("known",)) is not isinstance(item, Not)) is not known:
        return False
    others = [other for other in items if other is not item and inner.args[0] in walk(other)]
    return bool(others) and (known or all(map(_excludes, others)))


def _excludes(node: Node) -> bool:
    """Whether a condition says what something is not, so that an empty field is understood to fulfil it."""
    match node:
        case Compare(operator=operator):
            return operator == "!="
        case Not(operand=Compare(operator=operator)):
            return operator == "=="
        case Not(operand=operand):
            return isinstance(operand, Among)
        case _:
            return False


def _denied(node: Node) -> Node:
    return node.operand if isinstance(node, Not) else Not(node)
