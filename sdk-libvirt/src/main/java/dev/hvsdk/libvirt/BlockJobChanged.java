/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.GuestId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/** A job on a disk of a guest came to its end, or to where it waits for the next command. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BlockJobChanged extends LibvirtGuestEvent {
    /** What became of a job. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Outcome {
        /** It is done. */
        COMPLETED,
        /** It failed. */
        FAILED,
        /** Somebody cancelled it. */
        CANCELLED,
        /** Both sides are the same, and the guest can be switched over. */
        READY;

        /** The identifier in text and JSON: lower case with hyphens. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final String disk;
    private final Outcome outcome;

    /** The event of this guest at this time. */
    public BlockJobChanged(Instant time, GuestId guest, String name, String disk, Outcome outcome) {
        super(time, guest, name);
        this.disk = disk;
        this.outcome = outcome;
    }

    /** {@code block-job}. */
    @Override
    public String type() {
        return "block-job";
    }

    /** The target of the disk: {@code vda}. */
    public String disk() {
        return disk;
    }

    /** What became of the job. */
    public Outcome outcome() {
        return outcome;
    }

    @Override
    List<Object> details() {
        return List.of(disk, outcome);
    }

    @Override
    public String toString() {
        return name() + ": job on " + disk + " " + outcome.id();
    }
}
