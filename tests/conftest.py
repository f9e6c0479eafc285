"""What all tests share."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    # Tests serve static files from where they lie, under their own names: nothing has to be collected first.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
