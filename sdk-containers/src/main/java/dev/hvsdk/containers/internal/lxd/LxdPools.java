/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.internal.http.Json;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The daemon's storage pools. Their volumes are those that people make, by their names, and those of instances and images, which have
 * their kind before the name. Thread-safe.
 */
final class LxdPools implements StoragePools {
    private static final String POOLS = "storage-pools";
    private static final String VOLUMES = "volumes";
    private static final String CUSTOM = "custom";

    private final Client client;
    private final HostContext context;

    LxdPools(Client client) {
        this.client = client;
        this.context = client.context();
    }

    @Override
    public List<StoragePool> list() {
        ErrorFactory about = context.errors("list storage pools");
        List<StoragePool> pools = new ArrayList<>();
        for (JsonNode one : client.read(client.request("GET", POOLS).query("recursion", "1"), about)) {
            pools.add(pool(one, about));
        }
        return List.copyOf(pools);
    }

    private StoragePool pool(JsonNode json, ErrorFactory about) {
        String name = Json.text(json, "name").orElseThrow();
        boolean isActive = Json.text(json, "status").orElse("").equals("Created");
        StoragePool.Builder pool = StoragePool.builder(
                        name, Json.text(json, "driver").orElse("dir"))
                .active(isActive);
        Json.text(json, "config", "source").ifPresent(pool::location);
        if (isActive) {
            space(
                    client.read(client.request("GET", POOLS, name, "resources"), about)
                            .path("space"),
                    pool);
        }
        return pool.build();
    }

    private static void space(JsonNode space, StoragePool.Builder pool) {
        long total = Json.number(space, "total").orElse(0);
        if (total > 0) {
            long used = Json.number(space, "used").orElse(0);
            pool.capacity(MemorySize.ofBytes(total)).available(MemorySize.ofBytes(Math.max(0, total - used)));
        }
    }

    @Override
    public List<StorageVolume> volumes(String pool) {
        ErrorFactory about = errors("list volumes", pool);
        JsonNode all = client.read(request(about, "GET", pool, VOLUMES).query("recursion", "1"), about);
        List<StorageVolume> volumes = new ArrayList<>();
        for (JsonNode one : all) {
            // Snapshots are listed by newer versions too.
            if (!Json.text(one, "name").orElse("/").contains("/")) {
                volumes.add(volume(one, pool));
            }
        }
        return List.copyOf(volumes);
    }

    static StorageVolume volume(JsonNode json, String pool) {
        String type = Json.text(json, "type").orElse(CUSTOM);
        String name = Json.text(json, "name").orElseThrow();
        StorageVolume.Builder volume = StorageVolume.builder(type.equals(CUSTOM) ? name : type + "/" + name, pool);
        Json.text(json, "config", "size").flatMap(LimitText::memory).ifPresent(volume::capacity);
        Json.text(json, "content_type").ifPresent(volume::format);
        return volume.build();
    }

    @Override
    public Operation<StorageVolume> createVolume(String pool, VolumeSpec spec) {
        return change("create volume " + spec.name(), pool, about -> {
            String type = spec.format().orElse("filesystem");
            if (!type.equals("filesystem") && !type.equals("block")) {
                throw about.remedy("use filesystem or block")
                        .unsupported(Support.Reason.NO_SUCH_CONCEPT, "LXD makes no volumes of the format " + type);
            }
            ObjectNode json =
                    Json.object().put("name", spec.name()).put("type", CUSTOM).put("content_type", type);
            json.putObject("config").put("size", Long.toString(spec.capacity().toBytes()));
            client.change(request(about, "POST", pool, VOLUMES, CUSTOM).json(json), about);
            return read(pool, spec.name(), about);
        });
    }

    private StorageVolume read(String pool, String volume, ErrorFactory about) {
        return volume(client.read(request(about, "GET", pool, VOLUMES, CUSTOM, volume), about), pool);
    }

    @Override
    public Operation<String> deleteVolume(String pool, String volume) {
        return change("delete volume " + volume, pool, about -> {
            refuseOthers(volume, about);
            client.change(request(about, "DELETE", pool, VOLUMES, CUSTOM, volume), about);
            return volume;
        });
    }

    private static void refuseOthers(String volume, ErrorFactory about) {
        if (volume.contains("/")) {
            throw about.remedy("delete the instance or the image")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "a volume of an instance or image goes with it");
        }
    }

    @Override
    public Operation<StorageVolume> resizeVolume(String pool, String volume, MemorySize capacity) {
        return change("resize volume " + volume, pool, about -> {
            refuseOthers(volume, about);
            StorageVolume before = read(pool, volume, about);
            if (before.capacity()
                    .filter(old -> old.toBytes() > capacity.toBytes())
                    .isPresent()) {
                throw about.unsupported(Support.Reason.NO_SUCH_CONCEPT, "what is at its end would be lost");
            }
            ObjectNode json = Json.object();
            json.putObject("config").put("size", Long.toString(capacity.toBytes()));
            client.change(request(about, "PATCH", pool, VOLUMES, CUSTOM, volume).json(json), about);
            return read(pool, volume, about);
        });
    }

    @Override
    public Operation<StorageVolume> uploadVolume(String pool, String volume, Path source) {
        return change("upload volume " + volume, pool, about -> {
            throw noBytes(read(pool, volume, about), about);
        });
    }

    @Override
    public Operation<Path> downloadVolume(String pool, String volume, Path target) {
        return change("download volume " + volume, pool, about -> {
            if (Files.exists(target)) {
                throw about.conflict("there is a file " + target + " already");
            }
            throw noBytes(read(pool, volume, about), about);
        });
    }

    private static RuntimeException noBytes(StorageVolume volume, ErrorFactory about) {
        return about.unsupported(
                Support.Reason.NO_SUCH_CONCEPT,
                "LXD gives and takes archives of its own form, not the bytes of the volume " + volume);
    }

    @Override
    public Operation<StoragePool> createPool(PoolSpec spec) {
        return change("create storage pool", spec.name(), about -> {
            ObjectNode json = Json.object()
                    .put("name", spec.name())
                    .put("driver", spec.type().orElse("dir"));
            json.putObject("config").put("source", spec.location());
            client.change(client.request("POST", POOLS).json(json), about);
            return pool(client.read(request(about, "GET", spec.name()), about), about);
        });
    }

    /** The daemon removes a pool that is empty, and refuses any other. */
    @Override
    public Operation<String> undefinePool(String pool) {
        return change("delete storage pool", pool, about -> {
            client.change(request(about, "DELETE", pool), about);
            return pool;
        });
    }

    private <T> Operation<T> change(String operation, String pool, Function<ErrorFactory, ? extends T> work) {
        return context.change(operation, "storage pool " + pool, source -> work.apply(errors(operation, pool)));
    }

    private ErrorFactory errors(String operation, String pool) {
        return context.errors(operation).subject("storage pool " + pool);
    }

    /** A request about a pool; a name that no path can hold is that of nothing. */
    private Request request(ErrorFactory about, String method, String... parts) {
        List<String> path = new ArrayList<>(List.of(POOLS));
        for (String part : parts) {
            if (part.isBlank() || part.contains("/") || part.equals(".") || part.equals("..")) {
                throw about.notFound("there is nothing of the name '" + part + "'");
            }
            path.add(part);
        }
        return client.request(method, path.toArray(String[]::new));
    }
}
