"""The lexicon of terms that mistyped words are mended to: regions, coupons, topic words."""

from __future__ import annotations

from assistant.dialogue.topics import Topics
from assistant.dialogue.words import Words
from assistant.policy.corpus import Corpus
from assistant.text.normalise import fold
from assistant.text.similar import Lexicon

_LEAST = 2


def build_lexicon(corpus: Corpus, topics: Topics, words: Words) -> Lexicon:
    """Terms of Chinese characters from the corpus and its data files.

    Two characters are enough for a place and for the words listed to be mended; shorter topic words
    would be found in ordinary text (面积改 sounds like 技改).
    """
    terms = [word for policy in corpus.policies for word in policy.region_words]
    terms += [word for topic in topics.all for word in topic.words if len(word) > _LEAST]
    terms += words.mended
    folded = dict.fromkeys(fold(term) for term in terms)
    return Lexicon([t for t in folded if len(t) >= _LEAST and not t.isascii()])
