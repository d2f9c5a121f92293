/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OpeningTest {
    private static final class Opened extends TestProvider {
        private final Supplier<Hypervisor> answer;

        Opened(Supplier<Hypervisor> answer) {
            super("opened", "opened");
            this.answer = answer;
        }

        @Override
        public Support<HypervisorProvider> probe() {
            return Support.unavailable(Support.Reason.MISSING_SOFTWARE, "no libopened", "install libopened");
        }

        @Override
        public Hypervisor open(ConnectSpec spec) {
            return answer.get();
        }
    }

    private static void open(Supplier<Hypervisor> answer) {
        Hypervisors.of(new Opened(answer)).open("opened://host/");
    }

    @Test
    void anUnexpectedExceptionIsAFailureThatNamesTheBackend() {
        IllegalStateException defect = new IllegalStateException("a defect");
        assertThatExceptionOfType(HypervisorException.HostFailure.class)
                .isThrownBy(() -> open(() -> {
                    throw defect;
                }))
                .withCause(defect)
                .withMessageContaining("a defect")
                .satisfies(error -> assertThat(error.backend()).contains("opened"));
    }

    @Test
    @SuppressWarnings("NullAway") // what a backend must not do
    void noConnectionIsAFailureThatNamesTheBackend() {
        assertThatExceptionOfType(HypervisorException.HostFailure.class)
                .isThrownBy(() -> open(() -> null))
                .withMessageContaining("null")
                .satisfies(error -> assertThat(error.backend()).contains("opened"));
    }

    @Test
    void aMissingLibraryIsUnsupportedWithTheRemedyOfTheProbe() {
        UnsatisfiedLinkError missing = new UnsatisfiedLinkError("libopened.so");
        assertThatExceptionOfType(HypervisorException.Unsupported.class)
                .isThrownBy(() -> open(() -> {
                    throw missing;
                }))
                .withCause(missing)
                .satisfies(error -> {
                    assertThat(error.reason()).isEqualTo(Support.Reason.MISSING_SOFTWARE);
                    assertThat(error.backend()).contains("opened");
                    assertThat(error.remedy()).contains("install libopened");
                });
    }

    @Test
    void whatABackendMayThrowPassesUnchanged() {
        IllegalArgumentException mistake = new IllegalArgumentException("no such host");
        assertThatThrownBy(() -> open(() -> {
                    throw mistake;
                }))
                .isSameAs(mistake);
        HypervisorException away =
                new HypervisorException.Unreachable(ErrorDetails.builder("away").build());
        assertThatThrownBy(() -> open(() -> {
                    throw away;
                }))
                .isSameAs(away);
    }
}
