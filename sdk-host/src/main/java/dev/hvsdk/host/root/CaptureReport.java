/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a capture wrote, and what it could not read.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CaptureReport {
    private final Path directory;
    private final int entries;
    private final List<Limitation> limitations;

    CaptureReport(Path directory, int entries, List<Limitation> limitations) {
        this.directory = directory;
        this.entries = entries;
        this.limitations = List.copyOf(limitations);
    }

    /** Where the captured host lies; {@link HostRoot#captured(Path)} reads it. */
    public Path directory() {
        return directory;
    }

    /** The number of files, links and directories that were written, {@code host.json} among them. */
    public int entries() {
        return entries;
    }

    /** What would have been kept and could not be read, such as tables that only root may read. */
    public List<Limitation> limitations() {
        return limitations;
    }

    /** Such as {@code 812 entries in /tmp/host}. */
    @Override
    public String toString() {
        return entries + " entries in " + directory;
    }
}
