/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * What a guest is doing, in words that every technology shares; {@link StateReason} says why.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum GuestState {
    /** Its virtual CPUs or processes run, or would if they had work. */
    RUNNING,
    /** Its virtual CPUs or processes are held by the host; its memory is kept. */
    PAUSED,
    /** It put itself to sleep (ACPI S3); its memory is kept. */
    SUSPENDED,
    /** It was asked to shut down and has not finished. */
    SHUTTING_DOWN,
    /** It does not run and can be started. */
    STOPPED,
    /** It crashed and is kept for inspection, or is broken beyond a start. */
    CRASHED;

    /** The identifier in text and JSON: lower case with hyphens, such as {@code shutting-down}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the guest holds memory of the host: it runs, is paused, suspended or shutting down. */
    public boolean isActive() {
        return this != STOPPED && this != CRASHED;
    }
}
