/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.internal.http.Answer;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.containers.internal.http.Transport;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What a daemon said of itself when it was first asked. */
record Greeting(Dialect dialect, String version, String name, String architecture, Set<String> extensions) {
    /** The first with a path for both kinds of instances, LXD 3.19. */
    private static final String INSTANCES = "instances";

    static Greeting of(Transport transport, Deadline deadline, ErrorFactory about) {
        Answer answer = transport.send(Request.read("1.0"), deadline, about);
        JsonNode server = Replies.granted(answer, about).path("metadata");
        requireTrust(server, about);
        JsonNode environment = server.path("environment");
        Set<String> extensions = new HashSet<>();
        server.path("api_extensions").forEach(extension -> extensions.add(extension.asText()));
        Greeting greeting = new Greeting(
                Dialect.of(Json.text(environment, "server").orElse("").toLowerCase(Locale.ROOT)),
                Json.text(environment, "server_version")
                        .orElseThrow(() -> about.hostFailure("what answers tells no version of LXD or Incus")),
                Json.text(environment, "server_name").orElse(""),
                Json.text(environment, "kernel_architecture").orElse(""),
                Set.copyOf(extensions));
        greeting.requireNewEnough(about);
        return greeting;
    }

    /** Whom it does not know, it tells little, and no version. */
    private static void requireTrust(JsonNode server, ErrorFactory about) {
        if (!Json.text(server, "auth").orElse("").equals("trusted")) {
            throw about.remedy("give a client certificate that the daemon trusts, by ?cert=FILE&keyfile=FILE;"
                            + " it is added there by: lxc config trust add FILE")
                    .permissionDenied("the daemon does not trust this client");
        }
    }

    private void requireNewEnough(ErrorFactory about) {
        if (!has(INSTANCES)) {
            throw about.remedy("update it to 4.0 or newer")
                    .unsupported(
                            Support.Reason.TOO_OLD,
                            dialect.product() + " " + version + " lacks the API extension " + INSTANCES);
        }
    }

    /** Whether it has this extension of the API; see LXD's doc/api-extensions.md. */
    boolean has(String extension) {
        return extensions.contains(extension);
    }
}
