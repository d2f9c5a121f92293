/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitListingTest {
    private static final int RUNNING = 1 | 16;
    private static final int STOPPED = 2 | 64;

    private final List<Integer> asked = new ArrayList<>();
    private int limit = 10;

    /** A host with 8 guests that run and 5 that do not; of one more thing than that it knows nothing. */
    private Inventory.Batch list(int flags) {
        asked.add(flags);
        List<GuestInfo> guests = new ArrayList<>();
        addIf(flags, RUNNING, 0, 8, guests);
        addIf(flags, STOPPED, 8, 13, guests);
        if (guests.size() > limit) {
            throw new VirException(new VirFailure(1, 0, 0, 0, "too many domains"));
        }
        return new Inventory.Batch(guests, new ArrayList<>());
    }

    private static void addIf(int flags, int own, int from, int to, List<GuestInfo> guests) {
        int activity = flags & 3;
        int state = flags & (16 | 32 | 64 | 128);
        if ((activity == 0 || (activity & own) != 0) && (state == 0 || (state & own) != 0)) {
            IntStream.range(from, to)
                    .mapToObj(i -> GuestInfo.builder(GuestId.of("id" + i), "vm" + i, GuestState.RUNNING)
                            .build())
                    .forEach(guests::add);
        }
    }

    @Test
    void asksOnceWhereOneAnswerHoldsAll() {
        limit = 100;
        assertThat(new SplitListing(this::list).read(0).guests()).hasSize(13);
        assertThat(asked).containsExactly(0);
    }

    @Test
    void asksInPartsWhereItDoesNot() {
        assertThat(new SplitListing(this::list).read(0).guests())
                .extracting(GuestInfo::id)
                .doesNotHaveDuplicates()
                .hasSize(13);
        assertThat(asked).containsExactly(0, 1, 2);
    }

    @Test
    void staysWithinWhatWasAskedFor() {
        limit = 7;
        assertThatThrownBy(() -> new SplitListing(this::list).read(1)).isInstanceOf(VirException.class);
        assertThat(asked).allSatisfy(flags -> assertThat(flags & 2).isZero());
    }

    @Test
    void doesNotAskAgainAfterAnotherError() {
        assertThatThrownBy(() -> new SplitListing(flags -> {
                            asked.add(flags);
                            throw new VirException(new VirFailure(3, 0, 0, 0, "not supported"));
                        })
                        .read(0))
                .isInstanceOf(VirException.class);
        assertThat(asked).containsExactly(0);
    }
}
