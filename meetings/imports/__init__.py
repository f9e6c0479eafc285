"""Reading councils, sessions and coverage from files: plan first, then write in one transaction.

`files` reads CSV files, `workbooks` the sheets of an XLSX file, `rows` their cells, `plan` remembers what would happen to
each row and why not, `changes` says what a row would change. `councils`, `sessions` (with `session_rows` and
`session_writer`) and `coverage` know their table, in the layout of the reference data and of our own exports.

All other tables of our own exports are declared: `cells` is the language of declarations, `records` a table, `record_import`
reads them all, and `record_tables` (here and in the apps above) lists them. `ids` knows which record here an exported id
means; `derived` names the tables that are computed anew.
"""
