"""The pages for people. Its face is its routers."""

from assistant.web.pages import (
    browse,
    calculator,
    company,
    company_key,
    quality,
    reference,
    statements,
)

ROUTERS = (
    calculator.router,
    company.router,
    company_key.router,
    quality.router,
    browse.router,
    reference.router,
    statements.router,
)
