"""What the database itself keeps true, whoever writes: stamps, the data version, the "assessment due" marks.

The shared functions are created by the migration ``0001_database_functions``; the triggers declared here only call them.
"""

import pgtrigger

INSERT_UPDATE_DELETE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
COUNTS_ROWS = "counts_rows_on_"
_UNCHANGED = "IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF;"


def stamp() -> pgtrigger.Trigger:
    """``updated_at`` and ``record_version`` move with every real change, also in bulk and plain SQL."""
    return pgtrigger.Trigger(
        name="stamp",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.* IS DISTINCT FROM NEW.*"),
        func="NEW.updated_at = now(); NEW.record_version = OLD.record_version + 1; RETURN NEW;",
    )


def sort_key(column: str = "name") -> pgtrigger.Trigger:
    """``sort_key`` is the name without accents and case: the database has no ICU collation to sort by."""
    return pgtrigger.Trigger(
        name="sort_key",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"NEW.sort_key = left(reconvene_fold(NEW.{column}), 300); RETURN NEW;",
    )


def raises_data_version(public_when: str = "true") -> pgtrigger.Trigger:
    """A change of a row that the public can see raises the data version once, last in its transaction.

    ``public_when``: SQL over ``OLD`` and ``NEW`` (NULL rows where the operation has none) that tells a public row.
    """
    return pgtrigger.Trigger(
        name="raises_data_version",
        when=pgtrigger.After,
        operation=INSERT_UPDATE_DELETE,
        func=f"{_UNCHANGED} IF {public_when} THEN PERFORM reconvene_public_change(); END IF; RETURN NULL;",
    )


def raises_data_version_by_statement() -> pgtrigger.Trigger:
    """The same for a public table that is written in thousands of rows at once, and only where they change."""
    return pgtrigger.Trigger(
        name="raises_data_version",
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        operation=INSERT_UPDATE_DELETE,
        func="PERFORM reconvene_public_change(); RETURN NULL;",
    )


def of_published_session(session_id: str = "COALESCE(NEW.session_id, OLD.session_id)") -> str:
    """Condition for ``raises_data_version``: the row belongs to a published session, whose id the SQL yields."""
    return f"reconvene_session_published({session_id})"


PUBLISHED_ITSELF = "'published' IN (COALESCE(OLD.publication, ''), COALESCE(NEW.publication, ''))"


def marks_assessment_due(council_ids: str, name: str = "marks_assessment_due") -> pgtrigger.Trigger:
    """A change to what a verdict reads marks the councils concerned, in the same transaction.

    ``council_ids``: SQL that yields an array of council ids (NULL members are ignored).
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=INSERT_UPDATE_DELETE,
        func=f"{_UNCHANGED} PERFORM reconvene_mark_assessment_due({council_ids}); RETURN NULL;",
    )


def retires_slug(kind: str) -> pgtrigger.Trigger:
    """An address once public keeps resolving: the old slug is kept with the id it belonged to."""
    return pgtrigger.Trigger(
        name="retires_slug",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("slug"),
        condition=pgtrigger.Condition("OLD.slug IS DISTINCT FROM NEW.slug"),
        func=f"PERFORM reconvene_retire('{kind}/' || OLD.slug, '{kind}/' || NEW.slug, 'renamed'); RETURN NULL;",
    )


def retires_id(letter: str) -> pgtrigger.Trigger:
    """A deleted record's public id is never reused and answers "gone"."""
    return pgtrigger.Trigger(
        name="retires_id",
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        func=f"PERFORM reconvene_retire('{letter}' || OLD.id, '', 'erased'); RETURN NULL;",
    )


def needs_source() -> pgtrigger.Trigger:
    """A published session rests on a source; checked at the end of the transaction."""
    return pgtrigger.Trigger(
        name="needs_source",
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Condition("NEW.publication = 'published'"),
        func="PERFORM reconvene_require_source(NEW.id); RETURN NULL;",
    )


def keeps_source() -> pgtrigger.Trigger:
    """The last citation of a published session cannot be taken away."""
    return pgtrigger.Trigger(
        name="keeps_source",
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func="PERFORM reconvene_require_source(OLD.session_id); RETURN NULL;",
    )


def origins_without_circle() -> pgtrigger.Trigger:
    """No document repeats itself over others. One transaction at a time adds to the chains, so that two cannot close
    a circle together."""
    return pgtrigger.Trigger(
        name="origins_without_circle",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("derived_from_id"),
        condition=pgtrigger.Condition("NEW.derived_from_id IS NOT NULL"),
        func=(
            "PERFORM pg_advisory_xact_lock(hashtext('origins of sources'));"
            " IF EXISTS (WITH RECURSIVE chain AS ("
            "SELECT id, derived_from_id FROM meetings_source WHERE id = NEW.derived_from_id"
            " UNION SELECT earlier.id, earlier.derived_from_id"
            " FROM meetings_source earlier JOIN chain ON earlier.id = chain.derived_from_id"
            ") SELECT FROM chain WHERE id = NEW.id) THEN"
            " RAISE EXCEPTION 'U% repeats itself over others.', NEW.id"
            " USING ERRCODE = 'check_violation', CONSTRAINT = 'source_origins_without_circle';"
            " END IF; RETURN NULL;"
        ),
    )


