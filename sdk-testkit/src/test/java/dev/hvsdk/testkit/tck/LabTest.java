/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;
import org.junit.jupiter.api.Test;

class LabTest {
    @Test
    void saysThatTheRuleWasNotReachedWhereNoGuestCanBeMade() {
        FakeHost host = FakeHost.kvm();
        host.faults().on(HostCall.DEFINE).fail(HypervisorException.Unsupported.class);

        try (Lab lab = new Lab(new BrokenSubject(host, connection -> connection))) {
            assertThatThrownBy(lab::make)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("define() gave no guest to try the rule on, see HV-401 first: ")
                    .hasMessageContaining("it fails because the test says so")
                    .hasCauseInstanceOf(HypervisorException.Unsupported.class);
        }
    }
}
