/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How a guest is asked to shut down.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum ShutdownMethod {
    /** By the agent that runs in it: the QEMU guest agent, VMware Tools, Xen's paravirtual control node. */
    AGENT,
    /** By the power button of its firmware. */
    ACPI,
    /** By a signal to its first process. */
    SIGNAL;

    /** The identifier in text and JSON: lower case, such as {@code acpi}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
