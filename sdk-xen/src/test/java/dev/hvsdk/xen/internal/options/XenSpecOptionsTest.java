/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XenSpecOptionsTest {
    private final XenSpecOptions options = new XenSpecOptions();

    @Test
    void meansNothingByNothing() {
        assertThat(options.extension(Map.of())).isEqualTo(XenOptions.builder().build());
    }

    @Test
    void readsEachOption() {
        Map<String, String> values = Map.of(
                "kind", "pvh",
                "bootloader", "/usr/bin/pygrub",
                "bootloader-arguments", "-q --offset=0",
                "max-memory", "2GiB",
                "max-vcpus", "4",
                "hardware-assisted-paging", "no",
                "device-model", "/usr/bin/qemu",
                "stub-domain", "yes",
                "serial-console", "no",
                "vnc", "yes");
        assertThat(options.extension(values))
                .isEqualTo(XenOptions.builder()
                        .kind(XenGuestKind.PVH)
                        .bootloader("/usr/bin/pygrub")
                        .bootloaderArguments(List.of("-q", "--offset=0"))
                        .maxMemory(MemorySize.ofGibibytes(2))
                        .maxVcpus(4)
                        .hardwareAssistedPaging(false)
                        .deviceModel("/usr/bin/qemu")
                        .stubDomain(true)
                        .serialConsole(false)
                        .vnc(true)
                        .build());
        assertThat(options.options()).hasSameSizeAs(values.keySet());
    }

    @Test
    void saysWhatIsUsualAsItIs() {
        for (SpecOption option : options.options()) {
            option.usual()
                    .ifPresent(usual -> assertThat(options.extension(Map.of(option.name(), usual)))
                            .as(option.name())
                            .isEqualTo(XenOptions.builder().build()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "kind       | PV    | it is one of pv, pvh, hvm",
                "max-vcpus  | many  | 'many' is not a whole number",
                "max-vcpus  | 0     | at least 1 virtual CPU",
                "max-memory | much  | much",
                "vnc        | true  | it is one of yes, no",
                "turbo      | yes   | there are kind, bootloader"
            })
    void refusesWithWhatIsPermitted(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.extension(Map.of(name, value)))
                .withMessageContaining("'" + name + "'")
                .withMessageContaining(message);
    }
}
