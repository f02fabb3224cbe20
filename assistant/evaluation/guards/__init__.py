"""Guards proved by attack: changed answers must be caught, tries to misuse must not get through.

python -m assistant.evaluation.guards
"""
