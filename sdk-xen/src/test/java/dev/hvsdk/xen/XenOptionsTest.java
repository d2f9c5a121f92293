/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.junit.jupiter.api.Test;

class XenOptionsTest {
    @Test
    void areEqualByTheirParts() {
        EqualsVerifier.forClass(XenOptions.class).suppress(Warning.NULL_FIELDS).verify();
    }

    @Test
    void aGuestThatAsksForNothingHasAConsoleAndNoScreen() {
        XenOptions options = XenOptions.builder().build();
        assertThat(options.kind()).isEmpty();
        assertThat(options.serialConsole()).isTrue();
        assertThat(options.hardwareAssistedPaging()).isTrue();
        assertThat(options.vnc()).isFalse();
        assertThat(options.stubDomain()).isFalse();
        assertThat(options).hasToString("any kind");
    }

    @Test
    void refuseAGuestWithoutCpus() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XenOptions.builder().maxVcpus(0))
                .withMessageContaining("at least 1");
    }

    @Test
    void kindsHaveTheNamesOfVariants() {
        assertThat(XenGuestKind.PVH.id()).isEqualTo("pvh");
    }
}
