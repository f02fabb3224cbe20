"""Read a list of named groups from a data file of the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.errors import CorpusError
from assistant.policy.first_fault import first_fault
from assistant.policy.yaml_file import read_yaml
from assistant.rules.facts import Frozen

Group = TypeVar("Group", bound=Frozen)


def load_groups(path: Path, kind: type[Group]) -> tuple[Group, ...]:
    """The groups in order; none if the corpus has no such file.

    Raises:
        CorpusError: the file is broken; names the keys that a group has.
    """
    if not path.exists():
        return ()
    content = read_yaml(path)
    try:
        return tuple(TypeAdapter(list[kind]).validate_python(content))  # type: ignore[valid-type]
    except ValidationError as error:
        where, why = first_fault(error)
        keys = " 和 ".join(kind.model_fields)
        raise CorpusError(f"{path}：{where} 有误（{why}），每组要有 {keys}。") from error
