/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * How a task of a server stands.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum VsphereTaskState {
    /** It waits. */
    QUEUED,
    /** It is under way. */
    RUNNING,
    /** It ended well. */
    DONE,
    /** It failed. */
    FAILED,
    /** Somebody had it given up. */
    CANCELLED;

    /** The identifier in text and JSON, such as {@code running}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
