"""What the page of an import shows: where it stands, the plan in numbers, and its rows, filtered and page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from meetings.imports.plan import Action
from statements.models import Upload, UploadFile, UploadRow
from statements.uploads.confirming import may_confirm
from statements.uploads.standing import Stand, standing_of
from statements.vocabulary import Reach

PAGE_SIZE = 100
_CELLS_SHOWN = 4
_WARNED, _CHANGED, _PUBLIC = "warned", "changed", "public"
_KINDS: dict[str, tuple[str, Q]] = {
    **{action.value: (action.value, Q(action=action.value)) for action in Action},
    _WARNED: ("with a warning", ~Q(warning="")),
    _PUBLIC: ("of public records", Q(is_public=True)),
    _CHANGED: ("other than planned before", Q(is_new=True)),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter as a link."""

    label: str
    query: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PlanRows:
    """Rows of the plan, of one kind or file if the address says so; what it cannot mean is left out of account."""

    upload: Upload
    files: list[UploadFile]
    kind: str = ""
    file: int | None = None

    @classmethod
    def of(cls, upload: Upload, query: QueryDict) -> PlanRows:
        files = list(upload.files.all())
        kind, file = query.get("show", ""), query.get("file", "")
        known = {str(each.pk): each.pk for each in files}
        return cls(upload, files, kind if kind in _KINDS else "", known.get(file))

    def rows(self) -> QuerySet[UploadRow]:
        found = UploadRow.objects.filter(self._chosen_files())
        if self.kind:
            found = found.filter(_KINDS[self.kind][1])
        return found.order_by("file__position", "number")

    def _chosen_files(self) -> Q:
        return Q(file=self.file) if self.file else Q(file__in=[each.pk for each in self.files])

    def query(self, **changed: Any) -> str:
        kept = {"show": self.kind, "file": self.file, **changed}
        return urlencode({name: value for name, value in kept.items() if value})

    def kinds(self) -> list[Choice]:
        """All, and each kind of which there are rows, with their numbers within the chosen file."""
        numbers = UploadRow.objects.filter(self._chosen_files()).aggregate(
            all=Count("pk"),
            **{f"n_{kind}": Count("pk", filter=condition) for kind, (_, condition) in _KINDS.items()},
        )
        found = [Choice("all", self.query(show=None), numbers["all"], not self.kind)]
        return found + [
            Choice(label, self.query(show=kind), numbers[f"n_{kind}"], self.kind == kind)
            for kind, (label, _) in _KINDS.items()
            if numbers[f"n_{kind}"] or self.kind == kind
        ]

    def of_files(self) -> list[Choice]:
        if len(self.files) < 2:
            return []
        found = [Choice("all files", self.query(file=None), sum(f.n_rows for f in self.files), not self.file)]
        return found + [
            Choice(each.name, self.query(file=each.pk), each.n_rows, self.file == each.pk)
            for each in self.files
        ]


def upload_page(upload_id: int, query: QueryDict, user: Any) -> dict[str, Any]:
    """The context of the page. A dozen queries at most, whatever the number of rows."""
    standing = standing_of(upload_id)
    upload = standing.upload
    chosen = PlanRows.of(upload, query)
    context = {
        "standing": standing,
        "upload": upload,
        "stand": standing.stand.value,
        "moves": standing.is_moving,
        "files": chosen.files,
        "actions": [action.value for action in Action],
        "tables": [
            (table, [numbers.get(action.value, 0) for action in Action]) for table, numbers in upload.counts
        ],
        "may_confirm": may_confirm(user, upload),
        "to_confirm": standing.stand is Stand.PLANNED and upload.n_to_write and upload.cleared_at is None,
        "publishes": upload.reach == Reach.PUBLISH,
        "reaches_public": upload.reach != Reach.DRAFTS,
    }
    if standing.is_moving or upload.cleared_at is not None:
        return context
    kinds = chosen.kinds()
    number = next((each.number for each in kinds if each.is_chosen), 0)
    page = _Counted(chosen.rows().select_related("file"), number).get_page(query.get("page"))
    return context | {
        "kinds": kinds,
        "of_files": chosen.of_files(),
        "page": page,
        "rows": list(_with_words(page.object_list)),
        "query": chosen.query(),
        "previous": chosen.query(page=page.previous_page_number()) if page.has_previous() else "",
        "next": chosen.query(page=page.next_page_number()) if page.has_next() else "",
    }


class _Counted(Paginator):
    """Pages of rows whose number is known."""

    def __init__(self, rows: QuerySet[UploadRow], number: int) -> None:
        super().__init__(rows, PAGE_SIZE)
        self._number = number

    @property
    def count(self) -> int:
        return self._number


def _with_words(rows: Any) -> Iterator[tuple[UploadRow, list[str]]]:
    """Each row with the first cells that say something."""
    for row in rows:
        yield row, [cell for cell in row.cells if cell][:_CELLS_SHOWN]
