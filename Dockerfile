# The production image: web, worker, beat and management commands run from it, each with its own command.
FROM python:3.13-slim AS packages
COPY requirements.lock /
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: -r /requirements.lock

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin reconvene
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/srv/reconvene/staticfiles
WORKDIR /srv/reconvene
COPY --from=packages /venv /venv
COPY . .
# Needs no secret and no database: manage.py makes up a key for commands that serve nobody.
RUN python manage.py collectstatic --no-input --verbosity 0 && python -m compileall -q . \
    && install --directory --owner reconvene releases
USER reconvene
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["python", "-m", "config.probe", "/healthz"]
CMD ["gunicorn", "config.wsgi", "--config", "python:config.web_server", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "8", \
     "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-", "--max-requests", "10000", "--max-requests-jitter", "1000"]
