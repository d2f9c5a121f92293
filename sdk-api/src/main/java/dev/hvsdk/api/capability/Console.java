/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestCapability;
import java.net.URI;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The text console of one guest, and where its graphical ones are.
 *
 * <p>The guest must run. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Console extends GuestCapability {
    /**
     * Connects to the first serial console, or to the terminal of a container.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.Conflict} if another session has it and the host allows only one.
     */
    ConsoleSession open();

    /** Where a viewer can see the graphical consoles: {@code vnc://127.0.0.1:5900}; empty if there are none. */
    List<URI> displays();
}
