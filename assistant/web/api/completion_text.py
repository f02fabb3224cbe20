"""An Answer as the content and annotations of a chat completion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from assistant.answer.render import Json, inert

_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told; offsets of annotations count code points of ``content``."""

    content: str
    annotations: tuple[Json, ...]
    policy: Json
    n_read: int

    @property
    def blocks(self) -> tuple[str, ...]:
        """The content cut after its lines; joined they are the content."""
        return tuple(self.content.splitlines(keepends=True)) or ("",)

    @property
    def usage(self) -> Json:
        """Characters, as no tokens are counted here."""
        told = len(self.content)
        return {
            "prompt_tokens": self.n_read,
            "completion_tokens": told,
            "total_tokens": self.n_read + told,
        }

    @property
    def search_results(self) -> list[Json]:
        """The sources once more, in the shape that some clients read."""
        cited: Any = self.policy.get("citations", [])
        return [
            {
                "title": f"{c['policy_title']}{c['label']}",
                "url": c["page"],
                "date": c["first_day"],
                "snippet": c["quote"],
            }
            for c in cited
        ]


def tell(answer: Json, base: str, *, is_brief: bool, with_sources: bool, n_read: int) -> Told:
    """The completion of an answer; ``base`` is the absolute address of the site."""
    cited: Any = answer["citations"]
    citations = [{**c, "page": _page(base, str(c["clause_id"]))} for c in cited]
    text = inert(str(answer["text"]))
    text = text.split("\n\n")[0] if is_brief else text
    sources = _sources(citations, str(answer["label"])) if with_sources else ""
    policy: Json = {
        "outcome": answer["outcome"],
        "answer_id": answer["id"],
        "citations": citations,
        "estimates": answer["estimates"],
        "warnings": answer["warnings"],
    }
    return Told(text + sources, tuple(_annotations(text, citations)), policy, n_read)


def _page(base: str, clause_id: str) -> str:
    return f"{base.rstrip('/')}/clauses/{clause_id.replace('#', '/')}"


def _name(citation: Json) -> str:
    return f"{citation['policy_title']}{citation['label']}"


def _sources(citations: list[Json], label: str) -> str:
    lines = [f"{c['n']}. [{_name(c)}]({c['page']})" for c in citations]
    listed = "\n\n**依据**\n" + "\n".join(lines) if lines else ""
    return f"{listed}\n\n{label}"


def _annotations(text: str, citations: list[Json]) -> list[Json]:
    known = {str(citation["n"]): citation for citation in citations}
    return [
        {
            "type": "url_citation",
            "url_citation": {
                "start_index": mark.start(),
                "end_index": mark.end(),
                "title": _name(known[mark[1]]),
                "url": known[mark[1]]["page"],
            },
        }
        for mark in _MARK.finditer(text)
        if mark[1] in known
    ]
