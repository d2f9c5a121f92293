/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedPathsTest {
    private final ChangedPaths paths = new ChangedPaths("/watched");
    private final List<String> told = new ArrayList<>();

    private void deliverUntil(String last) {
        paths.deliver(path -> {
            told.add(path);
            if (path.equals(last)) {
                paths.close();
            }
        });
    }

    @Test
    void tellsEachPathOnceInTheOrderOfTheFirstChange() {
        List.of("/a", "/b", "/a", "/c").forEach(paths::add);

        deliverUntil("/c");

        assertThat(told).containsExactly("/a", "/b", "/c");
    }

    @Test
    void tellsTheWatchedPathOfMoreThanItKeeps() {
        for (int i = 0; i <= ChangedPaths.CAPACITY; i++) {
            paths.add("/watched/" + i);
        }

        deliverUntil("/watched");

        assertThat(told).containsExactly("/watched");
    }

    @Test
    void goesOnAfterAListenerThatFails() {
        List.of("/a", "/b").forEach(paths::add);

        paths.deliver(path -> {
            told.add(path);
            if (path.equals("/b")) {
                paths.close();
            }
            throw new IllegalStateException("of the test");
        });

        assertThat(told).containsExactly("/a", "/b");
    }

    @Test
    void makesLinesOfPieces() {
        Lines lines = new Lines(told::add);

        for (String piece : List.of("/a", "\n/b\n\n", "/c")) {
            lines.add(piece.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(told).containsExactly("/a", "/b", "");
    }
}
