/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.UsbDevice;
import dev.hvsdk.host.root.HostRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices of the captured machines of the lab, and what speaks against giving them to a guest. */
class MachineUseTest {
    private static final String NIC = "0000:01:00.0";
    private static final String NVME = "0000:02:00.0";
    private static final Path HOSTS = Path.of("src/test/hosts");

    @TempDir
    private Path directory;

    private static List<Blocker> against(Path tree, String address) {
        return MachineUse.of(HostRoot.captured(tree))
                .against(PciDevice.builder(PciAddress.parse(address)).build());
    }

    private static List<Kind> kinds(String host, String address) {
        return against(HOSTS.resolve(host), address).stream().map(Blocker::kind).toList();
    }

    @Test
    void hasNothingAgainstWhatTheHostCanDoWithout() {
        assertThat(kinds("hw-vtd", NIC)).isEmpty();
    }

    @Test
    void refusesAPartOfAGroupAndADeviceThatIsDivided() {
        assertThat(against(HOSTS.resolve("hw-vtd"), "0000:00:1f.2"))
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Kind.GROUP_SHARED);
                    assertThat(refusal.detail()).contains("0000:00:1f.0", "0000:00:1f.3");
                });
        assertThat(kinds("hw-vtd-vfio", NVME)).containsExactly(Kind.IN_USE);
    }

    @Test
    void refusesTheRouteThatTheHostIsReachedBy() throws IOException {
        Path tree = copy("hw-vtd");
        Files.writeString(tree.resolve("proc/net/route"), """
                Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT
                eth0\t00000000\t0202000A\t0003\t0\t0\t0\t00000000\t0\t0\t0
                """);

        assertThat(against(tree, NIC)).extracting(Blocker::kind).containsExactly(Kind.CARRIES_DEFAULT_ROUTE);
    }

    @Test
    void leavesToItsOwnerWhatSomebodyHasBoundForAGuest() {
        assertThat(kinds("hw-vtd-vfio", NIC)).isEmpty();
        assertThat(kinds("hw-vtd-vfio", "0000:02:00.1")).isEmpty();
    }

    @Test
    void leavesToLibvirtWhatLibvirtSaysItself() {
        assertThat(kinds("hw-nosvm", NIC)).isEmpty();
        assertThat(kinds("hw-vtd-noir", NIC)).isEmpty();
    }

    @Test
    void knowsAllFunctionsAndNothingButFunctions() {
        assertThat(MachineUse.of(HostRoot.captured(HOSTS.resolve("hw-vtd")))
                        .against(UsbDevice.builder("1-1").build()))
                .isEmpty();
        assertThatThrownBy(() -> kinds("hw-vtd", "0000:7f:00.0")).isInstanceOf(HypervisorException.NotFound.class);
    }

    private Path copy(String host) throws IOException {
        Path from = HOSTS.resolve(host);
        Path to = directory.resolve(host);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), LinkOption.NOFOLLOW_LINKS);
            }
        }
        return to;
    }
}
