/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.libvirt.GuestContext;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.ListingStrategy;
import dev.hvsdk.libvirt.internal.natives.NeedsLibvirt;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.spi.support.CapabilityTable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a family decides of itself, on libvirt's test driver. */
@NeedsLibvirt
class FamilyTest {
    private static final PciDevice CARD =
            PciDevice.builder(PciAddress.parse("0000:3b:00.0")).build();

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final Hypervisor host =
            LibvirtBackend.open(ConnectSpec.of(URI.create("test:///default?of=the-user")), Set.of("test"), new Own());

    /** What it keeps for a connection. */
    private final class Kept implements AutoCloseable {
        Kept() {
            made.incrementAndGet();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    /** Hands out what a test looks at. */
    private record Insight(HostContext context, Kept kept) implements HostCapability {}

    private final class Own implements LibvirtFamily {
        private final TestFamily usual = new TestFamily();

        @Override
        public String backend() {
            return usual.backend();
        }

        @Override
        public String product() {
            return usual.product();
        }

        @Override
        public Optional<Technology> technology() {
            return usual.technology();
        }

        @Override
        public ListingStrategy listing(URI libvirtUri) {
            return usual.listing(libvirtUri);
        }

        @Override
        public String domainXml(GuestSpec spec, HostContext host) {
            return usual.domainXml(spec, host);
        }

        @Override
        public List<ShutdownMethod> shutdownMethods(DomainXml definition) {
            return List.of(ShutdownMethod.SIGNAL);
        }

        @Override
        public List<PassthroughDevice> devices(List<PassthroughDevice> told, HostContext host) {
            return told.isEmpty() ? List.of(CARD) : told;
        }

        @Override
        public List<Blocker> refusals(PassthroughDevice device, HostContext host) {
            return List.of(new Blocker(Blocker.Kind.CARRIES_ROOT_DISK, "the host starts from it"));
        }

        @Override
        public CapabilityTable<HostContext, GuestContext> capabilities() {
            return CapabilityTable.<HostContext, GuestContext>builder()
                    .host(
                            Insight.class,
                            context -> Support.available(new Insight(context, context.kept(Kept.class, Kept::new))))
                    .build();
        }
    }

    @AfterEach
    void close() {
        host.close();
    }

    private Guest guest() {
        return host.guests().stream()
                .map(info -> host.guest(info.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keepsOneThingForAConnectionUntilThatIsClosed() {
        assertThat(made).hasValue(0);

        Kept kept = host.capability(Insight.class).require().kept();

        assertThat(host.capability(Insight.class).require().kept()).isSameAs(kept);
        assertThat(made).hasValue(1);
        assertThat(closed).hasValue(0);
        host.close();
        assertThat(closed).hasValue(1);
    }

    @Test
    void isToldWhatTheUserAskedFor() {
        HostContext context = host.capability(Insight.class).require().context();

        assertThat(context.spec().uri()).hasToString("test:///default?of=the-user");
        assertThat(context.state().isOpen()).isTrue();
    }

    @Test
    void tellsDevicesInItsOwnTerms() {
        assertThat(host.devices()).containsExactly(CARD);
    }

    @Test
    void givesNoDeviceAwayThatItRefuses() {
        DeviceAssignment devices = guest().capability(DeviceAssignment.class).require();

        assertThatThrownBy(() -> devices.attach(CARD).await())
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("the host starts from it");
        assertThatThrownBy(() -> host.define(
                                GuestSpec.builder("with-card").device(CARD).build())
                        .await())
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("the host starts from it");
        assertThat(host.guests()).hasSize(1);
    }

    @Test
    void saysHowItsGuestsAreAskedToShutDown() {
        assertThat(guest().capability(PowerControl.class).require().shutdownMethods())
                .containsExactly(ShutdownMethod.SIGNAL);
    }
}
