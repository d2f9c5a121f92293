/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.internal.http.Request;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/** The volumes of the engine, one pool for each of its volume drivers. Immutable. */
final class DockerVolumes implements StoragePools {
    private static final String VOLUMES = "volumes";
    private static final String NO_DISK = "a volume is a directory that containers mount, and no disk";

    private final Client client;

    DockerVolumes(Client client) {
        this.client = client;
    }

    private ErrorFactory errors(String operation) {
        return client.context().errors(operation);
    }

    @Override
    public List<StoragePool> list() {
        return pools(errors("list pools"));
    }

    private List<StoragePool> pools(ErrorFactory about) {
        return VolumeJson.pools(client.json(Request.read("info"), about));
    }

    @Override
    public List<StorageVolume> volumes(String pool) {
        ErrorFactory about = errors("list volumes").subject("pool " + pool);
        requirePool(pool, about);
        return found(pool, about);
    }

    private void requirePool(String pool, ErrorFactory about) {
        if (pools(about).stream().noneMatch(known -> known.name().equals(pool))) {
            throw about.notFound("the engine has no volume driver of this name");
        }
    }

    private List<StorageVolume> found(String pool, ErrorFactory about) {
        List<StorageVolume> volumes = new ArrayList<>();
        for (JsonNode json : client.json(Request.read(VOLUMES), about).path("Volumes")) {
            StorageVolume volume = VolumeJson.read(json, client.greeting().dialect());
            if (volume.pool().equals(pool)) {
                volumes.add(volume);
            }
        }
        return List.copyOf(volumes);
    }

    @Override
    public Operation<StorageVolume> createVolume(String pool, VolumeSpec spec) {
        String subject = "volume " + pool + "/" + spec.name();
        return client.context().change("create", subject, source -> {
            ErrorFactory about = errors("create").subject(subject);
            VolumeJson.refuseWhatIsNotThere(spec, about);
            requirePool(pool, about);
            return make(pool, spec, about);
        });
    }

    /** Where its file system keeps quotas the size is a limit; elsewhere it is none, and the volume has none. */
    private StorageVolume make(String pool, VolumeSpec spec, ErrorFactory about) {
        try {
            return make(VolumeJson.limited(pool, spec, client.greeting().dialect()), about);
        } catch (HypervisorException.HostFailure e) {
            if (!String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("quota")) {
                throw e;
            }
            return make(VolumeJson.unlimited(pool, spec), about);
        }
    }

    /** The engines give what is there where the name is taken. A mark of this request tells what was made by it. */
    private StorageVolume make(ObjectNode json, ErrorFactory about) {
        String mark = UUID.randomUUID().toString();
        json.putObject("Labels").put(VolumeJson.MARK, mark);
        JsonNode made = client.json(Request.post(VOLUMES, "create").json(json), about);
        if (!mark.equals(made.path("Labels").path(VolumeJson.MARK).asText())) {
            throw about.conflict("there is a volume of this name");
        }
        return VolumeJson.read(made, client.greeting().dialect());
    }

    @Override
    public Operation<String> deleteVolume(String pool, String volume) {
        return change("delete", pool, volume, about -> {
            client.send(Request.delete(VOLUMES, volume), about);
            return volume;
        });
    }

    @Override
    public Operation<StorageVolume> resizeVolume(String pool, String volume, MemorySize capacity) {
        return change("resize", pool, volume, about -> {
            throw noDisk(about);
        });
    }

    @Override
    public Operation<StorageVolume> uploadVolume(String pool, String volume, Path source) {
        return change("upload", pool, volume, about -> {
            throw noDisk(about);
        });
    }

    @Override
    public Operation<Path> downloadVolume(String pool, String volume, Path target) {
        return change("download", pool, volume, about -> {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw about.conflict(target + " is there already");
            }
            throw noDisk(about);
        });
    }

    private static HypervisorException noDisk(ErrorFactory about) {
        return about.unsupported(Support.Reason.NO_SUCH_CONCEPT, NO_DISK);
    }

    /** Of a volume that is there under this exact name: Podman would take the beginning of one for it. */
    private <T> Operation<T> change(String operation, String pool, String volume, Function<ErrorFactory, T> work) {
        String subject = "volume " + pool + "/" + volume;
        return client.context().change(operation, subject, source -> {
            ErrorFactory about = errors(operation).subject(subject);
            requirePool(pool, about);
            if (found(pool, about).stream().noneMatch(known -> known.name().equals(volume))) {
                throw about.notFound("there is no volume of this name");
            }
            return work.apply(about);
        });
    }

    @Override
    public Operation<StoragePool> createPool(PoolSpec spec) {
        return changePools("create", spec.name());
    }

    @Override
    public Operation<String> undefinePool(String pool) {
        return changePools("undefine", pool);
    }

    private <T> Operation<T> changePools(String operation, String pool) {
        String subject = "pool " + pool;
        return client.context().change(operation, subject, source -> {
            throw errors(operation)
                    .subject(subject)
                    .remedy("install or remove a plugin of the engine")
                    .unsupported(Support.Reason.NO_SUCH_CONCEPT, "a pool is a volume driver of the engine");
        });
    }
}
