"""Pages and files are sent compressed to whoever takes that; what is compressed already is left as it is."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

COMPRESSED = ("application/gzip", "application/zip")


class CompressionMiddleware(GZipMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.get("Content-Type", "") in COMPRESSED:
            return response
        return super().process_response(request, response)
