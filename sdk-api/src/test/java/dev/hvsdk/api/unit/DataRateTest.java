/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;

class DataRateTest {
    @Test
    void saysItsUnit() {
        assertThat(DataRate.ofMebibytesPerSecond(32)).hasToString("32 MiB/s");
        assertThat(DataRate.perSecond(MemorySize.ofKibibytes(1)).toBytesPerSecond())
                .isEqualTo(1024);
    }

    @Test
    void rejectsNegativeRates() {
        assertThatIllegalArgumentException().isThrownBy(() -> DataRate.ofBytesPerSecond(-1));
    }

    @Test
    void isOrderedBySpeed() {
        assertThat(DataRate.ofBytesPerSecond(1)).isLessThan(DataRate.ofBytesPerSecond(2));
    }

    @Test
    void isEqualBySpeed() {
        EqualsVerifier.forClass(DataRate.class).verify();
    }
}
