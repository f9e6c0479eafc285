"""Reading councils, sessions and coverage from CSV files: plan first, then write in one transaction.

`files` reads a folder's CSV files, `rows` their cells, `plan` remembers what would happen to each row and why not.
`councils`, `sessions` (with `session_rows` and `session_writer`) and `coverage` know their table, in the layout of the
reference data and of our own exports.
"""
