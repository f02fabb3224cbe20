"""Who runs this site and how old its data is, from corpus/site.yaml; shown in every footer."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from assistant.errors import CorpusError
from assistant.policy.first_fault import first_fault
from assistant.policy.yaml_file import read_yaml
from assistant.rules.facts import Frozen


class Site(Frozen):
    """What the footer and the statements say; an empty text is left out."""

    host: str = ""
    contact: str = ""
    data_date: str = ""
    data_note: str = ""


def load_site(path: Path) -> Site:
    """The site of a corpus; nothing is known without the file.

    Raises:
        CorpusError: the file is broken.
    """
    if not path.exists():
        return Site()
    try:
        return Site.model_validate(read_yaml(path))
    except ValidationError as error:
        where, why = first_fault(error)
        known = "、".join(Site.model_fields)
        raise CorpusError(f"{path}：{where} 有误（{why}），可写的键有 {known}。") from error
