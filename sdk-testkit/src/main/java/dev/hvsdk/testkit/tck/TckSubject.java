/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.spi.HypervisorProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * What the kit has to know of a backend and of the host that it is tried on.
 *
 * <p>Four methods are to be written; the others say what is special. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface TckSubject {
    /** A short name for reports, such as {@code libvirt-qemu}: letters, digits and hyphens. */
    String name();

    /** The backend. */
    HypervisorProvider provider();

    /** A new specification of a connection to the host; the kit may add deadlines, an executor, and that it is read-only. */
    ConnectSpec.Builder connection();

    /**
     * A new specification of the smallest guest that can be made, started, paused and stopped there, under this name and without
     * limits of memory and CPUs: the kit adds those.
     */
    GuestSpec.Builder guest(String name);

    /** How long one action may take on a healthy host; a rule that takes twice as long fails. One minute unless overridden. */
    default Duration patience() {
        return Duration.ofMinutes(1);
    }

    /** What the names of the kit's guests begin with; guests of such a name are removed after a run. */
    default String namePrefix() {
        return "hvtck-";
    }

    /** Whether what runs in a guest stops when it is asked to; an empty virtual machine does not. */
    default boolean obeysShutdown() {
        return true;
    }

    /** The rules that the host's own software cannot keep; at most five. */
    default List<HostDeviation> deviations() {
        return List.of();
    }

    /** A command that ends with exit code 0 in a running guest, for hosts that run commands in guests. */
    default List<String> harmlessCommand() {
        return List.of("true");
    }

    /** A connection to a host that guests can be moved to while they run. */
    default Optional<ConnectSpec> migrationDestination() {
        return Optional.empty();
    }

    /** How guests are moved there; {@link MigrationOptions.Builder#copyStorage} where the hosts share no disks. */
    default MigrationOptions migrationOptions() {
        return MigrationOptions.builder().build();
    }

    /** A connection to where no host answers. */
    default Optional<ConnectSpec> unreachable() {
        return Optional.empty();
    }

    /** A way to break the connections to the host and let them be made again. */
    default Optional<Outage> outage() {
        return Optional.empty();
    }

    /** How many events a listener may be behind before it is told of a loss, if the backend says so; the kit makes more. */
    default OptionalInt eventQueueCapacity() {
        return OptionalInt.empty();
    }

    /** Begins work that takes a while and tells its progress, on a guest that runs: a migration, a copy of a disk. */
    default Optional<Operation<?>> longOperation(Hypervisor host, Guest running) {
        return Optional.empty();
    }

    /** Has the host's own software fail at something by this connection; what it throws is looked at. */
    default Optional<Consumer<Hypervisor>> hostFailure() {
        return Optional.empty();
    }

    /** A storage pool of this name that can be made and forgotten at a place of the host where nothing else is. */
    default Optional<PoolSpec> pool(String name) {
        return Optional.empty();
    }

    /** Removes a guest that the kit made, whatever its state; stops and undefines it unless overridden. */
    default void remove(Hypervisor host, GuestInfo guest) {
        if (guest.state().isActive()) {
            host.guest(guest.id()).stop().await(patience());
        }
        host.guest(guest.id()).undefine().await(patience());
    }

    /** Breaks the connections to a host, and lets them be made again. Implementations are thread-safe. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    interface Outage {
        /** Breaks all connections and refuses new ones. */
        void begin();

        /** Lets connections be made again. */
        void end();
    }
}
