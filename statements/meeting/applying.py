"""Makes the stored meeting what a document says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError, RestrictedError

from delegations.changing_places import parties_may_change_places
from meetings.admin.refusals import sentence_of
from meetings.models import RetiredId, Session
from statements.meeting.differences import RowChange, differences
from statements.meeting.document import FORMAT, SHAPES, Document, Row, Value, copied, rekeyed, rows_of
from statements.meeting.reading import read
from statements.meeting.tables import TABLES, Table


class Refused(Exception):
    """The document cannot be applied. `sentences`: why, each for an editor."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = list(sentences)


def apply(document: Document, *, adopt: Collection[int] = ()) -> Document:
    """Remove, change and add rows until the stored meeting is the document. In one transaction, with all its triggers.

    Gives the meeting as it then stands. A removed row comes back with its old id, unless another meeting has that row by
    now: then with a new one, as does a row whose key is no number. `adopt`: sessions whose rows may be taken over, ids
    and all, instead (a merge); whatever of them is not in the document stays where it is.
    Raises `Refused`, and nothing is changed.
    """
    if document["format"] > FORMAT:
        raise Refused("This version was written by a newer Reconvene than this one, which cannot read it.")
    try:
        with transaction.atomic():
            parties_may_change_places()
            applied = _Application(document, adopt).applied()
            # Whatever the database checks at the end of a transaction it checks now, so that it can be told.
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            return applied
    except IntegrityError as error:
        raise Refused(sentence_of(error)) from error
    except (ProtectedError, RestrictedError) as error:
        raise Refused("A row that would be removed is still pointed to by another record.") from error


class _Application:
    def __init__(self, document: Document, adopt: Collection[int]) -> None:
        self.session_id, self.adopt = document["session"], adopt
        wanted = {self.session_id, *adopt}
        locked = Session.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk")
        if len(locked) < len(wanted):
            raise Refused(f"Session S{self.session_id} is no longer on record.")
        self.document = document
        self.now = read(self.session_id)

    def applied(self) -> Document:
        self._take_over()
        self._give_ids()
        self._keep_apart()
        changes = differences(self.now, self.document)
        self._check(changes)
        for name in SHAPES:
            self._unlink(name, [each.key for each in changes if each.table == name and each.after is None])
        changes = differences(self.now, self.document)
        by_table: dict[str, list[RowChange]] = defaultdict(list)
        for change in changes:
            by_table[change.table].append(change)
        for name in reversed(list(SHAPES)):
            _remove(TABLES[name], [each for each in by_table[name] if each.after is None])
        for name in SHAPES:
            _change(TABLES[name], [each for each in by_table[name] if each.fields])
            _add(TABLES[name], self.session_id, [each for each in by_table[name] if each.before is None])
        return read(self.session_id)

    # Rows that are elsewhere, and rows without an id

    def _new(self, name: str) -> list[str]:
        known = rows_of(self.now, name)
        return [key for key in rows_of(self.document, name) if key not in known]

    def _take_over(self) -> None:
        """Move the rows of the adopted sessions that the document names, to where it has them."""
        if not self.adopt:
            return
        for name, table in TABLES.items():
            if table.shape.is_link or name == "session":
                continue
            keys = [key for key in self._new(name) if key.isdigit()]
            theirs = table.records.filter(pk__in=keys, **{f"{table.path}__in": self.adopt})
            if not table.shape.parent:
                theirs.update(**{f"{table.path}_id": self.session_id})
                continue
            for row in theirs:
                wanted = self.document["rows"][name][str(row.pk)][table.shape.parent]
                if isinstance(wanted, int):
                    table.records.filter(pk=row.pk).update(**{table.shape.parent: wanted})
        self.now = read(self.session_id)

    def _give_ids(self) -> None:
        """Ids for new rows that have none, or whose id a row of another meeting has."""
        given: dict[tuple[str, str], str] = {}
        for name, table in TABLES.items():
            if table.shape.is_link or not (new := self._new(name)):
                continue
            numbered = [key for key in new if key.isdigit()]
            taken = {str(pk) for pk in table.records.filter(pk__in=numbered).values_list("pk", flat=True)}
            without = [key for key in new if not key.isdigit() or key in taken]
            given |= {
                (name, key): str(number)
                for key, number in zip(without, _next_ids(table, len(without)), strict=True)
            }
        self.document = rekeyed(self.document, given)

    def _keep_apart(self) -> None:
        """What hangs on a row that goes would go with it, though the document has it hang elsewhere: it is removed with
        it and added again, under its id."""
        self.now = copied(self.now)
        for name, shape in SHAPES.items():
            keys = [
                key
                for key, row in rows_of(self.now, name).items()
                if shape.parent and self._moves(name, key, row)
            ]
            self._unlink(name, keys)
            TABLES[name].records.filter(pk__in=keys).delete()
            for key in keys:
                del self.now["rows"][name][key]

    def _moves(self, name: str, key: str, row: Row) -> bool:
        """Whether the row is to hang on another one than now, and the one that it hangs on goes."""
        column, wanted = SHAPES[name].parent, rows_of(self.document, name).get(key)
        if wanted is None or wanted[column] == row[column]:
            return False
        return str(row[column]) not in rows_of(self.document, SHAPES[name].refers[column])

    def _unlink(self, name: str, keys: Collection[str]) -> None:
        """Rows that stay no longer point to rows that go; they are told where to point once all are written."""
        for other, shape in SHAPES.items():
            for column, target in shape.refers.items():
                if keys and target == name and column != shape.parent:
                    TABLES[other].records.filter(**{f"{column}__in": keys}).update(**{column: None})
                    for row in self.now["rows"][other].values():
                        row[column] = None if str(row[column]) in keys else row[column]

    # What must hold before anything is written

    def _check(self, changes: Iterable[RowChange]) -> None:
        sentences = [*_unknown_references(changes, self.document), *_unfit(changes)]
        if sentences:
            raise Refused(*sentences)


