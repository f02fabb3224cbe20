"""The collected sources are the seed, byte for byte, and nothing of it is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.policy.corpus import Corpus

SEED = Path(__file__).parents[2].parent / "shared" / "source" / "seed.txt"
ATTACHMENTS = "具体附件(部分文件主要内容):"
WHOLE = (
    "overview-2025",
    "shenzhen-pioneer-2024",
    "longhua-2025",
    "futian-2024",
    "qianhai-2024",
    "longgang-2025",
)

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed text is not here")


@pytest.fixture(scope="module")
def seed() -> str:
    return SEED.read_bytes().decode("utf-8")


def test_every_source_is_a_part_of_the_seed(corpus: Corpus, seed: str) -> None:
    assert [policy.id for policy in corpus.policies if policy.source not in seed] == []


def test_sources_together_are_the_whole_seed(corpus: Corpus, seed: str) -> None:
    joined = "".join(corpus.policy(name).source for name in WHOLE)
    assert "".join(joined.split()) == "".join(seed.replace(ATTACHMENTS, "", 1).split())


def test_drafts_are_passages_of_the_overview(corpus: Corpus) -> None:
    overview = corpus.policy("overview-2025").source
    assert corpus.policy("nanshan-draft").source in overview
    assert corpus.policy("baoan-draft").source in overview
