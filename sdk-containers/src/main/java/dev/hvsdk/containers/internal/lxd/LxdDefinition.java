/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the daemon keeps of an instance, as it says it. Thread-safe. */
final class LxdDefinition implements NativeDefinition {
    static final String FORMAT = "lxd-instance-json";

    private static final String REPLACE = "replace definition";
    private static final String HIDDEN = "***";
    private static final String CONFIG = "config";
    private static final String EXPANDED = "expanded_config";

    /** What is a reading and no definition: LXD's shared/api/instance.go, Instance without InstancePut. */
    private static final List<String> READINGS = List.of("status", "status_code", "last_used_at", "state");

    /** Where people put their passwords, and certificates. */
    private static final List<String> SECRET = List.of("environment.", "user.", "cloud-init.");

    private final Instance instance;

    LxdDefinition(Instance instance) {
        this.instance = instance;
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String text() {
        return redacted(instance.read("read definition")).toPrettyString();
    }

    static ObjectNode redacted(JsonNode read) {
        ObjectNode copy = read.deepCopy();
        copy.remove(READINGS);
        redact(copy.path(CONFIG));
        redact(copy.path(EXPANDED));
        return copy;
    }

    private static void redact(JsonNode config) {
        if (config instanceof ObjectNode object) {
            object.properties().stream()
                    .filter(key -> isSecret(key.getKey()))
                    .forEach(key -> key.setValue(object.textNode(HIDDEN)));
        }
    }

    private static boolean isSecret(String key) {
        return !key.equals(SnapshotTree.KEY) && SECRET.stream().anyMatch(key::startsWith);
    }

    /** Name, type and place stay as they are: for those, the daemon has other requests. */
    @Override
    public Operation<GuestInfo> replace(String definition) {
        return instance.change(REPLACE, source -> {
            ErrorFactory about = instance.errors(REPLACE);
            JsonNode wanted = Json.parse(definition.getBytes(StandardCharsets.UTF_8), about);
            if (!(wanted instanceof ObjectNode object)) {
                throw about.hostFailure("a definition is an object of JSON");
            }
            JsonNode before = instance.read(REPLACE);
            instance.client().change(instance.request("PUT").json(merged(object, before)), about);
            return instance.context().info();
        });
    }

    /** What the text hides stays as it was, and so does what the daemon keeps for itself. */
    static ObjectNode merged(ObjectNode wanted, JsonNode before) {
        ObjectNode merged = Json.object();
        for (String part : List.of("architecture", "devices", "ephemeral", "profiles", "stateful", "description")) {
            merged.set(part, wanted.has(part) ? wanted.get(part) : before.path(part));
        }
        ObjectNode config = merged.putObject(CONFIG);
        JsonNode old = before.path(CONFIG);
        JsonNode named = wanted.has(CONFIG) ? wanted.path(CONFIG) : old;
        named.properties().forEach(key -> config.set(key.getKey(), kept(key.getValue(), old.path(key.getKey()))));
        old.properties().stream()
                .filter(key -> key.getKey().startsWith("volatile.") && !config.has(key.getKey()))
                .forEach(key -> config.set(key.getKey(), key.getValue()));
        return merged;
    }

    private static JsonNode kept(JsonNode wanted, JsonNode old) {
        return wanted.asText().equals(HIDDEN) && !old.isMissingNode() ? old : wanted;
    }
}
