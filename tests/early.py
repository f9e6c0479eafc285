"""A pytest plugin, named in pyproject.toml: what must be in the environment before the settings are read."""

import os
import re

# Tests serve static files from where they lie, under their own names.
os.environ.setdefault("STATIC_MANIFEST", "0")

# Tests that run side by side have a database each (pytest-django sees to that) and a broker each: one of the
# numbered stores of the one server.
if number := re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")):
    url = os.environ.get("REDIS_URL", "")
    os.environ["REDIS_URL"] = re.sub(r"(?<=db=)\d+|(?<=\d/)\d+$", str(int(number) + 1), url)
