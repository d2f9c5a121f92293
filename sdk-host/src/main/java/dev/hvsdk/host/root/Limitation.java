/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Something that could not be read on a host and would have made an answer fuller or surer.
 *
 * <p>A record, because its components are final by nature. Immutable.
 *
 * @param what what could not be read and why
 * @param remedy what a person can do about it, such as running as root
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Limitation(String what, String remedy) {
    // Written out: what the compiler makes for a record is linked at run time, tens of milliseconds in a process that
    // lives for a hundred.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Limitation that && what.equals(that.what) && remedy.equals(that.remedy);
    }

    @Override
    public int hashCode() {
        return 31 * what.hashCode() + remedy.hashCode();
    }
}
