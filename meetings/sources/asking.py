"""Asks one web address whether it answers: headers only, nothing is read or kept.

The address comes from whoever enters sources, so it must not lead inside: unless it is allowed, hosts that are not public
are not asked, whatever their name resolves to and wherever they are redirected; the connection goes to the very address
that was examined, so that a name cannot resolve to another one in between.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, urljoin, urlsplit

from w3lib.url import safe_url_string

_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
# Not every server knows HEAD, and some refuse it; what they say to a reader counts.
_LEAVES_OPEN = (400, 403, 404, 405, 406, 500, 501, 503)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Asking:
    """How to ask. ``seconds``: for the whole of it, redirects included. ``may_ask_inside``: hosts that are not public
    and other ports than those of the web, for a desk that cites documents of its own house."""

    user_agent: str
    seconds: float = 8.0
    may_ask_inside: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """``status``: of the page that answered in the end, None if none did. ``detail``: why not, or what it answered, in a
    few words. ``is_refused``: we did not ask. ``is_untrusted``: it is there, but its certificate is not trusted.
    ``leads_to_front_page``: the page is asked for, and the front page of its site comes."""

    status: int | None
    detail: str
    is_refused: bool = False
    is_untrusted: bool = False
    leads_to_front_page: bool = False


class _Refused(Exception):
    """The address is none that we ask."""


def ask(address: str, how: Asking) -> Answer:
    """Never raises for what a server, a network or an address can be like."""
    try:
        return _follow(address, how, time.monotonic() + how.seconds)
    except _Refused as refused:
        return Answer(None, str(refused), is_refused=True)
    except ssl.SSLCertVerificationError as error:
        return Answer(None, f"its certificate is not trusted: {error.verify_message}", is_untrusted=True)
    except TimeoutError:
        return Answer(None, "no answer in time")
    except socket.gaierror:
        return Answer(None, "no such host")
    except ConnectionRefusedError:
        return Answer(None, "the host refuses connections")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(None, f"no answer that can be read ({type(error).__name__})")


def _follow(address: str, how: Asking, until: float) -> Answer:
    asked = address
    for _redirect in range(_MOST_REDIRECTS + 1):
        parts = urlsplit(safe_url_string(asked))
        status, location, reason = _one(parts, how, until)
        if status not in _REDIRECTS or not location:
            answer = Answer(status, reason.lower() or http.client.responses.get(status, "").lower())
            return replace(answer, leads_to_front_page=_is_page(address) and not _is_page(asked))
        asked = urljoin(asked, location)
    return Answer(None, "it redirects again and again")


def _is_page(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path not in ("", "/") or bool(parts.query)


def _one(parts: SplitResult, how: Asking, until: float) -> tuple[int, str, str]:
    """Status, where it redirects to, and its reason: of HEAD, or of GET where that leaves open what readers see."""
    found = _request("HEAD", parts, how, until)
    return _request("GET", parts, how, until) if found[0] in _LEAVES_OPEN else found


def _request(method: str, parts: SplitResult, how: Asking, until: float) -> tuple[int, str, str]:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    host, port = _where(parts, how)
    with closing(_connected(parts, host, port, how, left)) as sock:
        # Each step may take `left`; a server that sends a byte now and then is cut off when all of it is over.
        cut = threading.Timer(left, _cut, (sock,))
        cut.daemon = True
        cut.start()
        try:
            connection = http.client.HTTPConnection(host, port)
            connection.sock = sock
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            connection.putheader("Host", parts.netloc.rpartition("@")[2])
            connection.putheader("User-Agent", how.user_agent)
            connection.putheader("Accept", "*/*")
            connection.putheader("Connection", "close")
            connection.endheaders()
            with closing(connection.getresponse()) as response:
                return response.status, response.headers.get("Location", ""), response.reason or ""
        finally:
            cut.cancel()
            if time.monotonic() >= until:
                raise TimeoutError


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _where(parts: SplitResult, how: Asking) -> tuple[str, int]:
    if parts.scheme not in _PORTS:
        raise _Refused(f"{parts.scheme or 'no scheme'} is not of the web")
    if not parts.hostname:
        raise _Refused("it names no host")
    port = parts.port or _PORTS[parts.scheme]
    if port not in _PORTS.values() and not how.may_ask_inside:
        raise _Refused(f"port {port} is not asked")
    return parts.hostname, port


def _connected(parts: SplitResult, host: str, port: int, how: Asking, left: float) -> socket.socket:
    """A connection to an address of the host that was examined just now."""
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not how.may_ask_inside and not all(map(is_public, found)):
        raise _Refused("its host is not public")
    sock = socket.create_connection((found[0], port), timeout=left)
    if parts.scheme != "https":
        return sock
    try:
        return ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    except BaseException:
        sock.close()
        raise


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also where it carries another one within."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found in _NAT64:
            return False
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            found = inner
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)
