/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.Operation;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.OperationSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An open connection, as the capabilities of a host see it.
 *
 * <p>Calls block and end in time, and throw the eight errors. Not for users to implement. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface HostContext {
    /** What was asked for when it was opened; its URI is as the user wrote it. */
    ConnectSpec spec();

    /** Whether it is open; closes with it what is registered there. */
    OpenState state();

    /**
     * What a family keeps as long as the connection is open: the same at each call, and closed with the connection.
     *
     * @param type names it: a class of the family's own
     * @param maker makes it when it is first asked for; must not connect anywhere, which the object does when it is first used
     */
    <T extends AutoCloseable> T kept(Class<T> type, Supplier<? extends T> maker);

    /** Errors that say what is being done: {@code list pools}. */
    ErrorFactory errors(String operation);

    /** Whether changes are refused. */
    boolean isReadOnly();

    /** Whether libvirt runs on the machine that this program runs on, as far as its URI tells. */
    boolean isOnThisMachine();

    /** Whether the host has a virtual network of this name, active or not; false where its driver knows no networks. */
    boolean hasNetwork(String name);

    /** A handle on a guest, made without a call. */
    Guest guest(GuestId id);

    /**
     * Runs a change as an operation; it fails with {@link dev.hvsdk.api.HypervisorException.PermissionDenied} on a read-only
     * connection.
     *
     * @param operation what is being done: {@code create}
     * @param subject on what: {@code volume default/web.qcow2}
     * @param work makes the change, with calls that take as long as they need; reports by the source
     */
    <T> Operation<T> change(String operation, String subject, Function<? super OperationSource<T>, ? extends T> work);

    /** What libvirt says of the host: its {@code <capabilities>} document. */
    String capabilitiesXml();

    /**
     * What libvirt says of the guests that could be made: its {@code <domainCapabilities>} document.
     *
     * @param emulator the path of the emulator; null for the usual one, as for the others
     * @param architecture such as {@code x86_64}
     * @param machine such as {@code q35}
     * @param type such as {@code kvm}
     */
    String domainCapabilitiesXml(
            @Nullable String emulator, @Nullable String architecture, @Nullable String machine, @Nullable String type);
}
