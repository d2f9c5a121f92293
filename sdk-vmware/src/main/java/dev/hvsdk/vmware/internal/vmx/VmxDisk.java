/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmx;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A disk or a drive.
 *
 * <p>Immutable.
 *
 * @param target its controller and place: {@code scsi0:1}, {@code floppy0}
 * @param bus how it is connected: {@code scsi}, {@code sata}, {@code ide}, {@code nvme}, {@code floppy}
 * @param kind what it is
 * @param fileName what is behind it, as it is written: relative to the file's directory, or absolute; null for an empty drive
 * @param readOnly whether the guest may only read it
 */
public record VmxDisk(
        String target, String bus, Kind kind, @Nullable String fileName, boolean readOnly) {
    /** What it is. */
    public enum Kind {
        /** A disk. */
        DISK,
        /** A drive for CDs and DVDs. */
        CDROM,
        /** A drive for floppy disks. */
        FLOPPY
    }

    /** What is behind it. */
    public Optional<String> findFileName() {
        return Optional.ofNullable(fileName);
    }
}
