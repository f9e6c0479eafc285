"""A pytest plugin, named in pyproject.toml: what must be in the environment before the settings are read."""

import os
import re
import tempfile

# Tests serve static files from where they lie, under their own names; nothing is ever collected.
os.environ.setdefault("STATIC_MANIFEST", "0")
_nothing_collected = tempfile.TemporaryDirectory(prefix="reconvene-static-")
os.environ.setdefault("STATIC_ROOT", _nothing_collected.name)

# Tests that run side by side have a database each (pytest-django sees to that) and a broker each: one of the
# numbered stores of the one server.
if number := re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")):
    url = os.environ.get("REDIS_URL", "")
    os.environ["REDIS_URL"] = re.sub(r"(?<=db=)\d+|(?<=\d/)\d+$", str(int(number) + 1), url)
