"""`python -m config.probe /readyz`: asks the web process of this container, exits 0 if it answers 200.

Standard library only, so that a health check costs little. It names an allowed host, as a visitor would.
"""

import http.client
import os
import sys


def probe(path: str, port: int) -> bool:
    """Whether this machine's web process answers 200 at the path."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path, headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not probe(sys.argv[1], int(os.environ.get("PORT") or 8000)))
