"""load_corpus: what it gives, and what it says about a broken corpus."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import (
    CorpusError,
    SourceChangedError,
    UnknownClauseError,
    UnknownPolicyError,
)
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus, load_corpus
from assistant.text.dates import parse_validity

ROOT = Path(__file__).parents[2]
BAD = sorted(path for path in (ROOT / "tests" / "bad" / "corpus").iterdir() if path.is_dir())

IN_FORCE = {
    "shenzhen-pioneer-2024": (date(2024, 12, 18), date(2026, 12, 17)),
    "longhua-2025": (date(2025, 1, 1), date(2027, 12, 31)),
    "futian-2024": (date(2024, 11, 1), date(2027, 12, 31)),
    "qianhai-2024": (date(2024, 9, 14), date(2027, 9, 13)),
    "longgang-2025": (date(2025, 1, 10), date(2028, 1, 9)),
    "nanshan-draft": (None, None),
    "baoan-draft": (None, None),
    "overview-2025": (None, None),
}


@pytest.mark.parametrize("folder", BAD, ids=lambda path: path.name)
def test_load_corpus_when_broken_says_what_where_and_what_to_do(folder: Path) -> None:
    fault = sorted(folder.rglob("policy.yaml"))[0].read_text(encoding="utf-8")
    comment = fault.removeprefix("# yamllint disable-file\n").splitlines()[0]
    words = comment.removeprefix("# ").split()
    with pytest.raises(CorpusError) as caught:
        load_corpus(folder)
    message = str(caught.value)
    assert [word for word in words if word not in message] == [], message
    assert "\n" not in message


def test_load_corpus_when_a_source_was_changed_raises_its_own_error() -> None:
    with pytest.raises(SourceChangedError):
        load_corpus(ROOT / "tests" / "bad" / "corpus" / "wrong-hash")


def test_load_corpus_when_there_is_no_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cewen init"):
        load_corpus(tmp_path / "none")


def test_load_corpus_when_there_are_no_policies_says_so(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="没有政策"):
        load_corpus(tmp_path)


def test_policies_are_in_force_as_the_contract_says(corpus: Corpus) -> None:
    assert {p.id: (p.first_day, p.last_day) for p in corpus.policies} == IN_FORCE
    assert [p.id for p in corpus.policies] == list(IN_FORCE)


def test_dates_agree_with_the_text(corpus: Corpus) -> None:
    for policy in corpus.policies:
        assert policy.validity_quote in policy.source
        read = parse_validity(policy.validity_quote)
        assert (read.first_day, read.last_day) == (policy.first_day, policy.last_day)


def test_titles_and_urls_stand_in_the_texts(corpus: Corpus) -> None:
    texts = corpus.policy("overview-2025").source
    for policy in corpus.policies:
        assert policy.title.translate(str.maketrans("（）", "()")) in texts
        assert policy.url in policy.source
        assert policy.issuer in policy.source


def test_the_other_name_of_the_futian_policy_stands_in_the_overview(corpus: Corpus) -> None:
    name = corpus.policy("futian-2024").mismatched_titles[0]
    assert f"《{name}》" in corpus.policy("overview-2025").source
    assert name not in corpus.policy("futian-2024").source


def test_articles_that_are_not_collected_are_told(corpus: Corpus) -> None:
    policy = corpus.policy("longhua-2025")
    assert policy.missing_articles == (1, 2, 3)
    assert any("第一条至第三条没有收录" in note for note in policy.notes)


def test_references_to_documents_not_collected(corpus: Corpus) -> None:
    policy = corpus.policy("longhua-2025")
    named = [c.id.article for c in policy.clauses if policy.references_of(c)]
    assert named == [4, 8]


def test_leaves_of_the_corpus(corpus: Corpus) -> None:
    assert len(corpus.clauses) == 18 + 11 + (13 - 6 + 14) + 16 + 16 + 4 + 3 + 2
    assert all(clause.is_leaf for clause in corpus.clauses)


def test_look_up_by_id(corpus: Corpus) -> None:
    item = ClauseId.parse("futian-2024#1.2")
    article = ClauseId.parse("futian-2024#1")
    assert corpus.require(item).id == item
    assert [clause.id for clause in corpus.covering(item)] == [item, article]
    assert [str(clause.id) for clause in corpus.leaves(article)] == [
        "futian-2024#1.1",
        "futian-2024#1.2",
    ]
    assert corpus.clause(ClauseId.parse("futian-2024#99")) is None


def test_look_up_of_what_is_not_there_names_it(corpus: Corpus) -> None:
    with pytest.raises(UnknownClauseError, match="futian-2024#99"):
        corpus.require(ClauseId.parse("futian-2024#99"))
    with pytest.raises(UnknownPolicyError, match=r"luohu.*longhua-2025"):
        corpus.policy("luohu")


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    rules = tmp_path / "corpus" / "longgang-2025" / "rules.yaml"
    rules.unlink()
    rules.mkdir()
    with pytest.raises(CorpusError, match=r"rules\.yaml"):
        load_corpus(tmp_path / "corpus")


def test_version_changes_with_any_data_file(tmp_path: Path, corpus: Corpus) -> None:
    copy = tmp_path / "corpus"
    shutil.copytree(ROOT / "corpus", copy)
    assert load_corpus(copy).version == corpus.version
    (copy / "more.yaml").write_text("a: 1\n", encoding="utf-8")
    assert load_corpus(copy).version != corpus.version


def test_a_link_that_is_no_web_address_is_told(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    policy = tmp_path / "corpus" / "longgang-2025" / "policy.yaml"
    lines = policy.read_text().splitlines()
    changed = ["url: javascript:alert(1)" if line.startswith("url:") else line for line in lines]
    policy.write_text("\n".join(changed) + "\n")
    with pytest.raises(CorpusError, match="url"):
        load_corpus(tmp_path / "corpus")
