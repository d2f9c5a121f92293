/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.GuestId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutstandingTest {
    private static final GuestId GUEST = GuestId.of("a");

    private final AtomicLong now = new AtomicLong();
    private final Outstanding outstanding = new Outstanding(now::get);

    private Set<GuestId> afterOneSecond() {
        return outstanding.longerThan(Duration.ofSeconds(1));
    }

    @Test
    void namesTheGuestsWhoseCallsTakeLong() {
        Set<GuestId> seen = outstanding.during(GUEST, () -> {
            assertThat(afterOneSecond()).isEmpty();
            now.addAndGet(Duration.ofSeconds(2).toNanos());
            return afterOneSecond();
        });
        assertThat(seen).containsExactly(GUEST);
        assertThat(afterOneSecond()).isEmpty();
    }

    @Test
    void namesAGuestAsLongAsOneOfItsCallsIsOut() {
        Set<GuestId> seen = outstanding.during(GUEST, () -> {
            now.addAndGet(Duration.ofSeconds(2).toNanos());
            outstanding.during(GUEST, () -> "a second call, which returns");
            return afterOneSecond();
        });
        assertThat(seen).containsExactly(GUEST);
    }

    @Test
    void forgetsCallsThatFail() {
        assertThatThrownBy(() -> outstanding.during(GUEST, () -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(afterOneSecond()).isEmpty();
    }
}
