/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.spi.support.ErrorFactory;
import org.junit.jupiter.api.Test;

class DomainsTest {
    private static final ErrorFactory ERRORS = ErrorFactory.of("xen-xl");

    /** As xl of Xen 4.17.7 printed it; the last two bear one UUID, which xl lets them. */
    private static final Domains DOMAINS = Domains.parse("""
            Name                                        ID   Mem VCPUs	State	Time(s)   UUID                            Reason-Code	Security Label
            Domain-0                                     0   512     2     r-----     233.4 00000000-0000-0000-0000-000000000000        -                -
            lead 2                                       5    96     1     --p---       0.0 ce7e9cb5-0b96-4176-808e-a06441223205        -                -
            lead1                                        6    96     1     --p---       0.3 0b2c1b0e-0000-4f0e-8f3c-7c1f5a5d0001        -                -
            lead4                                        8    96     1     -b----       3.3 0b2c1b0e-0000-4f0e-8f3c-7c1f5a5d0001        -                -
            """);

    @Test
    void findsTheNumberOfAGuest() {
        Domains.Row row = DOMAINS.require(GuestId.of("ce7e9cb5-0b96-4176-808e-a06441223205"), ERRORS);

        assertThat(row.argument()).isEqualTo("5");
        assertThat(row.name()).isEqualTo("lead 2");
        assertThat(DOMAINS.rows()).hasSize(4);
    }

    @Test
    void saysThatAGuestIsNotActive() {
        assertThatThrownBy(() -> DOMAINS.require(GuestId.of("ce7e9cb5-0000-4176-808e-a06441223205"), ERRORS))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void choosesNoneOfSeveral() {
        assertThatThrownBy(() -> DOMAINS.require(GuestId.of("0b2c1b0e-0000-4f0e-8f3c-7c1f5a5d0001"), ERRORS))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("lead4");
    }
}
