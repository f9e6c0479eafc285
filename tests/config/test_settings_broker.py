"""The broker's address, as each of the two libraries writes it."""

from urllib.parse import urlsplit

import redis
from django.conf import settings

from config.celery_app import app


def test_celery_and_redis_mean_the_same_store() -> None:
    """Else tests side by side, and two installations on one server, would take each other's messages."""
    store = redis.Redis.from_url(settings.REDIS_URL).connection_pool.connection_kwargs.get("db", 0)
    with app.connection_for_write() as connection:
        parameters = connection.default_channel.client.connection_pool.connection_kwargs
    assert int(parameters.get("db", 0)) == int(store), urlsplit(settings.REDIS_URL).query
