"""The desk and the people at it: doubted questions, proposed rules, what was handed over.

Its face is its routers.
"""

from assistant.web.people import desk, desk_service, persons

ROUTERS = (persons.router, desk_service.router, desk.router)
