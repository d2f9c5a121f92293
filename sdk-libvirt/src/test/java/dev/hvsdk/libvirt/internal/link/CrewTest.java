/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrewTest {
    private final Crew crew = new Crew();

    @AfterEach
    void close() {
        crew.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 16, 17, 63, 64, 1000})
    void doesEachItemOnce(int count) {
        List<Integer> items = IntStream.range(0, count).boxed().toList();
        Queue<Integer> done = new ConcurrentLinkedQueue<>();
        crew.share(items, done::addAll);
        assertThat(done).containsExactlyInAnyOrderElementsOf(items);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999})
    void returnsOnlyWhenAllAreDoneEvenIfOneFails(int failing) {
        List<Integer> items = IntStream.range(0, 1000).boxed().toList();
        Queue<Integer> done = new ConcurrentLinkedQueue<>();
        assertThatThrownBy(() -> crew.share(items, part -> {
                    if (part.contains(failing)) {
                        throw new IllegalStateException("failed");
                    }
                    done.addAll(part);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("failed");
        assertThat(done).hasSizeGreaterThan(900).doesNotContain(failing);
    }
}
