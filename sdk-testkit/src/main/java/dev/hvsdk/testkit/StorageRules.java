/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** What the hosts of a family take as pools and volumes. Immutable. */
final class StorageRules {
    /** NAME_MAX of Linux: the longest name of a file. */
    private static final int MAX_BYTES = 255;

    private final boolean isVsphere;

    StorageRules(Family family) {
        isVsphere = family == Family.VSPHERE;
    }

    /** The pool that each host has. */
    StoredPool firstPool() {
        return isVsphere
                ? StoredPool.empty("datastore1", "vmfs", "/vmfs/volumes/datastore1")
                : StoredPool.empty("default", "dir", "/var/lib/libvirt/images");
    }

    /** The kinds of pools, the default first. */
    List<String> types() {
        return isVsphere ? List.of("vmfs", "nfs") : List.of("dir", "fs", "netfs", "logical");
    }

    Set<String> formats() {
        return isVsphere ? Set.of("vmdk") : Set.of("raw", "qcow2");
    }

    String defaultFormat() {
        return isVsphere ? "vmdk" : "raw";
    }

    void checkFormat(String format, ErrorFactory creating) {
        if (!formats().contains(format)) {
            throw creating.remedy("choose one of " + formats())
                    .unsupported(Reason.NO_SUCH_CONCEPT, "the pool does not have the format " + format);
        }
    }

    void checkType(String type, ErrorFactory creating) {
        if (!types().contains(type)) {
            throw creating.remedy("choose one of " + types())
                    .unsupported(Reason.NO_SUCH_CONCEPT, "the host has no pools of the type " + type);
        }
    }

    /** A name is that of a file or directory. */
    void checkName(String what, String name, ErrorFactory creating) {
        if (name.isBlank() || name.indexOf('/') >= 0 || name.equals(".") || name.equals("..")) {
            throw creating.unsupported(Reason.NO_SUCH_CONCEPT, what + " needs a name without '/'");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw creating.unsupported(Reason.NO_SUCH_CONCEPT, what + " cannot have control characters in its name");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw creating.unsupported(Reason.NO_SUCH_CONCEPT, "a name has at most " + MAX_BYTES + " bytes");
        }
    }

    void checkLocation(String location, ErrorFactory creating) {
        if (!location.startsWith("/")) {
            throw creating.unsupported(Reason.NO_SUCH_CONCEPT, "a pool is at an absolute path, not at " + location);
        }
    }
}
