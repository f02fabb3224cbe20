"""The expression of a rule in one line, for documents: min(times(add(fact), 比例 30%), …)."""

from __future__ import annotations

from dataclasses import fields

from assistant.rules.expr import Case, Choose, Fact, Node, Number, Parts, Said, When, children
from assistant.rules.program import HELD
from assistant.rules.read.evaluate import show_measured


def outline(node: Node) -> str:
    """The operations by name, the facts by theirs, the numbers as the text writes them."""
    if isinstance(node, Number):
        return f"{node.label} {show_measured(node)}"
    if isinstance(node, Fact):
        return f"{node.name} ≤ {outline(node.most)}" if node.most is not None else node.name
    if node is HELD:
        return "…"
    if isinstance(node, Said):
        return f"said({node.say})"
    if isinstance(node, Parts):
        return f"parts({', '.join(node.rules)})"
    below = [outline(child) for child in children(node)]
    if isinstance(node, Case):
        return f"{node.key}: {below[0]}"
    if isinstance(node, Choose):
        below.insert(0, node.fact)
    if isinstance(node, When):
        return f"when({node.test.fact}, {below[1]}, {below[0]})"
    less = len(node.less) if "less" in {field.name for field in fields(node)} else 0  # type: ignore[union-attr]
    if less:
        below[-less:] = [f"−{one}" for one in below[-less:]]
    return f"{type(node).__name__.lower()}({', '.join(below)})"
