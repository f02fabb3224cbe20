"""Robustness: questions with material that the program has never listed, made by rule.

CheckList (Ribeiro et al. 2020, Beyond Accuracy): minimum functionality (nouns), invariance
(harmless clauses, rewordings). Everything is drawn by checksum: the same on every machine.
"""
