/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.internal.http.Answer;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.containers.internal.http.Transport;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Locale;

/** What an engine said of itself when it was first asked. */
record Greeting(Dialect dialect, String version, ApiVersion api) {
    /** What this code is written for; the answers of older ones lack what it reads. */
    private static final ApiVersion OLDEST = new ApiVersion(1, 40);

    static final ApiVersion DOCKER_25 = new ApiVersion(1, 44);

    private static final int NOT_FOUND = 404;

    private static final ApiVersion NEWEST = new ApiVersion(1, 52);

    /** Asks without a version, which every engine answers; throws Unsupported where both ends know none in common. */
    static Greeting of(Transport transport, Deadline deadline, ErrorFactory about) {
        Answer ping = granted(transport.send(Request.read("_ping"), deadline, about), about);
        JsonNode version = granted(transport.send(Request.read("version"), deadline, about), about)
                .json(about);
        String server = ping.header("server").orElse("").toLowerCase(Locale.ROOT);
        Dialect dialect = server.startsWith("libpod") ? Dialect.PODMAN : Dialect.DOCKER;
        ApiVersion newest = read(version, "ApiVersion", about);
        ApiVersion oldest =
                Json.text(version, "MinAPIVersion").isEmpty() ? newest : read(version, "MinAPIVersion", about);
        String number = Json.text(version, "Version")
                .orElseThrow(() -> about.hostFailure("what answers tells no Version: it is no engine of containers"));
        return new Greeting(dialect, number, agreed(dialect.product() + " " + number, oldest, newest, about));
    }

    private static Answer granted(Answer answer, ErrorFactory about) {
        if (answer.status() == NOT_FOUND) {
            throw about.hostFailure(
                    "what answers there is no engine of Docker or Podman: it knows none of its requests");
        }
        if (!answer.isSuccess()) {
            throw Refusals.of(answer.status(), answer.bytes(), about);
        }
        return answer;
    }

    private static ApiVersion read(JsonNode version, String key, ErrorFactory about) {
        return Json.text(version, key)
                .flatMap(ApiVersion::parse)
                .orElseThrow(
                        () -> about.hostFailure("what answers tells no " + key + ": it is no engine of containers"));
    }

    static ApiVersion agreed(String product, ApiVersion oldest, ApiVersion newest, ErrorFactory about) {
        if (newest.compareTo(OLDEST) < 0) {
            throw about.remedy("update the engine")
                    .unsupported(
                            Support.Reason.TOO_OLD,
                            product + " knows version " + newest + " of its API at most; " + OLDEST + " is needed");
        }
        if (oldest.compareTo(NEWEST) > 0) {
            throw about.remedy("update this SDK")
                    .unsupported(
                            Support.Reason.TOO_OLD,
                            product + " asks for version " + oldest + " of its API at least; this SDK knows " + NEWEST);
        }
        return newest.compareTo(NEWEST) < 0 ? newest : NEWEST;
    }

    /** Podman had the path of this request before it did anything. */
    boolean canUpdate() {
        return dialect == Dialect.DOCKER || major() >= 5;
    }

    /** Docker 25, which brought devices by CDI, and an interval of health checks at the start. */
    boolean isDocker25() {
        return dialect == Dialect.DOCKER && api.compareTo(DOCKER_25) >= 0;
    }

    private int major() {
        return ApiVersion.parse(version).map(ApiVersion::major).orElse(0);
    }

    String prefix() {
        return "/v" + api;
    }
}
