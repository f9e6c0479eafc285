"""Reading councils, sessions and coverage from files: plan first, then write in one transaction.

`files` reads CSV files, `workbooks` the sheets of an XLSX file, `rows` their cells, `plan` remembers what would happen to
each row and why not, `changes` says what a row would change. `councils`, `sessions` (with `session_rows` and
`session_writer`) and `coverage` know their table, in the layout of the reference data and of our own exports.
"""
