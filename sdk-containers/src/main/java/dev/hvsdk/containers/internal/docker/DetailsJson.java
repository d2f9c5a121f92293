/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.containers.ContainerDetails;
import dev.hvsdk.containers.ContainerInspection;
import dev.hvsdk.containers.ContainerMount;
import dev.hvsdk.containers.HealthState;
import dev.hvsdk.containers.PublishedPort;
import dev.hvsdk.containers.RestartPolicy;
import dev.hvsdk.containers.internal.http.Json;
import java.util.Optional;

/** What a container was made with, out of all that the engine says of it. Immutable. */
final class DetailsJson implements ContainerInspection {
    private final Container container;

    DetailsJson(Container container) {
        this.container = container;
    }

    @Override
    public ContainerDetails read() {
        return details(container.inspect("read details"));
    }

    static ContainerDetails details(JsonNode json) {
        ContainerDetails.Builder details = ContainerDetails.builder();
        JsonNode config = json.path("Config");
        JsonNode host = json.path("HostConfig");
        Json.text(config, "Image").ifPresent(details::image);
        health(json.path("State")).ifPresent(details::health);
        restartPolicy(host.path("RestartPolicy")).ifPresent(details::restartPolicy);
        Json.number(json, "RestartCount").ifPresent(count -> details.restartCount((int) count));
        exitCode(json.path("State"), details);
        config.path("Labels")
                .properties()
                .forEach(label -> details.label(label.getKey(), label.getValue().asText()));
        ports(json, details);
        mounts(json, details);
        devices(host, details);
        return details.build();
    }

    /** Podman 4 has the key of the early drafts of Docker. */
    private static Optional<HealthState> health(JsonNode state) {
        return Json.text(state, "Health", "Status")
                .or(() -> Json.text(state, "Healthcheck", "Status"))
                .flatMap(DetailsJson::health);
    }

    /** The state of this word; empty for none, and for what is no word. */
    static Optional<HealthState> health(String word) {
        try {
            return word.equalsIgnoreCase("none") ? Optional.empty() : Optional.of(HealthState.of(word));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An empty name is the same as none at all. */
    private static Optional<RestartPolicy> restartPolicy(JsonNode policy) {
        String name = Json.text(policy, "Name").orElse("no");
        long most = Json.number(policy, "MaximumRetryCount").orElse(0);
        try {
            boolean isLimited = name.equals("on-failure") && most > 0;
            return Optional.of(RestartPolicy.parse(isLimited ? name + ":" + most : name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void exitCode(JsonNode state, ContainerDetails.Builder details) {
        String status = Json.text(state, "Status").orElse("");
        boolean hasRun = ContainerJson.reason(status, Json.number(state, "ExitCode"), false)
                .filter(reason -> !reason.id().equals("created"))
                .isPresent();
        if (hasRun && ContainerJson.state(status) != GuestState.RUNNING) {
            Json.number(state, "ExitCode").ifPresent(code -> details.exitCode((int) code));
        }
    }

    private static void ports(JsonNode json, ContainerDetails.Builder details) {
        JsonNode bound = Json.at(json, "NetworkSettings", "Ports");
        JsonNode asked = Json.at(json, "HostConfig", "PortBindings");
        JsonNode ports = bound.isEmpty() ? asked : bound;
        ports.properties()
                .forEach(entry -> entry.getValue()
                        .forEach(binding -> port(entry.getKey(), binding).ifPresent(details::port)));
    }

    private static Optional<PublishedPort> port(String inside, JsonNode binding) {
        String address = Json.text(binding, "HostIp")
                .filter(ip -> !ip.equals("0.0.0.0") && !ip.equals("::"))
                .map(ip -> (ip.contains(":") ? "[" + ip + "]" : ip) + ":")
                .orElse("");
        String port = Json.text(binding, "HostPort")
                .filter(number -> !number.equals("0"))
                .orElse("");
        try {
            return Optional.of(PublishedPort.parse(address + port + ":" + inside));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The engines list a file system in memory among the settings, and not among the mounts. */
    private static void mounts(JsonNode json, ContainerDetails.Builder details) {
        for (JsonNode mount : json.path("Mounts")) {
            String type = Json.text(mount, "Type").orElse("bind");
            String source = Json.text(mount, "Name")
                    .or(() -> Json.text(mount, "Source"))
                    .orElse(null);
            Json.text(mount, "Destination")
                    .ifPresent(target -> details.mount(ContainerMount.reported(
                            type, source, target, !mount.path("RW").asBoolean(true))));
        }
        Json.at(json, "HostConfig", "Tmpfs")
                .properties()
                .forEach(tmpfs -> details.mount(ContainerMount.reported(
                        "tmpfs", null, tmpfs.getKey(), (tmpfs.getValue().asText() + ",").startsWith("ro,"))));
    }

    private static void devices(JsonNode host, ContainerDetails.Builder details) {
        host.path("Devices").forEach(device -> Json.text(device, "PathOnHost").ifPresent(details::device));
        for (JsonNode request : host.path("DeviceRequests")) {
            if (Json.text(request, "Driver").filter("cdi"::equals).isPresent()) {
                request.path("DeviceIDs").forEach(id -> details.device(id.asText()));
            }
        }
    }
}
