# 乘风 in one small image: built from source, run as an ordinary user, data in /data.
#   docker build -t chengfeng .
FROM node:22-trixie-slim AS pages
WORKDIR /src/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN --mount=type=cache,target=/npm npm ci --cache /npm
COPY web ./
RUN npm run build

FROM rust:1.95-trixie AS build
WORKDIR /src
COPY . .
# The caches keep the registry and compiled crates between builds; the binary is copied out of them.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked --package chengfeng \
    && install -D target/release/chengfeng /out/bin/chengfeng

FROM debian:trixie-slim
# OpenSSL for connections to PostgreSQL, certificates for outgoing calls, pg_dump and pg_restore for backups.
# The client's version must not be older than the server's in docker-compose.yml: both are 17.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libssl3t64 postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --home-dir /data --shell /usr/sbin/nologin chengfeng \
    && install -d -o chengfeng -g chengfeng -m 0700 /data
COPY --from=build /out/bin/chengfeng /usr/local/bin/chengfeng
COPY --from=pages /src/web/dist /usr/local/share/chengfeng/web
ENV CHENGFENG_DATA=/data \
    CHENGFENG_LISTEN=0.0.0.0:8080 \
    CHENGFENG_WEB=/usr/local/share/chengfeng/web \
    CHENGFENG_LOG_JSON=true
USER 10001
VOLUME /data
EXPOSE 8080
# Ready means: the database answers and its schema is the one this binary knows.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["chengfeng", "doctor", "--ready"]
ENTRYPOINT ["chengfeng"]
CMD ["serve"]
