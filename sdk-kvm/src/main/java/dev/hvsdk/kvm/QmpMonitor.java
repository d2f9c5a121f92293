/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.GuestCapability;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Gives commands to the monitor of QEMU (QMP), for what libvirt has no function for.
 *
 * <p><strong>Libvirt marks the guest as tainted</strong>: it cannot know what a command changed, and its makers give no support for
 * such guests. Commands that read are harmless; those that add, remove or stop something make libvirt's picture of the guest
 * wrong until it is started anew. The commands are those of QEMU's own reference, and differ between its versions.
 *
 * <pre>{@code
 * guest.capability(QmpMonitor.class).require().execute("query-version").asMap()
 * }</pre>
 *
 * <p>Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface QmpMonitor extends GuestCapability {
    /**
     * Gives a command and waits for its answer.
     *
     * <p>The guest has to run: else it fails with {@link dev.hvsdk.api.HypervisorException.WrongState}. A command that QEMU does not
     * know is {@link dev.hvsdk.api.HypervisorException.Unsupported}, a device that is not there
     * {@link dev.hvsdk.api.HypervisorException.NotFound}; another error of QEMU is a
     * {@link dev.hvsdk.api.HypervisorException.HostFailure}. Each bears QEMU's class and text as its native error.
     *
     * @param arguments by name: text, numbers, truth, {@link java.util.List}s and {@link Map}s of these
     * @throws IllegalArgumentException if an argument is of another kind
     */
    QmpAnswer execute(String command, Map<String, ?> arguments);

    /** Gives a command without arguments; see {@link #execute(String, Map)}. */
    default QmpAnswer execute(String command) {
        return execute(command, Map.of());
    }
}