def stays_merged(letter: str) -> pgtrigger.Trigger:
    """What became one with another record stays withdrawn, whoever writes."""
    return pgtrigger.Trigger(
        name="stays_merged",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("publication"),
        condition=pgtrigger.Condition("NEW.publication <> 'withdrawn'"),
        func=f"""
            IF EXISTS (SELECT 1 FROM meetings_merge WHERE old_key = '{letter}' || NEW.id AND undone_at IS NULL) THEN
                RAISE EXCEPTION '{letter}% was merged into another record.', NEW.id
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'merged_stays_withdrawn';
            END IF;
            RETURN NULL;
        """,
    )


def counts_data_version() -> pgtrigger.Trigger:
    """Runs last in the transaction, so that versions are committed in their order."""
    return pgtrigger.Trigger(
        name="counts_data_version",
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        operation=pgtrigger.Insert,
        func="PERFORM reconvene_count_data_version(NEW.id); RETURN NULL;",
    )


def keeps_spelling(
    kind: str, owner: str = "id", text: str = "name", language: str = "'en'"
) -> pgtrigger.Trigger:
    """The spelling in column ``text`` can be searched for as a name of the ``kind`` whose row ``owner`` is.

    A trigger and not a generated column: `stamp` compares whole rows, which a table with one does not allow; and names
    are found across tables. ``language``: SQL.
    """
    return pgtrigger.Trigger(
        name=f"keeps_spelling_{text}",
        when=pgtrigger.After,
        operation=INSERT_UPDATE_DELETE,
        func=(
            f"{_UNCHANGED} PERFORM reconvene_keep_spelling('{kind}', TG_TABLE_NAME || '.{text}', OLD.id, NEW.id, "
            f"NEW.{owner}, NEW.{text}, {language}); RETURN NULL;"
        ),
    )


def keeps_searched(call: str, operation: pgtrigger.Operation = INSERT_UPDATE_DELETE) -> pgtrigger.Trigger:
    """The words of a text can be searched for: ``call`` is the SQL function that keeps them, over ``OLD`` and ``NEW``."""
    return pgtrigger.Trigger(
        name="keeps_searched",
        when=pgtrigger.After,
        operation=operation,
        func=f"{_UNCHANGED} PERFORM {call}; RETURN NULL;",
    )


def places_on_timeline(session_ids: str, *columns: str) -> pgtrigger.Trigger:
    """The session's rows of ``TimelineEntry`` are written anew. ``session_ids``: SQL that yields an array of ids (NULL
    members are ignored). ``columns``: only when one of these changed; none: at every change of the row.
    """
    return pgtrigger.Trigger(
        name="places_on_timeline",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf(*columns) if columns else INSERT_UPDATE_DELETE,
        func=f"{_UNCHANGED} PERFORM reconvene_place_on_timeline({session_ids}); RETURN NULL;",
    )


def counts_entries() -> list[pgtrigger.Trigger]:
    """What a statement adds to the entries of a year in a council's lane, and what it takes away, is added to
    ``TimelineCount`` as a term of that sum: no writer waits for another. Not of entries with an embargo, whose number
    depends on the instant.
    """
    rows = {
        "old": "SELECT council_id, first_day, is_first, embargo_until, -1 AS sign FROM old_rows",
        "new": "SELECT council_id, first_day, is_first, embargo_until, 1 AS sign FROM new_rows",
    }
    operations = {
        "insert": (pgtrigger.Insert, ("new",)),
        "update": (pgtrigger.Update, ("old", "new")),
        "delete": (pgtrigger.Delete, ("old",)),
    }
    # PostgreSQL gives the rows of a statement to triggers for one operation only.
    return [
        pgtrigger.Trigger(
            name=f"counts_entries_on_{name}",
            when=pgtrigger.After,
            level=pgtrigger.Statement,
            operation=operation,
            referencing=pgtrigger.Referencing(**{each: f"{each}_rows" for each in given}),
            func=(
                "INSERT INTO meetings_timelinecount (council_id, year, entries, sessions)"
                " SELECT council_id, extract(year FROM first_day), sum(sign), sum(sign * is_first::int)"
                f" FROM ({' UNION ALL '.join(rows[each] for each in given)}) AS changed WHERE embargo_until IS NULL"
                " GROUP BY 1, 2 HAVING sum(sign) <> 0 OR sum(sign * is_first::int) <> 0; RETURN NULL;"
            ),
        )
        for name, (operation, given) in operations.items()
    ]


def counts_rows() -> list[pgtrigger.Trigger]:
    """How many rows a statement adds to the table, or takes away, is added to ``RowTotal`` as a term of that sum: no writer
    waits for another."""
    insert = 'INSERT INTO meetings_rowtotal ("table", rows) SELECT TG_TABLE_NAME, {sum} HAVING count(*) > 0; RETURN NULL;'
    kinds: tuple[tuple[str, pgtrigger.Operation, pgtrigger.When, str, dict[str, str]], ...] = (
        ("insert", pgtrigger.Insert, pgtrigger.After, "count(*) FROM new_rows", {"new": "new_rows"}),
        ("delete", pgtrigger.Delete, pgtrigger.After, "-count(*) FROM old_rows", {"old": "old_rows"}),
        # Before, while they can be counted; nobody else has the table then.
        ("truncate", pgtrigger.Truncate, pgtrigger.Before, "-count(*) FROM {meta.db_table}", {}),
    )
    return [
        pgtrigger.Trigger(
            name=f"{COUNTS_ROWS}{name}",
            when=when,
            level=pgtrigger.Statement,
            operation=operation,
            referencing=pgtrigger.Referencing(**rows) if rows else None,
            func=pgtrigger.Func(insert.replace("{sum}", counted)),
        )
        for name, operation, when, counted, rows in kinds
    ]
