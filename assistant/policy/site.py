"""Who runs this site, whom to call, where to apply, how old the data is: corpus/site.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.errors import CorpusError
from assistant.policy.first_fault import first_fault
from assistant.policy.yaml_file import read_yaml


class Site(BaseModel):
    """What footer, statements and answers say of the operator; an empty text is left out.

    ``phone`` is the number to ask at; ``apply``: policy id → the address where one applies.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    host: str = ""
    contact: str = ""
    phone: str = ""
    apply: Mapping[str, str] = Field(default_factory=dict)
    data_date: str = ""
    data_note: str = ""

    @field_validator("apply", mode="before")
    @classmethod
    def _addresses(cls, value: object) -> object:
        """An empty value is an empty mapping; addresses are of the web."""
        found = value or {}
        if isinstance(found, Mapping):
            for address in found.values():
                if not str(address).startswith(("https://", "http://")):
                    raise ValueError(f"{address!r} 不是 http 或 https 的网址")
        return found

    def unsaid(self) -> Iterator[str]:
        """What users miss because nobody has filled it in, for the operator."""
        names = {"host": "主办单位", "phone": "咨询电话", "apply": "申报入口"}
        for key, name in names.items():
            if not getattr(self, key):
                yield f"{name}（{key}）"


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
