"""The errors are the tree that the module draws."""

from __future__ import annotations

import inspect
import re

import pytest

from assistant import errors
from assistant.errors import AssistantError, InstallationError, UserError

CLASSES = {
    name: kind
    for name, kind in vars(errors).items()
    if inspect.isclass(kind) and issubclass(kind, AssistantError)
}


def drawn() -> dict[str, str]:
    """Class -> parent, as the docstring's tree shows them by indentation."""
    parents: dict[str, str] = {}
    open_at: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"^([│├└─\s]*)([A-Z]\w+Error)\b", line)
        if not found:
            continue
        depth, name = len(found.group(1)), found.group(2)
        while open_at and open_at[-1][0] >= depth:
            open_at.pop()
        parents[name] = open_at[-1][1] if open_at else "Exception"
        open_at.append((depth, name))
    return parents


def test_the_tree_in_the_docstring_is_the_tree_of_classes() -> None:
    assert drawn() == {name: kind.__base__.__name__ for name, kind in CLASSES.items()}


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_every_error_is_the_users_or_the_installations(name: str) -> None:
    kind = CLASSES[name]
    assert kind is AssistantError or issubclass(kind, UserError) != issubclass(
        kind, InstallationError
    )
    assert kind.__doc__


@pytest.mark.parametrize(
    ("error", "parts"),
    [
        (errors.DateError("2025-13-40"), ["'2025-13-40'", "2025-06-01"]),
        (errors.NumeralError("百八"), ["'百八'", "800万"]),
        (errors.UnknownPolicyError("mars-1", ("a-1", "b-2")), ["'mars-1'", "a-1、b-2"]),
        (errors.UnknownClauseError("a#99"), ["'a#99'", "cewen search"]),
        (errors.UnknownRuleError("a#1:b", ("a#1:c",)), ["'a#1:b'", "a#1:c"]),
        (errors.UnknownRuleError("a#1:b"), ["cewen calc --list"]),
        (errors.PortError("127.0.0.1", 80, "占用"), ["127.0.0.1:80", "占用", "--port"]),
        (errors.FactsMissingError(("fee",), ("费用",)), ["fee（费用）", "请补上"]),
    ],
)
def test_a_message_is_one_chinese_line_with_the_value_and_what_to_do(
    error: AssistantError, parts: list[str]
) -> None:
    message = str(error)
    assert "\n" not in message
    assert re.search(r"[\u4e00-\u9fff]", message)
    for part in parts:
        assert part in message


def test_a_long_value_is_cut() -> None:
    assert len(str(errors.DateError("9" * 5000))) < 120
    assert len(str(errors.UnknownClauseError("9" * 5000))) < 200
