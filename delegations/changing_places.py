"""Two delegations of a session that change parties with each other."""

from django.db import connection


def parties_may_change_places() -> None:
    """Until the end of the transaction two delegations of a session may have the same party for a moment.

    Whether each party has one only is checked when it is committed, or with `SET CONSTRAINTS ALL IMMEDIATE`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS delegation_once DEFERRED")
