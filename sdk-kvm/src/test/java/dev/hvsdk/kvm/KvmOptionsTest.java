/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KvmOptionsTest {
    @ParameterizedTest
    @ValueSource(classes = {KvmOptions.class, KvmCpu.class, CpuTopology.class, QmpAnswer.class})
    void valuesAreEqualByTheirParts(Class<?> type) {
        EqualsVerifier.forClass(type)
                .suppress(nl.jqno.equalsverifier.Warning.NULL_FIELDS)
                .verify();
    }

    @Test
    void aGuestThatAsksForNothingHasAConsoleAnAgentAndABalloonThatReports() {
        KvmOptions options = KvmOptions.builder().build();

        assertThat(options.acceleration()).isEqualTo(Acceleration.AUTO);
        assertThat(options.serialConsole()).isTrue();
        assertThat(options.guestAgent()).isTrue();
        assertThat(options.balloonPeriod()).contains(Duration.ofSeconds(5));
        assertThat(options.machine()).isEmpty();
        assertThat(options.cpu()).isEmpty();
    }

    @Test
    void aLogOfTheConsoleNeedsTheConsole() {
        assertThat(KvmOptions.builder()
                        .serialConsole(false)
                        .consoleLog("/log")
                        .build()
                        .serialConsole())
                .isTrue();
    }

    @Test
    void periodsAreWholeSecondsOrNone() {
        assertThat(KvmOptions.builder().balloonPeriod(Duration.ZERO).build().balloonPeriod())
                .isEmpty();
        assertThat(KvmOptions.builder()
                        .balloonPeriod(Duration.ofMillis(1900))
                        .build()
                        .balloonPeriod())
                .contains(Duration.ofSeconds(1));
        assertThatThrownBy(() -> KvmOptions.builder().balloonPeriod(Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KvmOptions.builder().balloonPeriod(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLastWordOnAFeatureOfTheCpuCounts() {
        KvmCpu cpu = KvmCpu.named("EPYC").with("svm").with("aes").without("svm");

        assertThat(cpu.features()).containsExactlyInAnyOrderEntriesOf(Map.of("svm", false, "aes", true));
        assertThat(cpu).hasToString("EPYC -svm +aes");
        assertThat(KvmCpu.hostPassthrough().model()).isEmpty();
    }

    @Test
    void aTopologyMakesUpItsCpus() {
        assertThat(CpuTopology.of(2, 4, 2).vcpus()).isEqualTo(16);
        assertThat(CpuTopology.of(2, 4, 2)).hasToString("2 x 4 x 2");
        assertThatThrownBy(() -> CpuTopology.of(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersAreJson() {
        assertThat(QmpAnswer.of("{ \"a\" : [1, true, \"x\"] }").text()).isEqualTo("{\"a\":[1,true,\"x\"]}");
        assertThat(QmpAnswer.of("[1,2]").asList()).containsExactly(1, 2);
        assertThatThrownBy(() -> QmpAnswer.of("{secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}
