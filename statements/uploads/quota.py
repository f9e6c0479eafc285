"""Keeps a file that is too large off the disk while it arrives. Named in the settings, for every request."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

_FILES = 5  # as large as may be, in one request


class QuotaHandler(FileUploadHandler):
    """Leaves out what exceeds the limit of a file, or of several together; other boxes of the form arrive."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._total = self._size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        limit = settings.UPLOAD_MAX_MEGABYTES << 20
        self._size += len(raw_data)
        self._total += len(raw_data)
        if self._size > limit or self._total > _FILES * limit:
            left_out(self.request).append(self.file_name or "file")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""


def left_out(request: HttpRequest | None) -> list[str]:
    """The names of the files of a request that were too large."""
    if not hasattr(request, "_left_out"):
        request._left_out = []  # type: ignore[union-attr]  # lives as long as its request
    return request._left_out  # type: ignore[union-attr]
