/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.root.HostRoot;
import org.junit.jupiter.api.Test;

/** What holds on every machine that runs the tests. */
class LiveDetectionTest {
    @Test
    void answersTheSameTwiceWithEvidence() {
        Findings first = Detector.detect(HostRoot.live());
        Findings second = Detector.detect(HostRoot.live());

        assertThat(Names.of(first)).isEqualTo(Names.of(second)).doesNotHaveDuplicates();
        assertThat(first.layers())
                .allSatisfy(layer -> assertThat(layer.evidence()).isNotEmpty());
    }
}
