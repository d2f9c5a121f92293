/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.Support;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Optional;

/**
 * Sizes as servers count them; empty if there can be none such, for a listing has to survive what is said of one guest, disk or
 * datastore.
 */
final class Sizes {
    private Sizes() {}

    static Optional<MemorySize> bytes(long count) {
        return count < 0 ? Optional.empty() : Optional.of(MemorySize.ofBytes(count));
    }

    static Optional<MemorySize> kibibytes(long count) {
        return count < 0 || count > Long.MAX_VALUE >> 10 ? Optional.empty() : bytes(count << 10);
    }

    static Optional<MemorySize> mebibytes(long count) {
        return count < 0 || count > Long.MAX_VALUE >> 20 ? Optional.empty() : bytes(count << 20);
    }

    /** For the server, which counts memory in whole MiB. */
    static long toMebibytes(MemorySize size, ErrorFactory about) {
        long mebibytes = size.toMebibytes();
        if (mebibytes == 0 || !MemorySize.ofMebibytes(mebibytes).equals(size)) {
            throw about.unsupported(
                    Support.Reason.NO_SUCH_CONCEPT, "the server counts memory in whole MiB, and " + size + " are not");
        }
        return mebibytes;
    }
}
