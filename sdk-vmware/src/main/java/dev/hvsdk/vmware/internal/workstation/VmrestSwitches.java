/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import dev.hvsdk.api.HypervisorException.WrongState;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ErrorFactory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The switches of vmrest for the machines of the product's library, and those of vmrun for others.
 *
 * <p>One call of vmrun tells what runs, whatever there is; vmrest, which has to be asked of each machine, is asked of those
 * alone, since only it knows which are paused. Thread-safe.
 */
final class VmrestSwitches implements Switches {
    private static final Logger LOG = Logger.getLogger(VmrestSwitches.class.getName());

    private final HostContext context;
    private final Library library;
    private final VmrunSwitches vmrun;

    VmrestSwitches(HostContext context, Library library, VmrunSwitches vmrun) {
        this.context = context;
        this.library = library;
        this.vmrun = vmrun;
    }

    @Override
    public Look look() {
        ErrorFactory about = context.errors("list guests");
        return look(library.ids(about), about);
    }

    @Override
    public Look lookAt(Path file) {
        ErrorFactory about = context.errors("read");
        Map<Path, String> ids = library.ids(about);
        ids.keySet().retainAll(Set.of(file));
        return look(ids, about);
    }

    private Look look(Map<Path, String> ids, ErrorFactory about) {
        Look seen = vmrun.look();
        Set<Path> running = new HashSet<>(seen.running());
        Set<Path> paused = new HashSet<>(seen.paused());
        ids.forEach((file, id) -> {
            if (seen.running().contains(file)) {
                state(id, about).ifPresent(state -> correct(file, state, running, paused));
            }
        });
        return new Look(running, paused, ids.keySet());
    }

    /** What vmrun saw, and this server knows better; of other words than these vmrun's is taken. */
    private static void correct(Path file, String state, Set<Path> running, Set<Path> paused) {
        switch (state) {
            case "poweredOff", "suspended" -> running.remove(file);
            case "poweredOn" -> paused.remove(file);
            case "paused" -> paused.add(file);
            default -> LOG.log(Level.FINE, () -> "vmrest has a state that is not known here: " + state);
        }
    }

    /** An encrypted machine, or one that has just gone, shall not make the others unknown. */
    private Optional<String> state(String id, ErrorFactory about) {
        try {
            return Optional.of(library.vmrest().powerState(id, about));
        } catch (NotFound | WrongState | HostFailure | PermissionDenied e) {
            LOG.log(Level.FINE, e, () -> "vmrest does not tell the state of " + id + "; vmrun's word is taken");
            return Optional.empty();
        }
    }

    @Override
    public void turn(Switch way, Path file, ErrorFactory about) {
        Optional<String> id = library.find(file, about);
        if (id.isPresent()) {
            library.vmrest().power(id.get(), way.word(), about);
        } else {
            vmrun.turn(way, file, about);
        }
    }

    @Override
    public void made(String name, Path file, ErrorFactory about) {
        library.vmrest().register(name, file.toString(), about);
    }

    @Override
    public void close() {
        library.vmrest().close();
    }
}
