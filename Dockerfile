# Images of Tiendo: one build stage, two targets, streams-app and producer.
#   docker build --target streams-app -t tiendo/streams-app .
# A Dockerfile rather than jib: whoever has Docker needs no JDK and no Maven to try the cluster, `docker compose up --build`
# does it all, and both images share one build. Libraries have a layer of their own, as jib would give them.

FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/var/cache/maven \
    mvn -B -q -Dmaven.repo.local=/var/cache/maven -Dquick -DskipTests -pl streams-app -am package \
      org.apache.maven.plugins:maven-dependency-plugin:2.10:copy-dependencies -DincludeScope=runtime

FROM eclipse-temurin:17.0.19_10-jre-noble AS runtime
# A fixed number, so that orchestrators can check that it is not root and volumes can be given to it.
RUN groupadd --gid 10001 tiendo \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin tiendo \
    && install -d -o tiendo -g tiendo /var/lib/tiendo /var/lib/tiendo-spool /var/lib/tiendo-tokens
WORKDIR /opt/tiendo
COPY --chmod=0555 packaging/run packaging/healthcheck bin/
VOLUME /var/lib/tiendo /var/lib/tiendo-spool
STOPSIGNAL SIGTERM

FROM runtime AS producer
COPY --from=build /src/producer/target/dependency/ lib/
COPY --from=build /src/producer/target/producer-*.jar lib/
ENV TIENDO_MAIN=org.tiendo.producer.cli.ProducerMain
USER 10001:10001
ENTRYPOINT ["/opt/tiendo/bin/run"]
CMD ["--help"]
# It runs a command and ends; there is nothing to ask.
HEALTHCHECK NONE

FROM runtime AS streams-app
COPY --from=build /src/streams-app/target/dependency/ lib/
COPY --from=build /src/streams-app/target/streams-app-*.jar lib/
ENV TIENDO_MAIN=org.tiendo.streams.app.ServeMain \
    TIENDO_HTTP_HOST=0.0.0.0 \
    TIENDO_HTTP_PORT=8080 \
    TIENDO_AUTH=on \
    TIENDO_TOKENS=/var/lib/tiendo-tokens/tokens.json \
    TIENDO_STATE_DIR=/var/lib/tiendo \
    TIENDO_SPOOL_DIR=/var/lib/tiendo-spool \
    TIENDO_LOG=json
EXPOSE 8080
USER 10001:10001
ENTRYPOINT ["/opt/tiendo/bin/run"]
# Ready means that its stores are restored and it answers queries.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=6 CMD ["/opt/tiendo/bin/healthcheck"]
