/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The switches of vmrun, which knows of nothing but what runs. Thread-safe. */
final class VmrunSwitches implements Switches {
    private final Vmrun vmrun;
    private final Memory memory;

    VmrunSwitches(Vmrun vmrun, Memory memory) {
        this.vmrun = vmrun;
        this.memory = memory;
    }

    @Override
    public Look look() {
        Set<Path> running = vmrun.running();
        memory.keepOnly(running);
        return new Look(running, memory.paused(), Set.of());
    }

    @Override
    public Look lookAt(Path file) {
        return look();
    }

    @Override
    public void turn(Switch way, Path file, ErrorFactory about) {
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(way.how());
        vmrun.change(about, way.verb(), arguments.toArray(String[]::new));
    }

    /** There is no list of machines that vmrun could put it into. */
    @Override
    public void made(String name, Path file, ErrorFactory about) {
        // Found by looking for it.
    }

    /** The runner of commands is not this connection's own. */
    @Override
    public void close() {
        // Nothing is open between two calls.
    }
}
