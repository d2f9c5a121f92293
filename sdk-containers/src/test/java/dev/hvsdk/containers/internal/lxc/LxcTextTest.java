/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.unit.MemorySize;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LxcTextTest {
    private static final ResourceLimits LIMITS = ResourceLimits.builder()
            .memory(MemorySize.ofMebibytes(64))
            .cpuLimit(new BigDecimal("1.5"))
            .maxProcesses(50)
            .build();

    @Test
    void writesLimitsForVersion1() {
        assertThat(ControlGroup.of(false).items(LIMITS))
                .containsExactly(
                        Map.entry("memory.limit_in_bytes", "67108864"),
                        Map.entry("cpu.cfs_period_us", "100000"),
                        Map.entry("cpu.cfs_quota_us", "150000"),
                        Map.entry("pids.max", "50"));
    }

    @Test
    void writesLimitsForVersion2() {
        assertThat(ControlGroup.of(true).items(LIMITS))
                .containsExactly(
                        Map.entry("memory.max", "67108864"),
                        Map.entry("cpu.max", "150000 100000"),
                        Map.entry("pids.max", "50"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsTheLimitsThatItWrites(boolean isUnified) {
        Map<String, String> items = ControlGroup.of(isUnified).items(LIMITS);
        assertThat(ControlGroup.limits(key -> Optional.ofNullable(items.get(key))))
                .isEqualTo(LIMITS);
    }

    @Test
    void takesNoLimitForNone() {
        Map<String, String> unified = Map.of("memory.max", "max", "cpu.max", "max 100000", "pids.max", "max");
        Map<String, String> legacy = Map.of("memory.limit_in_bytes", "9223372036854771712", "cpu.cfs_quota_us", "-1");
        ResourceLimits none = ResourceLimits.builder().build();
        assertThat(ControlGroup.limits(key -> Optional.ofNullable(unified.get(key))))
                .isEqualTo(none);
        assertThat(ControlGroup.limits(key -> Optional.ofNullable(legacy.get(key))))
                .isEqualTo(none);
    }

    @ParameterizedTest
    @CsvSource({"1024,1024", "64M,67108864", "1g,1073741824", "2K,2048"})
    void readsSizesWithLetters(String text, long bytes) {
        assertThat(ControlGroup.size(text)).contains(MemorySize.ofBytes(bytes));
    }

    @Test
    void keepsLinesOfAConfigurationThatItDoesNotKnow() {
        String text = "# mine\n\nlxc.include = /x\nlxc.cgroup.memory.limit_in_bytes = 64M\n";
        LxcConfig config = LxcConfig.parse(text);
        assertThat(config.text()).isEqualTo(text);
        assertThat(config.with("lxc.cgroup.memory.limit_in_bytes", "1").text())
                .isEqualTo("# mine\n\nlxc.include = /x\nlxc.cgroup.memory.limit_in_bytes = 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<hvtck", "lxc.uts.name", "evil = 1", "lxc.net.0.type = empty\n="})
    void refusesWhatIsNoConfiguration(String text) {
        assertThatThrownBy(() -> LxcConfig.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"2.0.0,true", "5.0.2,true", "7.0.0,true", "1.1.5,false", "0.9,false", "devel,false", "'',false"})
    void refusesALibraryWhoseStructIsAnother(String version, boolean isKnown) {
        assertThat(Library.isKnown(version)).isEqualTo(isKnown);
    }

    @ParameterizedTest
    @CsvSource({
        "STOPPED,STOPPED",
        "STARTING,RUNNING",
        "RUNNING,RUNNING",
        "STOPPING,SHUTTING_DOWN",
        "ABORTING,SHUTTING_DOWN",
        "FREEZING,PAUSED",
        "FROZEN,PAUSED",
        "THAWED,RUNNING",
        "LATER,RUNNING"
    })
    void readsStates(String word, GuestState state) {
        assertThat(LxcStates.state(word)).isEqualTo(state);
    }

    @Test
    void readsCountersOfInterfaces() {
        String text = """
                Inter-|   Receive  |  Transmit
                 face |bytes packets
                    lo:  1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
                  eth0: 100 2 3 4 5 6 7 8 900 10 11 12 13 14 15 16
                """;
        assertThat(LxcStatistics.nics(text))
                .containsExactly(new NicCounters("eth0", MemorySize.ofBytes(100), MemorySize.ofBytes(900)));
    }
}
