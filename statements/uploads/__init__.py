"""Imports at the desk: files are read and staged, planned, confirmed by a person, and written by a worker.

`reading` reads what was uploaded within limits, `planning` stages the rows and plans them with the planner of
`import_history`, `confirming` says who may have which plan written and asks a worker, `running` is what the worker does,
`progress` says how far it has come, `standing` where an upload stands, `clearing` deletes what is old.
"""
