"""Two records that are one become one: everything moves in one transaction, and what came from where is kept.

`kinds` says of which records this is possible and what they answer to, `relations` what hangs on a record and which
rows of two records are the same, `plan` what a merge would do and what stands against it, `act` does it.
"""