def _next_ids(table: Table, number: int) -> list[int]:
    if not number:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table.model._meta.db_table, number],
        )
        return [number for (number,) in cursor.fetchall()]


def _remove(table: Table, changes: list[RowChange]) -> None:
    if not changes:
        return
    if table.shape.is_link:
        for change in changes:
            table.records.filter(**{column: change.row[column] for column in table.shape.once}).delete()
    else:
        table.records.filter(pk__in=[change.key for change in changes]).delete()


def _change(table: Table, changes: list[RowChange]) -> None:
    for change in changes:
        values = {each.column: _from_json(table, each.column, each.after) for each in change.fields}
        table.records.filter(pk=change.key).update(**values)


def _add(table: Table, session_id: int, changes: list[RowChange]) -> None:
    if not changes:
        return
    table.model._default_manager.bulk_create(_instance(table, each, session_id) for each in changes)
    if hasattr(table.model, "public_id"):
        back = [_instance(table, each, session_id).public_id for each in changes]
        RetiredId.objects.filter(key__in=back, outcome=RetiredId.Outcome.ERASED, reason="").delete()


def _instance(table: Table, change: RowChange, session_id: int) -> Any:
    """The row as a record of its model."""
    row = table.model(
        **{column: _from_json(table, column, value) for column, value in _known(table, change.row)}
    )
    if not table.shape.is_link:
        row.pk = int(change.key)
    if table.name != "session" and not table.shape.parent:
        setattr(row, f"{table.path}_id", session_id)
    return row


def _known(table: Table, row: Row) -> Iterator[tuple[str, Value]]:
    """The columns that the table still has."""
    return ((column, value) for column, value in row.items() if column in table.columns)


def _from_json(table: Table, column: str, value: Value) -> Any:
    field = table.columns[column]
    if isinstance(field, models.ForeignKey):
        field = field.target_field
    return None if value is None else field.to_python(value)


def _unknown_references(changes: Iterable[RowChange], document: Document) -> Iterator[str]:
    """Records that the document points to and that are no longer there. A query for each kind of record."""
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for change in changes:
        refers = SHAPES[change.table].refers
        for column, field in TABLES[change.table].columns.items():
            value = change.after.get(column) if change.after is not None else None
            if isinstance(field, models.ForeignKey) and isinstance(value, int) and column not in refers:
                wanted[field.related_model].add(value)
            elif (
                column in refers and value is not None and str(value) not in rows_of(document, refers[column])
            ):
                yield f"A {TABLES[change.table].model._meta.verbose_name} hangs on a row that is not in this version."
    for model, keys in wanted.items():
        there = set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
        for key in sorted(keys - there):
            yield f"The {model._meta.verbose_name} no. {key} that this version names is no longer on record."


def _unfit(changes: Iterable[RowChange]) -> Iterator[str]:
    """What the model itself refuses in a row to be written: a value no longer in its list, a claim that is no length."""
    for change in changes:
        if change.after is None or SHAPES[change.table].is_link:
            continue
        table = TABLES[change.table]
        try:
            row = _instance(table, change, 0)
            references = [field.name for field in row._meta.concrete_fields if field.is_relation]
            row.clean_fields(exclude=references)
            row.clean()
        except ValidationError as error:
            for sentence in error.messages:
                yield f"{str(table.model._meta.verbose_name).capitalize()}: {sentence}"
