"""corpus/site.yaml: who runs the site; what is empty is told to the operator only."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.policy.site import Site, load_site
from tests.fakes import ROOT


def test_the_file_of_the_corpus_leaves_out_what_only_an_operator_knows() -> None:
    site = load_site(ROOT / "corpus" / "site.yaml")
    assert list(site.unsaid()) == ["主办单位（host）", "咨询电话（phone）", "申报入口（apply）"]


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert load_site(tmp_path / "site.yaml") == Site()


def test_what_is_filled_in_is_read(tmp_path: Path) -> None:
    path = tmp_path / "site.yaml"
    path.write_text("host: 甲局\nphone: 0755-1\napply:\n  longgang-2025: https://a.example/\n")
    site = load_site(path)
    assert (site.phone, site.apply) == ("0755-1", {"longgang-2025": "https://a.example/"})
    assert list(site.unsaid()) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("telephone: 1\n", "telephone"),
        ("apply:\n  longgang-2025: javascript:alert(1)\n", "javascript"),
        ("apply: 网址\n", "apply"),
    ],
)
def test_a_mistake_names_the_file_and_the_key(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "site.yaml"
    path.write_text(text)
    with pytest.raises(CorpusError, match=word) as caught:
        load_site(path)
    assert str(path) in str(caught.value)
