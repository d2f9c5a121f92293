/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged and hostile trees end in an answer, never in an exception. */
class HostileHostTest {
    private static final List<String> FILES = List.of(
            "/proc/cpuinfo",
            "/proc/version",
            "/proc/sysinfo",
            "/proc/ppc64/lparcfg",
            "/proc/self/status",
            "/proc/self/cgroup",
            "/proc/self/mountinfo",
            "/proc/1/environ",
            "/proc/1/comm",
            "/proc/sys/kernel/osrelease",
            "/proc/xen/capabilities",
            "/proc/device-tree/compatible",
            "/proc/device-tree/hypervisor/compatible",
            "/sys/hypervisor/type",
            "/sys/hypervisor/uuid",
            "/sys/hypervisor/guest_type",
            "/sys/hypervisor/properties/features",
            "/sys/class/dmi/id/sys_vendor",
            "/sys/class/dmi/id/product_name",
            "/sys/firmware/acpi/tables/FACP",
            "/sys/bus/pci/devices/0000:00:00.0/vendor",
            "/sys/class/ptp/ptp0/clock_name",
            "/run/systemd/container");

    private static final List<String> MACHINES =
            List.of("x86_64", "aarch64", "ppc64le", "s390x", "sparc64", "riscv64", "ia64", "", "\0");

    /** Pieces that the readers look for, so that rubbish gets deep into them. */
    private static final List<String> PIECES = List.of(
            "VM00 Control Program:",
            "LPAR Number",
            "TracerPid:",
            "VxID:",
            "=",
            ":",
            " - ",
            "[",
            "]",
            "/",
            "\n",
            "\0",
            "container=",
            "docker-",
            "libpod-",
            "/lxc/",
            "kataShared",
            "overlay",
            "99999999999999999999",
            "-1",
            "ffffffffffff",
            "xen",
            "control_d",
            "hypervisor",
            "\u202e",
            "\r",
            " ");

    @TempDir
    Path tree;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void survivesRubbish(long seed) {
        Random random = new Random(seed);
        FixtureHost host = FixtureHost.in(tree).machine(MACHINES.get(random.nextInt(MACHINES.size())));
        FILES.forEach(file -> host.file(file, rubbish(random)));

        assertThatCode(() -> Detector.detect(host.build())).doesNotThrowAnyException();
    }

    private static byte[] rubbish(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(200); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(8); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    @Test
    void survivesDirectoriesWhereFilesShouldBe() {
        for (String machine : MACHINES) {
            FixtureHost host = FixtureHost.in(tree).machine(machine);
            FILES.forEach(host::directory);
            assertThatCode(() -> Detector.detect(host.build())).doesNotThrowAnyException();
        }
    }

    @Test
    void survivesLoopsAndLinksThatLeadOut() {
        FixtureHost host = FixtureHost.in(tree).machine("x86_64");
        FILES.stream()
                .filter(file -> !file.startsWith("/proc/xen"))
                .forEach(file -> host.link(file, file.substring(file.lastIndexOf('/') + 1)));
        host.link("/proc/self/ns/pid", "pid:[99999999999999999999]").link("/.dockerenv", "../../../no/such/file");

        assertThat(Names.of(host)).isEmpty();
    }

    @Test
    void survivesAnEmptyTree() {
        Findings findings = Detector.detect(FixtureHost.in(tree).build());

        assertThat(findings.layers()).isEmpty();
        assertThat(findings.platforms()).isEmpty();
    }

    @Test
    void keepsEvidenceShortAndOnOneLine() {
        FixtureHost host = FixtureHost.in(tree)
                .machine("aarch64")
                .dmi("product_name", "VMware\u001b[2J" + "x".repeat(5000) + "\nsecond");

        assertThat(Detector.detect(host.build()).layers())
                .isNotEmpty()
                .allSatisfy(layer -> assertThat(layer.evidence())
                        .extracting(Evidence::value)
                        .allSatisfy(
                                value -> assertThat(value).hasSizeLessThan(200).doesNotContain("\u001b", "\n")));
    }
}
