/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.host.root.HostFiles;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a step changes of its subject, and how that is read back. Immutable. */
enum Attribute {
    /** Whether there is a PCI driver; the subject is its name. */
    MODULE((files, name) -> files.exists(Sysfs.driver(name)) ? "loaded" : null),
    /** The driver that a function is reserved for. */
    OVERRIDE((files, address) -> Sysfs.text(files, Sysfs.function(address) + "/driver_override")),
    /** The driver that a function is bound to. */
    DRIVER((files, address) ->
            files.directory(Sysfs.function(address)).linkName("driver").orElse(null)),
    /** The number of virtual functions of a physical one. */
    VIRTUAL_FUNCTIONS((files, address) -> Sysfs.text(files, Sysfs.function(address) + "/sriov_numvfs")),
    /** The parent and the type of a mediated device, with a space between; the subject is its UUID. */
    MEDIATED(Sysfs::mediated);

    private final BiFunction<HostFiles, String, @Nullable String> reader;

    Attribute(BiFunction<HostFiles, String, @Nullable String> reader) {
        this.reader = reader;
    }

    /** What it is now; null where there is none. */
    @Nullable
    String read(HostFiles files, String subject) {
        return reader.apply(files, subject);
    }

    /** The identifier in the journal. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
