"""The record of many texts: one DuckDB file for questions, and beside it the journal that it is made from.

`writer` is the way in, `view` the way out; `docs/record.md` tells the tables as users query them.
"""
