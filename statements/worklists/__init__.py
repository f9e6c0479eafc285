"""The work lists of the desk: what waits for somebody. `registry.LISTS` names them all, in the order of the first page.

A new list is one entry there: its rows as one queryset, and a function that makes a line of a row.
"""
