"""The thesaurus leads to words of the texts, and every clause has a topic."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.contract_clauses import CLAUSES

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def thesaurus() -> list[dict[str, Any]]:
    return yaml.safe_load((CORPUS / "thesaurus.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def topics() -> list[dict[str, Any]]:
    return yaml.safe_load((CORPUS / "topics.yaml").read_text(encoding="utf-8"))


def test_every_term_stands_in_a_source(thesaurus: list[dict[str, Any]]) -> None:
    sources = [path.read_text(encoding="utf-8") for path in CORPUS.glob("*/source.txt")]
    text = "".join(sources).replace("“", "").replace("”", "")
    assert [entry["term"] for entry in thesaurus if entry["term"] not in text] == []


def test_terms_are_many_and_none_stands_twice(thesaurus: list[dict[str, Any]]) -> None:
    terms = [entry["term"] for entry in thesaurus]
    assert len(terms) >= 150
    assert len(terms) == len(set(terms))


def test_words_are_text_of_two_characters_or_more(thesaurus: list[dict[str, Any]]) -> None:
    words = [word for entry in thesaurus for word in entry["words"]]
    assert [word for word in words if not isinstance(word, str) or len(word) < 2] == []


def test_no_entry_leads_to_itself_or_twice(thesaurus: list[dict[str, Any]]) -> None:
    for entry in thesaurus:
        assert entry["term"] not in entry["words"]
        assert len(entry["words"]) == len(set(entry["words"])), entry["term"]
        assert 0 < entry["weight"] <= 1


def test_every_clause_of_the_contract_has_a_topic(topics: list[dict[str, Any]]) -> None:
    assert {clause for topic in topics for clause in topic["clauses"]} >= set(CLAUSES)


def test_topics_are_distinct_and_have_words(topics: list[dict[str, Any]]) -> None:
    ids = [topic["id"] for topic in topics]
    assert len(ids) == len(set(ids))
    for topic in topics:
        assert set(topic) <= {"id", "name", "words", "clauses", "distinguish"}
        assert all(isinstance(word, str) and len(word) >= 2 for word in topic["words"])
