"""How near words stand to what the conditions of rules say."""

from __future__ import annotations

from assistant.dialogue.likeness import Likeness, conditions_of
from assistant.retrieval.reader import label_key, load_labels
from tests.fakes import ROOT
from tests.real_assistant import real


def test_every_condition_is_kept_with_the_labels() -> None:
    """Else the first who asks waits for it: python -m assistant.evaluation.keep_conditions."""
    kept = load_labels(ROOT / "index" / "encoder" / "reader" / "labels.npz")
    said = {say for say, _ in conditions_of(real().rulebook)}
    assert [say for say in sorted(said) if label_key(say) not in kept] == []


def test_words_stand_nearest_to_what_they_speak_of() -> None:
    near = Likeness(real().reader, real().rulebook).of("资料挂在自己的网站，那个平台市里没有认定")
    assert max(near, key=lambda fact: near[fact]) == "on_recognised_platform"


def test_without_a_reader_nothing_is_near() -> None:
    assert Likeness(None, real().rulebook).of("网站没有经过认定") == {}
