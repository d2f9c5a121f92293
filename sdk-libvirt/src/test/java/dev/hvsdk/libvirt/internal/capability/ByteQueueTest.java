/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteQueueTest {
    @Test
    void givesTheBytesInTheOrderInWhichTheyCameWhereverTheyLie() {
        Random random = new Random(20261128);
        ByteQueue queue = new ByteQueue(7);
        Deque<Byte> expected = new ArrayDeque<>();
        for (int step = 0; step < 10_000; step++) {
            if (random.nextBoolean()) {
                byte[] added = new byte[random.nextInt(queue.room() + 1)];
                random.nextBytes(added);
                queue.add(added);
                for (byte each : added) {
                    expected.add(each);
                }
            } else {
                byte[] taken = new byte[9];
                int count = queue.take(taken, 1, random.nextInt(8));
                for (int i = 0; i < count; i++) {
                    assertThat(taken[1 + i]).isEqualTo(expected.remove());
                }
            }
            assertThat(queue.isEmpty()).isEqualTo(expected.isEmpty());
            assertThat(queue.room()).isEqualTo(7 - expected.size());
        }
    }

    @Test
    void refusesMoreThanThereIsRoomFor() {
        ByteQueue queue = new ByteQueue(2);
        queue.add(new byte[] {1});

        assertThatThrownBy(() -> queue.add(new byte[2])).hasMessage("2 bytes, and room for 1");
    }
}
