# Kring in a container: one command that migrates and serves, not root, its data in one volume and its key in another.

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/kring
COPY requirements.lock /tmp/requirements.lock
RUN /opt/kring/bin/pip install --no-deps --require-hashes -r /tmp/requirements.lock
WORKDIR /srv/kring
COPY pyproject.toml README.md LICENSE NOTICE THIRD_PARTY_NOTICES.md ./
COPY app ./app
COPY migrations ./migrations
RUN /opt/kring/bin/pip install --no-deps --no-build-isolation --editable . \
 && /opt/kring/bin/python -m compileall -q /srv/kring /opt/kring/lib

FROM python:3.11-slim
RUN groupadd --gid 10001 kring \
 && useradd --uid 10001 --gid kring --home-dir /srv/kring --no-create-home --shell /usr/sbin/nologin kring \
 && install -d -o kring -g kring -m 0700 /var/lib/kring /var/lib/kring-key
COPY --from=build /opt/kring /opt/kring
COPY --from=build /srv/kring /srv/kring
ENV PATH=/opt/kring/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    KRING_HOST=0.0.0.0 \
    KRING_PORT=8000 \
    KRING_DATA_DIR=/var/lib/kring \
    KRING_SECRET_KEY_FILE=/var/lib/kring-key/kring.key
WORKDIR /srv/kring
USER kring
VOLUME ["/var/lib/kring", "/var/lib/kring-key"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s --retries=3 CMD ["python", "-m", "app.running.healthy"]
CMD ["kring", "serve", "--migrate"]
