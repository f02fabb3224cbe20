"""From a query to ranked clauses: encoder, dense and sparse index, fusion, search."""
