/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.libvirt.internal.natives.VirStorage;
import dev.hvsdk.libvirt.xml.StoragePoolXml;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes a pool, whole or not at all. Immutable. */
final class PoolMaker {
    private static final String DIRECTORY = "dir";

    /** Names of volume groups (lvm(8)); one that began with a dash would be an option of LVM's commands. */
    private static final Pattern VOLUME_GROUP = Pattern.compile("[a-zA-Z0-9+_.][a-zA-Z0-9+_.-]{0,126}");

    private static final Set<String> STEPS = Set.of(".", "..");

    private final ErrorFactory errors;
    private final StoragePoolXml definition;
    private final boolean isDirectory;

    /** Throws if it is none that can be made. */
    PoolMaker(PoolSpec spec, ErrorFactory errors) {
        this.errors = errors;
        ResourceNames.checked(spec.name(), errors);
        isDirectory = spec.type().orElse(DIRECTORY).equals(DIRECTORY);
        definition = definition(spec);
    }

    private StoragePoolXml definition(PoolSpec spec) {
        String type = spec.type().orElse(DIRECTORY);
        boolean isKnownPlace = switch (type) {
            case DIRECTORY -> isDirectoryPath(spec.location());
            case "logical" -> VOLUME_GROUP.matcher(spec.location()).matches() && !STEPS.contains(spec.location());
            default -> throw refusal("pools of the type '" + type + "' need more than a place; make them with virsh");
        };
        if (!isKnownPlace) {
            throw refusal(
                    isDirectory ? "its location is no absolute path" : "its location is no name of a volume group");
        }
        return StoragePoolXml.of(spec);
    }

    private HypervisorException refusal(String why) {
        return errors.unsupported(Support.Reason.NO_SUCH_CONCEPT, why);
    }

    private static boolean isDirectoryPath(String path) {
        return path.startsWith("/")
                && ResourceNames.isPlain(path)
                && Arrays.stream(path.split("/")).noneMatch(STEPS::contains);
    }

    StoragePool make(long connection) {
        refuseIfTaken(connection);
        long pool = Vir.check(VirStorage.virStoragePoolDefineXML(connection, definition.toXml(), 0));
        return Handles.use(pool, this::started, VirStorage::virStoragePoolFree);
    }

    private void refuseIfTaken(long connection) {
        String name = definition.name().orElseThrow();
        String place = normal(definition.target().orElseThrow());
        for (StoragePool other : Storage.pools(connection)) {
            if (other.name().equals(name)) {
                throw errors.conflict("there is a pool of this name");
            }
            if (other.location().map(PoolMaker::normal).filter(place::equals).isPresent()) {
                throw errors.conflict("the pool " + other + " is at " + place);
            }
        }
    }

    private static String normal(String path) {
        String single = path.replaceAll("/+", "/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }

    private StoragePool started(long pool) {
        try {
            if (isDirectory) {
                // Makes the directory if need be. A volume group is never made of a name alone.
                Vir.check(VirStorage.virStoragePoolBuild(pool, 0));
            }
            Vir.check(VirStorage.virStoragePoolCreate(pool, 0));
            Vir.check(VirStorage.virStoragePoolSetAutostart(pool, 1));
            return Storage.reading(pool);
        } catch (VirException e) {
            throw undone(pool, VirErrors.of(e.failure(), errors));
        }
    }

    private HypervisorException undone(long pool, HypervisorException why) {
        if (VirStorage.virStoragePoolIsActive(pool) == 1) {
            suppressFailure(VirStorage.virStoragePoolDestroy(pool), why);
        }
        suppressFailure(VirStorage.virStoragePoolUndefine(pool), why);
        return why;
    }

    private static void suppressFailure(int result, HypervisorException why) {
        if (result < 0) {
            why.addSuppressed(new VirException(VirFailure.last()));
        }
    }
}
