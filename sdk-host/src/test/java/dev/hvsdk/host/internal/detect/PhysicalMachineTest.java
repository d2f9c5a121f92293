/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.host.testing.FixtureHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A physical machine is never called virtual, whatever is installed on it or printed on its board. */
class PhysicalMachineTest {
    private static final String HOST_MOUNTS = """
            25 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
            512 25 0:48 / /var/lib/docker/overlay2/0f0e/merged rw - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/AB,upperdir=/var/lib/docker/overlay2/0f0e/diff
            513 25 0:49 / /var/lib/lxcfs rw - fuse.lxcfs lxcfs rw
            """;

    @TempDir
    Path tree;

    @Test
    void staysPhysicalWithDockerInstalledAndAStaleMarker() {
        FixtureHost host = FixtureHost.physicalX86(tree)
                .dmi("sys_vendor", "LENOVO")
                .file("/.dockerenv", "")
                .file("/proc/1/environ", "container=docker\0")
                .file("/proc/self/cgroup", "0::/user.slice/user-1000.slice/session-2.scope\n")
                .file("/proc/self/mountinfo", HOST_MOUNTS)
                .directory("/var/lib/docker/containers");

        assertThat(Names.of(host)).isEmpty();
    }

    @Test
    void staysPhysicalWithTheModulesAndDevicesOfHypervisors() {
        FixtureHost host = FixtureHost.physicalX86(tree)
                .dmi("sys_vendor", "ASUSTeK COMPUTER INC.")
                .directory("/sys/module/vboxdrv")
                .directory("/sys/module/kvm_intel")
                .directory("/sys/module/vmmon")
                .file("/dev/kvm", "")
                .file("/sys/bus/pci/devices/0000:03:00.0/vendor", "0x1af4\n");

        assertThat(Names.of(host)).isEmpty();
    }

    /** Providers' names on machines of theirs that run without a hypervisor. */
    @ParameterizedTest
    @CsvSource({
        "Hetzner,AX102,hetzner",
        "Nutanix,NX-8035-G7,nutanix",
        "Nutanix,AHV,nutanix",
        "Amazon EC2,m5.metal,aws",
        "Amazon EC2,m7i.metal-24xl,aws",
        "Alibaba Cloud,Alibaba Cloud ECS,alibaba-cloud",
        "Google,Google Compute Engine,google-cloud"
    })
    void namesThePlatformOfAMachineWithoutAHypervisor(String vendor, String product, String platform) {
        FixtureHost host =
                FixtureHost.physicalX86(tree).dmi("sys_vendor", vendor).dmi("product_name", product);

        Findings findings = Detector.detect(host.build());

        assertThat(findings.layers()).isEmpty();
        assertThat(findings.platforms()).contains(Platform.of(platform));
    }

    @ParameterizedTest
    @CsvSource({
        "Microsoft Corporation,Surface Laptop 5",
        "Oracle Corporation,SUN FIRE X4170 M2 SERVER",
        "Google,Eve",
        "Apple Inc.,'MacBookPro16,1'",
        "Red Hat,Reference board",
        "XENON,XENON workstation",
        "HITACHI,BladeSymphony E57A2"
    })
    void isNotMisledByMakersThatAlsoMakeHypervisors(String vendor, String product) {
        FixtureHost host =
                FixtureHost.physicalX86(tree).dmi("sys_vendor", vendor).dmi("product_name", product);

        assertThat(Names.of(host)).isEmpty();
    }

    @Test
    void staysPhysicalOnArmWhoseServerHasVirtioDevicesOfItsNetworkCard() {
        FixtureHost host = FixtureHost.in(tree)
                .machine("aarch64")
                .dmi("sys_vendor", "GIGABYTE")
                .file("/proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n")
                .file("/sys/bus/pci/devices/0000:01:00.0/vendor", "0x1af4\n");

        assertThat(Names.of(host)).isEmpty();
    }

    @Test
    void staysPhysicalOnAmazonsArmMachines() {
        FixtureHost host = FixtureHost.in(tree)
                .machine("aarch64")
                .dmi("sys_vendor", "Amazon EC2")
                .dmi("product_name", "m6g.metal");

        assertThat(Names.of(host)).isEmpty();
    }
}
