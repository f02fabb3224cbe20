"""Example questions for the first page, from corpus/examples.yaml."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.errors import CorpusError
from assistant.policy.yaml_file import read_yaml
from assistant.rules.facts import Frozen, Words


class ExampleGroup(Frozen):
    """What one kind of user may ask."""

    name: str
    questions: Words


def load_examples(path: Path) -> tuple[ExampleGroup, ...]:
    """The groups in order; none if the corpus has no such file.

    Raises:
        CorpusError: the file is broken.
    """
    if not path.exists():
        return ()
    try:
        return TypeAdapter(tuple[ExampleGroup, ...]).validate_python(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise CorpusError(
            f"{path}：{where} 有误（{first['msg']}），每组要有 name 和 questions。"
        ) from error
