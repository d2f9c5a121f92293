/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hvsdk.api.capability.SpecOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KvmSpecOptionsTest {
    private final KvmSpecOptions options = new KvmSpecOptions();

    @Test
    void meansNothingByNothing() {
        assertThat(options.extension(Map.of())).isEqualTo(KvmOptions.builder().build());
    }

    @Test
    void readsEachOption() {
        Map<String, String> values = Map.of(
                "acceleration", "tcg",
                "machine", "pc-q35-7.2",
                "cpu", "EPYC-Rome,+pdpe1gb,-svm",
                "topology", "1x4x2",
                "console-log", "/var/log/web.log",
                "guest-agent", "no",
                "balloon-period", "0",
                "vnc", "yes",
                "secure-boot", "yes");

        assertThat(options.extension(values))
                .isEqualTo(KvmOptions.builder()
                        .acceleration(Acceleration.TCG)
                        .machine("pc-q35-7.2")
                        .cpu(KvmCpu.named("EPYC-Rome").with("pdpe1gb").without("svm"))
                        .topology(CpuTopology.of(1, 4, 2))
                        .consoleLog("/var/log/web.log")
                        .guestAgent(false)
                        .balloonPeriod(Duration.ZERO)
                        .vnc(true)
                        .secureBoot(true)
                        .build());
        assertThat(options.extension(Map.of("serial-console", "no")))
                .isEqualTo(KvmOptions.builder().serialConsole(false).build());
    }

    @Test
    void saysWhatIsUsualAsItIs() {
        for (SpecOption option : options.options()) {
            option.usual()
                    .ifPresent(usual -> assertThat(options.extension(Map.of(option.name(), usual)))
                            .as(option.name())
                            .isEqualTo(KvmOptions.builder().build()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "host-passthrough, HOST_PASSTHROUGH",
        "host, HOST_PASSTHROUGH",
        "host-model, HOST_MODEL",
        "maximum, MAXIMUM",
        "max, MAXIMUM",
        "qemu64, NAMED"
    })
    void readsTheWaysToChooseACpu(String text, KvmCpu.Mode mode) {
        assertThat(KvmWords.cpu(text).mode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "acceleration   | fast       | it is one of auto, kvm, tcg",
                "acceleration   | KVM        | it is one of auto, kvm, tcg",
                "cpu            | EPYC,svm   | 'svm' does not begin with + or -",
                "cpu            | ,+svm      | '' is not the name of a model",
                "cpu            | EPYC,+     | '' is not the name of a feature",
                "cpu            | a b        | 'a b' is not the name of a model",
                "topology       | 1x4        | there are three numbers",
                "topology       | 1x0x1      | there must be at least one of the cores",
                "topology       | axbxc      | 'a' is not a whole number",
                "balloon-period | -1         | a period of at least one second",
                "balloon-period | 5s         | '5s' is not a whole number",
                "vnc            | true       | it is one of yes, no",
                "machine        | \" \"      | it is written q35",
                "turbo          | yes        | there are acceleration, machine, cpu, topology"
            })
    void refusesWithWhatIsPermitted(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.extension(Map.of(name, value)))
                .withMessageContaining("'" + name + "'")
                .withMessageContaining(message);
    }

    @Test
    void refusesALogOfNoConsole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.extension(Map.of("serial-console", "no", "console-log", "/log")))
                .withMessageContaining("needs the serial console");
    }
}
