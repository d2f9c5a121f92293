/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import java.time.Duration;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * One guest on an open connection, as its capabilities see it.
 *
 * <p>Calls block and end in time, and throw the eight errors. Not for users to implement. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface GuestContext {
    /** The UUID of the domain. */
    GuestId id();

    /** The host that it is on. */
    HostContext host();

    /** Errors that say what is being done with this guest: {@code attach}. */
    ErrorFactory errors(String operation);

    /** One reading of the guest. */
    GuestInfo info();

    /** The domain XML as it is now, without secrets: of a guest that runs, what it runs with. */
    String definition();

    /** The domain XML as it will be at the next start, without secrets. */
    String nextDefinition();

    /**
     * Runs a change of this guest as an operation; it fails with {@link dev.hvsdk.api.HypervisorException.PermissionDenied} on a
     * read-only connection.
     *
     * @param operation what is being done: {@code attach}
     * @param work makes the change, with calls that take as long as they need; reports by the source
     */
    <T> Operation<T> change(String operation, Function<? super OperationSource<T>, ? extends T> work);

    /**
     * Gives a command to the monitor of a guest of QEMU, and returns its answer; libvirt marks the guest as tainted.
     *
     * @param json the command, as QMP has it
     */
    String monitorCommand(String json);

    /**
     * Gives a command to the agent in a guest of QEMU, and returns its answer.
     *
     * @param json the command, as the agent has it
     * @param atMost how long the agent may take; rounded up to seconds
     */
    String agentCommand(String json, Duration atMost);
}
