/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.vmware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** The library of the product: the machines that were registered. Thread-safe. */
final class StandInMachines {
    private final VmrunStandIn vmrun;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private final Map<String, Path> registered = new LinkedHashMap<>();

    StandInMachines(VmrunStandIn vmrun) {
        this.vmrun = vmrun;
    }

    /** Its id, which is made of its path: upper case, as the real ones are. */
    String register(Path vmx) {
        Path real = real(vmx);
        String id = UUID.nameUUIDFromBytes(real.toString().getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .toUpperCase(Locale.ROOT);
        lock.lock();
        try {
            registered.put(id, real);
            return id;
        } finally {
            lock.unlock();
        }
    }

    private static Path real(Path vmx) {
        try {
            return vmx.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also those whose files have gone since, as in the product's window. */
    Map<String, Path> all() {
        lock.lock();
        try {
            return new LinkedHashMap<>(registered);
        } finally {
            lock.unlock();
        }
    }

    Optional<StandInMachine> find(String id) {
        return Optional.ofNullable(all().get(id))
                .filter(path -> path.toFile().isFile())
                .map(path -> new StandInMachine(vmrun, path));
    }
}
