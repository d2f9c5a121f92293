/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Volumes as the engines write them. */
final class VolumeJson {
    static final String MARK = "dev.hvsdk.request";

    private static final String DIRECTORY = "dir";
    private static final String LOCAL = "local";
    private static final String DRIVER = "Driver";
    private static final String OPTIONS = "DriverOpts";
    private static final String SIZE = "size";

    /** The option "o" of Podman, and the size of those with one. */
    private static final Pattern MOUNT_SIZE = Pattern.compile("(?:.*,)?size=(\\d{1,18})(?:,.*)?");

    private static final Pattern BYTES = Pattern.compile("(\\d{1,18})");

    private VolumeJson() {}

    /** One for each driver, of which the one that is built in says where its volumes are. */
    static List<StoragePool> pools(JsonNode info) {
        List<StoragePool> pools = new ArrayList<>();
        for (JsonNode driver : info.path("Plugins").path("Volume")) {
            StoragePool.Builder pool =
                    StoragePool.builder(driver.asText(), driver.asText()).active(true);
            if (driver.asText().equals(LOCAL)) {
                Json.text(info, "DockerRootDir").ifPresent(root -> pool.location(root + "/volumes"));
            }
            pools.add(pool.build());
        }
        return List.copyOf(pools);
    }

    static StorageVolume read(JsonNode json, Dialect dialect) {
        StorageVolume.Builder volume = StorageVolume.builder(
                        Json.text(json, "Name").orElseThrow(),
                        Json.text(json, DRIVER).orElse(LOCAL))
                .format(DIRECTORY);
        Json.text(json, "Mountpoint").ifPresent(volume::path);
        capacity(json.path("Options"), dialect).ifPresent(volume::capacity);
        return volume.build();
    }

    /** Podman takes Docker's option too, and does nothing with it. */
    private static Optional<MemorySize> capacity(JsonNode options, Dialect dialect) {
        return dialect == Dialect.DOCKER
                ? bytes(BYTES, options.path(SIZE).asText())
                : bytes(MOUNT_SIZE, options.path("o").asText());
    }

    private static Optional<MemorySize> bytes(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(MemorySize.ofBytes(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }

    static void refuseWhatIsNotThere(VolumeSpec spec, ErrorFactory about) {
        spec.format().filter(format -> !format.equals(DIRECTORY)).ifPresent(format -> {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "a volume is a directory, and has no format such as " + format);
        });
        if (spec.name().isEmpty()) {
            throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "a volume needs a name");
        }
    }

    static ObjectNode unlimited(String pool, VolumeSpec spec) {
        return Json.object().put("Name", spec.name()).put(DRIVER, pool);
    }

    /** The options of a plugin are its own. */
    static ObjectNode limited(String pool, VolumeSpec spec, Dialect dialect) {
        ObjectNode json = unlimited(pool, spec);
        String bytes = Long.toString(spec.capacity().toBytes());
        if (pool.equals(LOCAL)) {
            ObjectNode options = json.putObject(OPTIONS);
            if (dialect == Dialect.DOCKER) {
                options.put(SIZE, bytes);
            } else {
                options.put("o", SIZE + "=" + bytes);
            }
        }
        return json;
    }
}
