"""Keep the vectors of the rules' conditions beside those of the clauses: a maintenance command.

What a later message denies is held against every condition (dialogue/likeness.py). Run after a
condition was added or reworded, so that nobody who asks waits for it to be read:

    python -m assistant.evaluation.keep_conditions
"""

from __future__ import annotations

from assistant.dialogue.likeness import conditions_of
from assistant.indexing import encoder_folder
from assistant.policy.corpus import load_corpus
from assistant.retrieval.reader import PASSAGE, ClauseReader, label_key, load_labels, save_labels
from assistant.retrieval.reader_card import note_files
from assistant.rules.rulebook import load_rulebook
from assistant.settings import load_settings


def main() -> None:
    """Add the conditions that are missing to the labels, and say so in the card."""
    settings = load_settings()
    corpus = load_corpus(settings.corpus)
    reader = ClauseReader.find(encoder_folder(settings), corpus)
    if reader is None:
        raise SystemExit("没有阅读器，条件不用读。")
    folder = encoder_folder(settings) / "reader"
    labels = load_labels(folder / "labels.npz")
    said = {say for say, _ in conditions_of(load_rulebook(settings.corpus, corpus))}
    new = {
        label_key(say): reader.read(PASSAGE + say) for say in said if label_key(say) not in labels
    }
    save_labels(folder / "labels.npz", {**labels, **new})
    note_files(folder)
    print(f"加了 {len(new)} 个条件，共 {len(labels) + len(new)} 个标签。")


if __name__ == "__main__":
    main()
