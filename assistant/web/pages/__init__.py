"""The pages for people. Its face is its routers."""

from assistant.web.pages import browse, calculator, company, quality, reference, statements

ROUTERS = (
    calculator.router,
    company.router,
    quality.router,
    browse.router,
    reference.router,
    statements.router,
)
