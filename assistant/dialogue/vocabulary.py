"""The lexicon of terms that mistyped words are mended to: regions, coupons, topic words."""

from __future__ import annotations

from assistant.dialogue.topics import Topics
from assistant.dialogue.words import Words
from assistant.policy.corpus import Corpus
from assistant.text.normalise import fold
from assistant.text.similar import Lexicon

_LEAST = 2


def build_lexicon(corpus: Corpus, topics: Topics, words: Words) -> Lexicon:
    """Terms of at least two Chinese characters, from the corpus and its data files."""
    del words
    terms = [word for policy in corpus.policies for word in policy.region_words]
    terms += [word for topic in topics.all for word in topic.words]
    folded = dict.fromkeys(fold(term) for term in terms)
    return Lexicon([t for t in folded if len(t) >= _LEAST and not t.isascii()])
