"""cewen search: retrieval alone."""

from __future__ import annotations

import click

from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.cli.opening import with_index
from assistant.cli.options import Form, Whole, form_options, workspace_option
from assistant.cli.parts import load
from assistant.cli.speak import write_json
from assistant.cli.streams import read_standard_input
from assistant.dialogue.conversation import checked
from assistant.indexing import open_searcher
from assistant.policy.corpus import Corpus, load_corpus
from assistant.policy.snapshot import Snapshot
from assistant.retrieval.hit import Hit, Run
from assistant.settings import Settings

MOST = 100


@click.command("search", cls=Command, help="只检索条款，不回答。检索词写成 - 时从标准输入读取。")
@click.argument("words", nargs=-1, required=True, metavar="检索词")
@click.option("-k", "k", type=Whole(1, MOST), default=10, metavar="条数", help="最多几条，默认 10")
@click.option("--policy", "policies", multiple=True, metavar="编号", help="只查这项政策，可写多次")
@click.option("--explain", "is_explained", is_flag=True, help="列出字词分、语义分和扩展词")
@form_options
@workspace_option
def command(
    settings: Settings,
    words: tuple[str, ...],
    k: int,
    policies: tuple[str, ...],
    is_explained: bool,
    form: Form,
) -> int:
    """Search, and list the hits."""
    query = checked(read_standard_input() if words == ("-",) else " ".join(words))
    corpus = load_corpus(settings.corpus, Snapshot.open(settings.snapshot))
    scope = frozenset(corpus.policy(policy).id for policy in policies) or None
    searcher = with_index(settings, lambda: open_searcher(settings, corpus))
    found = searcher.search(query, k=k, policies=scope)
    if form is Form.JSON:
        content = _json(found, is_explained)
        if is_explained:
            content["relevance"] = round(searcher.relevance(found), 4)
        write_json(content)
    elif form is Form.TEXT:
        print("\n".join(_lines(found, corpus, is_explained)))
    else:
        load("draw_hits", "draw")(found, corpus, is_explained)
    return DONE


def _json(found: Run, is_explained: bool) -> dict[str, object]:
    content: dict[str, object] = {"hits": [_hit(hit, is_explained) for hit in found.hits]}
    if is_explained:
        content["expansions"] = list(found.expansions)
    return content


def _hit(hit: Hit, is_explained: bool) -> dict[str, object]:
    content: dict[str, object] = {
        "clause_id": str(hit.clause_id),
        "score": round(hit.score, 6),
        "rank": hit.rank,
    }
    if is_explained:
        content |= {"sparse": round(hit.sparse, 6), "dense": round(hit.dense, 6)}
    return content


def _lines(found: Run, corpus: Corpus, is_explained: bool) -> list[str]:
    if not found.hits:
        return ["没有找到相关条款。"]
    lines = []
    for hit in found.hits:
        clause = corpus.require(hit.clause_id)
        scores = f"（字词 {hit.sparse:.3f}，语义 {hit.dense:.3f}）" if is_explained else ""
        name = f"{clause.label}{clause.heading}"
        title = corpus.policy(hit.clause_id.policy).short_title
        lines.append(f"{hit.rank}. {hit.score:.3f}{scores} {hit.clause_id} {title} {name}")
    if is_explained and found.expansions:
        lines.append(f"扩展词：{'、'.join(found.expansions)}")
    return lines
