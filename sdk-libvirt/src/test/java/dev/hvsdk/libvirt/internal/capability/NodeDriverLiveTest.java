/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.libvirt.GuestContext;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.ListingStrategy;
import dev.hvsdk.libvirt.backend.LibvirtBackend;
import dev.hvsdk.libvirt.internal.host.HostAccess;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import dev.hvsdk.spi.support.CapabilityTable;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The calls behind a plan, on a real daemon and past the plan's refusals. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
class NodeDriverLiveTest {
    /** Opens the way to native calls. */
    private interface Calls extends HostCapability {
        HostAccess host();
    }

    /** Of QEMU, as far as a test needs it. */
    private static final class Family implements LibvirtFamily {
        @Override
        public String backend() {
            return "test";
        }

        @Override
        public String product() {
            return "QEMU";
        }

        @Override
        public Optional<Technology> technology() {
            return Optional.empty();
        }

        @Override
        public ListingStrategy listing(URI libvirtUri) {
            return ListingStrategy.STATES_THEN_EACH;
        }

        @Override
        public String domainXml(GuestSpec spec, HostContext host) {
            throw new UnsupportedOperationException("nothing is made");
        }

        @Override
        public CapabilityTable<HostContext, GuestContext> capabilities() {
            return CapabilityTable.<HostContext, GuestContext>builder()
                    .host(Calls.class, host -> Support.available(() -> (HostAccess) host))
                    .build();
        }
    }

    @Test
    void saysWhyAHostWithoutAnIommuLetsNothingGoAndChangesNothing(Libvirtd daemon) {
        Set<String> schemes = Set.of("qemu", "qemu+unix");
        ConnectSpec spec = ConnectSpec.of(URI.create(daemon.qemuUri()));
        try (Hypervisor host = LibvirtBackend.open(spec, schemes, new Family())) {
            String device = lonely(daemon);
            String before = daemon.virsh().run("nodedev-dumpxml", device);
            HostAccess access = host.capability(Calls.class).require().host();

            assertThatThrownBy(() -> access.work("detach", device, new NodeDriver(device)::detach))
                    .isInstanceOf(HypervisorException.Unsupported.class)
                    .hasMessageContaining("VFIO device assignment is currently not supported on this system");
            assertThat(daemon.virsh().run("nodedev-dumpxml", device)).isEqualTo(before);
        }
    }

    /** A function that vfio could not take here. */
    private static String lonely(Libvirtd daemon) {
        String list = daemon.virsh().run("nodedev-list", "--cap", "pci");
        assumeTrue(!list.isBlank(), "not tested: the host has no PCI device");
        String last = list.strip()
                .lines()
                .reduce((first, second) -> second)
                .orElseThrow()
                .strip();
        assumeTrue(
                !daemon.virsh().run("nodedev-dumpxml", last).contains("iommuGroup"),
                "not tested: the host has an IOMMU, and its devices are not for tests");
        return last;
    }

    @Test
    void doesNotFindADeviceThatIsNotThere(Libvirtd daemon) {
        Set<String> schemes = Set.of("qemu", "qemu+unix");
        ConnectSpec spec = ConnectSpec.of(URI.create(daemon.qemuUri()));
        try (Hypervisor host = LibvirtBackend.open(spec, schemes, new Family())) {
            HostAccess access = host.capability(Calls.class).require().host();

            assertThatThrownBy(() -> access.work("attach", "x", new NodeDriver("pci_ffff_fe_1f_7")::attach))
                    .isInstanceOf(HypervisorException.NotFound.class);
        }
    }
}
