# Exact tags take in security fixes; to pin a digest as well, let a bot keep it current.
FROM python:3.13-slim-trixie AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY requirements.txt requirements-build.txt ./
RUN python -m venv --without-pip /opt/crosspost \
 && pip install --quiet --require-hashes --no-deps -r requirements-build.txt \
 && pip --python /opt/crosspost install --quiet --compile --require-hashes --no-deps -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY crosspost crosspost
RUN pip wheel --quiet --no-deps --no-build-isolation --wheel-dir /dist . \
 && pip --python /opt/crosspost install --quiet --compile --no-deps --no-index /dist/*.whl

FROM python:3.13-slim-trixie
# The standard library ships without bytecode: compiled here, each process starts about five times faster.
# tini comes in the release's version: pinning it would only break the build at each update.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends tini \
 && rm -rf /var/lib/apt/lists/* \
 && python -m compileall -q -x site-packages /usr/local/lib/python3.13 \
 && groupadd --gid 10001 crosspost \
 && useradd --no-log-init --uid 10001 --gid 10001 --home-dir /state --no-create-home --shell /usr/sbin/nologin crosspost \
 && install --directory --owner=10001 --group=10001 --mode=0750 /state
COPY --from=build /opt/crosspost /opt/crosspost
COPY config/crosspost.toml /etc/crosspost/crosspost.toml
ENV PATH=/opt/crosspost/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    CROSSPOST_CONFIG=/etc/crosspost/crosspost.toml
# The default configuration names its state relative to this directory: /state.
WORKDIR /
USER 10001:10001
VOLUME /state
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --start-interval=1s --retries=3 \
  CMD ["crosspost", "health"]
ENTRYPOINT ["tini", "--", "crosspost"]
CMD ["run"]

ARG VERSION=0.0.0
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.title="crosspost" \
      org.opencontainers.image.description="Watches a blog's RSS feed and publishes each new article to X, exactly once" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.created="$CREATED"
