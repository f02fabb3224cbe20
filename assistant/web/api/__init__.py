"""The routes for programs, and what they share with the pages. Its face is its routers."""

from assistant.web.api import (
    answers,
    ask,
    completions,
    corpus,
    feeds,
    operations,
    papers,
    proof,
    rules,
    service,
)

ROUTERS = (
    ask.router,
    answers.router,
    corpus.router,
    rules.router,
    completions.router,
    operations.router,
    service.router,
    papers.router,
    proof.router,
    feeds.router,
)
