# The BFF:      docker build -t vision-bff .
# The sandbox:  docker build -t vision-bff-sandbox --target sandbox .

FROM eclipse-temurin:25-jdk AS sources
WORKDIR /workspace
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY api/openapi.yaml api/
COPY src/main src/main

FROM sources AS build
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
	./mvnw -B -q -ntp package -Dmaven.test.skip=true && \
	java -Djarmode=tools -jar target/vision-bff.jar extract --layers --destination target/layers

FROM sources AS sandbox-build
COPY src/test src/test
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
	./mvnw -B -q -ntp test-compile \
	dependency:copy-dependencies -DincludeGroupIds=org.wiremock,tools.jackson.core,com.fasterxml.jackson.core -DoutputDirectory=target/sandbox

FROM eclipse-temurin:25-jre AS sandbox
WORKDIR /application
COPY --from=sandbox-build /workspace/target/sandbox ./
COPY --from=sandbox-build /workspace/target/test-classes/vision/bff/sandbox classes/vision/bff/sandbox
USER 65532:65532
EXPOSE 8089
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-cp", "classes:*", "vision.bff.sandbox.SandboxServer"]
CMD ["--host", "0.0.0.0", "--port", "8089"]
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s \
	CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8089"]
LABEL org.opencontainers.image.title="Vision BFF sandbox" \
	org.opencontainers.image.description="A stand-in for 1.vision, to try and test the Vision BFF against"

FROM eclipse-temurin:25-jre AS application
WORKDIR /application
COPY --from=build /workspace/target/layers/dependencies ./
COPY --from=build /workspace/target/layers/snapshot-dependencies ./
COPY --from=build /workspace/target/layers/application ./
ENV LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs VISION_CACHE_CHATS_MAX_SIZE=8MB

# The JVM takes the cache only if the JVM itself, the jars and these options are those of the training. How often each method ran is
# recorded in a warm-up that is longer than that of a start, so that a start knows from its first request on what to compile.
FROM application AS training
COPY docker/train /usr/local/bin/
RUN VISION_WARM_UP=40s train -XX:AOTCacheOutput=vision-bff.aot -Xlog:aot=error -XX:+UseCompactObjectHeaders -XX:+UseSerialGC

FROM application
COPY --from=training /application/vision-bff.aot ./
USER 65532:65532
EXPOSE 8080 8081
# In 320 MiB: 112 for the heap (MinRAMPercentage counts in so small a container), 48 for compiled code, about 60 for what the
# JVM itself allocates, which is given back every few seconds, and 80 for the files of the image. Mapped where it expects to be,
# the cache stays clean pages of its file, else it is 40 MiB more of written memory.
ENV MALLOC_ARENA_MAX=2 VISION_WARM_UP=20s
ENTRYPOINT ["java", "-XX:AOTCache=vision-bff.aot", "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0", \
	"-XX:+UseCompactObjectHeaders", "-XX:+UseSerialGC", \
	"-XX:MinRAMPercentage=35", "-XX:MaxRAMPercentage=35", \
	"-XX:ReservedCodeCacheSize=48m", "-XX:TrimNativeHeapInterval=2000", "-XX:+ExitOnOutOfMemoryError", \
	"-jar", "vision-bff.jar"]
# Bash speaks HTTP here, since a second JVM every few seconds would cost more than the application does when idle.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s \
	CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8081 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && ((status == 200))"]
ARG VERSION=1.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Vision BFF" \
	org.opencontainers.image.description="A clean REST API for web front ends, in front of the messaging calls of 1.vision" \
	org.opencontainers.image.version="$VERSION" \
	org.opencontainers.image.revision="$REVISION"
