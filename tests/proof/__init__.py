"""Proofs that take minutes: run by ``make proof``, not by the tests."""
