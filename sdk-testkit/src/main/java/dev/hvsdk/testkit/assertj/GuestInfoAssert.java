/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.GuestInfo;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a reading of a guest.
 *
 * <p>Not thread-safe: one assertion per thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestInfoAssert extends AbstractGuestAssert<GuestInfoAssert, GuestInfo> {
    GuestInfoAssert(@Nullable GuestInfo actual) {
        super(actual, GuestInfoAssert.class);
    }

    @Override
    GuestInfo reading() {
        return actual;
    }
}
