/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.vmrest.Vmrest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The product's list of machines, by what identifies them here: their files. Thread-safe. */
final class Library {
    private static final Logger LOG = Logger.getLogger(Library.class.getName());

    private final Vmrest vmrest;

    Library(Vmrest vmrest) {
        this.vmrest = vmrest;
    }

    Vmrest vmrest() {
        return vmrest;
    }

    /** The ids by which vmrest knows the machines. */
    Map<Path, String> ids(ErrorFactory about) {
        Map<Path, String> ids = new LinkedHashMap<>();
        vmrest.machines(about).forEach(machine -> path(machine.path()).ifPresent(path -> ids.put(path, machine.id())));
        return ids;
    }

    Optional<String> find(Path file, ErrorFactory about) {
        return Optional.ofNullable(ids(about).get(file));
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Machines::isMachine).map(Machines::canonical);
        } catch (InvalidPathException e) {
            LOG.log(Level.WARNING, e, () -> "vmrest names a machine whose path is none; it is left out");
            return Optional.empty();
        }
    }
}
