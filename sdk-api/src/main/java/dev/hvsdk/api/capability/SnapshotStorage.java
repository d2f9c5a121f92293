/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * Where the disks of a snapshot are kept.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum SnapshotStorage {
    /** In the files of the disks themselves, as qcow2 can. */
    INTERNAL,
    /** The old file is kept as it is, and what changes goes to a new file on top of it. */
    EXTERNAL;

    /** The identifier in text and JSON: lower case, such as {@code external}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
